import type { AccountId, Presence } from '@hubbub/protocol'
import type { Cancel, Clock } from '../core/ports/clock.ts'
import { isoTime } from '../core/time.ts'

/** Changes are told once a second, whatever happened in between. */
const batchMs = 1_000
/** Who reconnects within this was never away. */
const graceMs = 5_000
/** For so long a client may believe what it was told; it is told again in time. */
const trustMs = 3_600_000

/** Tells a watcher what became of the people it shows, as the JSON of the event. */
export type TellPresence = (connection: string, json: string) => void

/** Who is here, judged from the connections of this node. */
export interface PresenceBoard {
  appear(connection: string, account: AccountId): void
  vanish(connection: string): void
  set(connection: string, state: 'online' | 'away'): void
  watch(connection: string, accounts: readonly AccountId[]): void
  of(accounts: readonly AccountId[]): Presence[]
  stop(): void
}

type PresenceState = Presence['state']

interface Person {
  connections: Map<string, 'online' | 'away'>
  /** What watchers were told last, and until when they may believe it. */
  told: PresenceState
  until: number
  /** When the last connection went. */
  goneAt: number
}

export function createPresenceBoard(clock: Clock, tell: TellPresence): PresenceBoard {
  return new Board(clock, tell)
}

class Board implements PresenceBoard {
  readonly #clock: Clock
  readonly #tell: TellPresence
  readonly #people = new Map<AccountId, Person>()
  readonly #accountOf = new Map<string, AccountId>()
  readonly #watched = new Map<string, readonly AccountId[]>()
  readonly #watchers = new Map<AccountId, Set<string>>()
  /** People to look at in the next batch. */
  readonly #moved = new Set<AccountId>()
  #cancelBatch: Cancel | undefined
  #cancelRound: Cancel | undefined

  constructor(clock: Clock, tell: TellPresence) {
    this.#clock = clock
    this.#tell = tell
  }

  appear(connection: string, account: AccountId): void {
    this.#accountOf.set(connection, account)
    const person = this.#people.get(account) ?? {
      connections: new Map(),
      told: 'offline',
      until: 0,
      goneAt: 0,
    }
    this.#people.set(account, person)
    person.connections.set(connection, 'online')
    this.#look(account)
  }

  vanish(connection: string): void {
    this.watch(connection, [])
    const account = this.#accountOf.get(connection)
    const person = account === undefined ? undefined : this.#people.get(account)
    if (account === undefined || !person) return
    this.#accountOf.delete(connection)
    person.connections.delete(connection)
    if (person.connections.size === 0) person.goneAt = this.#clock.now()
    this.#look(account)
  }

  set(connection: string, state: 'online' | 'away'): void {
    const account = this.#accountOf.get(connection)
    if (account === undefined) return
    this.#people.get(account)?.connections.set(connection, state)
    this.#look(account)
  }

  watch(connection: string, accounts: readonly AccountId[]): void {
    for (const account of this.#watched.get(connection) ?? []) {
      const watchers = this.#watchers.get(account)
      if (watchers?.delete(connection) && watchers.size === 0) this.#watchers.delete(account)
    }
    if (accounts.length === 0) return void this.#watched.delete(connection)
    this.#watched.set(connection, accounts)
    for (const account of accounts) {
      const watchers = this.#watchers.get(account)
      if (watchers) watchers.add(connection)
      else this.#watchers.set(account, new Set([connection]))
    }
    this.#startRounds()
  }

  of(accounts: readonly AccountId[]): Presence[] {
    const now = this.#clock.now()
    return accounts.map((account) => presence(account, this.#stateOf(account, now), now + trustMs))
  }

  stop(): void {
    this.#cancelBatch?.()
    this.#cancelRound?.()
  }

  #stateOf(account: AccountId, now: number): PresenceState {
    const person = this.#people.get(account)
    if (!person) return 'offline'
    for (const state of person.connections.values()) if (state === 'online') return 'online'
    if (person.connections.size > 0) return 'away'
    return now - person.goneAt < graceMs ? person.told : 'offline'
  }

  #look(account: AccountId): void {
    this.#moved.add(account)
    this.#cancelBatch ??= this.#clock.after(batchMs, () => this.#batch())
  }

  #batch(): void {
    this.#cancelBatch = undefined
    const now = this.#clock.now()
    const changed = [...this.#moved].filter((account) => this.#settle(account, now))
    this.#announce(changed, now)
    if (this.#moved.size > 0) this.#cancelBatch = this.#clock.after(batchMs, () => this.#batch())
  }

  /** True where watchers have to be told. Who is within the grace time stays to be looked at. */
  #settle(account: AccountId, now: number): boolean {
    const person = this.#people.get(account)
    if (!person) {
      this.#moved.delete(account)
      return false
    }
    const state = this.#stateOf(account, now)
    const isGone = person.connections.size === 0
    const isWaiting = isGone && now - person.goneAt < graceMs
    if (!isWaiting) this.#moved.delete(account)
    if (isGone && !isWaiting) this.#people.delete(account)
    const hasChanged = state !== person.told
    person.told = state
    return hasChanged
  }

  /** Each watcher gets one event with what became of the people it shows. */
  #announce(accounts: readonly AccountId[], now: number): void {
    const perWatcher = new Map<string, string[]>()
    for (const account of accounts) {
      const watchers = this.#watchers.get(account)
      if (!watchers) continue
      const until = now + trustMs
      const person = this.#people.get(account)
      if (person) person.until = until
      const text = JSON.stringify(presence(account, person?.told ?? 'offline', until))
      for (const watcher of watchers) {
        const texts = perWatcher.get(watcher)
        if (texts) texts.push(text)
        else perWatcher.set(watcher, [text])
      }
    }
    for (const [watcher, texts] of perWatcher) this.#tell(watcher, `{"changes":[${texts.join(',')}]}`)
  }

  /** While anybody watches: who stays as they are is told again before the word is stale. */
  #startRounds(): void {
    this.#cancelRound ??= this.#clock.after(trustMs / 4, () => {
      this.#cancelRound = undefined
      if (this.#watched.size === 0) return
      const now = this.#clock.now()
      const stale = [...this.#watchers.keys()].filter((account) => {
        const person = this.#people.get(account)
        return person !== undefined && person.until < now + trustMs / 2
      })
      this.#announce(stale, now)
      this.#startRounds()
    })
  }
}

function presence(account: AccountId, state: PresenceState, until: number): Presence {
  return { account, state, until: isoTime(until) }
}
