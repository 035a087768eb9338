import type { AccountId } from '@hubbub/protocol'
import type { Clock } from '../core/ports/clock.ts'
import { refuse } from '../core/refusal.ts'
import { Rate } from './rate.ts'

export interface AdmissionBounds {
  socketsPerAccount: number
  waitingSocketsPerAddress: number
  anonymousSockets: number
  requestsPerSecond: number
}

/** What an account's connections share: how many there are, and how often they may ask. */
interface Seats {
  connections: Set<string>
  rate: Rate
}

/** Counts connections: those that wait to enter, by address; those of an account; those of nobody. */
export class Admission {
  readonly #clock: Clock
  readonly #bounds: AdmissionBounds
  readonly #waiting = new Map<string, number>()
  readonly #accounts = new Map<AccountId, Seats>()
  readonly #anonymous = new Set<string>()

  constructor(clock: Clock, bounds: AdmissionBounds) {
    this.#clock = clock
    this.#bounds = bounds
  }

  mayWait(client: string): boolean {
    return (this.#waiting.get(client) ?? 0) < this.#bounds.waitingSocketsPerAddress
  }

  waits(client: string): void {
    this.#waiting.set(client, (this.#waiting.get(client) ?? 0) + 1)
  }

  waitsNoMore(client: string): void {
    const left = (this.#waiting.get(client) ?? 0) - 1
    if (left > 0) this.#waiting.set(client, left)
    else this.#waiting.delete(client)
  }

  /** Gives the connection one of its account's seats, or refuses. The rate is one for all of them. */
  seat(connection: string, account: AccountId): Rate {
    const { socketsPerAccount, requestsPerSecond } = this.#bounds
    const seats = this.#accounts.get(account) ?? {
      connections: new Set(),
      rate: new Rate(this.#clock, requestsPerSecond),
    }
    if (!seats.connections.has(connection) && seats.connections.size >= socketsPerAccount) {
      throw refuse('connection.too-many', {
        detail: `An account has ${socketsPerAccount} connections at most; close one of them first.`,
      })
    }
    seats.connections.add(connection)
    this.#accounts.set(account, seats)
    this.#anonymous.delete(connection)
    return seats.rate
  }

  seatNobody(connection: string): void {
    if (this.#anonymous.size >= this.#bounds.anonymousSockets && !this.#anonymous.has(connection)) {
      throw refuse('connection.too-many', { retryAfter: 10 })
    }
    this.#anonymous.add(connection)
  }

  leave(connection: string, accounts: Iterable<AccountId>): void {
    this.#anonymous.delete(connection)
    for (const account of accounts) {
      const seats = this.#accounts.get(account)
      if (seats?.connections.delete(connection) && seats.connections.size === 0)
        this.#accounts.delete(account)
    }
  }
}
