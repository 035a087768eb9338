import type { AccountId } from '@hubbub/protocol'
import type { IncomingMessage } from 'node:http'
import { Admission } from './admission.ts'
import { Answers } from './answers.ts'
import type { Coalescer, EngineSocket } from './coalesce.ts'
import type { OriginKind, RealtimeOptions } from './options.ts'
import type { Outbound } from './outbound.ts'
import { Rate } from './rate.ts'

/** What is known of an Engine.IO connection, whatever namespaces it enters. */
export interface Entry {
  readonly id: string
  /** The client's network address, and what counters are kept by. */
  readonly address: string
  readonly client: string
  readonly origin: OriginKind
  readonly outbound: Outbound
  readonly answers: Answers
  /** Accounts that sit on it; more than one where its namespaces differ. */
  readonly accounts: Set<AccountId>
  /** It has entered a namespace. */
  isIn: boolean
  /** Closes it, with a word where somebody can say one. */
  end: (reason: 'rate.limited') => void
}

/** Packets of every kind, against the requests one may make. */
const floodFactor = 10

/** The open connections, from the first request to the end. */
export class Entries {
  readonly #options: RealtimeOptions
  readonly #coalescer: Coalescer
  readonly admission: Admission
  readonly #byConnection = new Map<EngineSocket, Entry>()
  #allGone: PromiseWithResolvers<void> | undefined

  constructor(options: RealtimeOptions, coalescer: Coalescer) {
    this.#options = options
    this.#coalescer = coalescer
    this.admission = new Admission(options.ports.clock, { ...options.limits, ...options.rates })
  }

  get size(): number {
    return this.#byConnection.size
  }

  connections(): EngineSocket[] {
    return [...this.#byConnection.keys()]
  }

  /** Resolves when all have gone. */
  async gone(): Promise<void> {
    if (this.size === 0) return
    this.#allGone ??= Promise.withResolvers<void>()
    await this.#allGone.promise
  }

  of(conn: EngineSocket): Entry | undefined {
    return this.#byConnection.get(conn)
  }

  add(conn: EngineSocket): void {
    const { gate } = this.#options
    const { headers } = conn.request
    const address = gate.addressOf(conn.request)
    const entry: Entry = {
      id: this.#options.ports.ids.next(),
      address,
      client: gate.clientOf(address),
      origin: gate.originOf(headers.origin, headers.host),
      outbound: this.#coalescer.take(conn),
      answers: new Answers(this.#options.ports.clock),
      accounts: new Set(),
      isIn: false,
      end: () => conn.close(),
    }
    forgetRequest(conn)
    this.#byConnection.set(conn, entry)
    this.admission.waits(entry.client)
    this.#boundPackets(conn, entry)
    conn.once('close', () => this.#remove(conn, entry))
  }

  /** It waits no longer to be let in. */
  letIn(entry: Entry): void {
    if (entry.isIn) return
    entry.isIn = true
    this.admission.waitsNoMore(entry.client)
  }

  /** Gives it a seat of this account for as long as it is open; refuses where there are too many. */
  seat(entry: Entry, account: AccountId): Rate {
    const rate = this.admission.seat(entry.id, account)
    entry.accounts.add(account)
    return rate
  }

  #remove(conn: EngineSocket, entry: Entry): void {
    this.#byConnection.delete(conn)
    this.letIn(entry)
    this.admission.leave(entry.id, entry.accounts)
    if (this.size === 0) this.#allGone?.resolve()
  }

  #boundPackets(conn: EngineSocket, entry: Entry): void {
    const { ports, rates, watch } = this.#options
    const packets = new Rate(ports.clock, floodFactor * rates.requestsPerSecond)
    conn.on('packet', () => {
      if (packets.take()) return
      watch.rateLimited('flood')
      entry.end('rate.limited')
    })
  }
}

/** Of the first request only what a later handshake asks for: the rest weighs as much as the connection itself. */
function forgetRequest(conn: EngineSocket): void {
  const { headers, url, method, socket } = conn.request
  const { _query } = conn.request as { _query?: object }
  const { encrypted } = socket as { encrypted?: boolean }
  conn.request = { headers, url, method, _query, connection: { encrypted } } as unknown as IncomingMessage
}
