import type { AccountId, Presence } from '@hubbub/protocol'
import type { AskOptions, Connection } from './connection.ts'
import { Emitter, type ListenOptions, type Off } from './emitter.ts'

export interface PersonPresence {
  account: AccountId
  state: Presence['state']
  /** When this word is stale without a newer one. */
  until: Date
}

/** Who is here. Watches the people you show, again after every reconnect. */
export class PresenceWatch {
  readonly #connection: Connection
  readonly #events: Emitter<{ change: PersonPresence }>
  #watched: AccountId[] = []
  #asking = 0

  constructor(connection: Connection, used: () => void) {
    this.#connection = connection
    this.#events = new Emitter(used)
    connection.events.on('presence', ({ changes }) => this.#tell(changes))
    connection.events.on('heads', () => {
      // What is being asked is asked again by itself. Nobody is there to tell of a refusal.
      if (this.#watched.length > 0 && this.#asking === 0) this.#watch().catch(() => undefined)
    })
  }

  get listeners(): number {
    return this.#events.count()
  }

  /** Listens; gives the function that takes the listener off. Tells of whom you `watch`. */
  on(name: 'change', listener: (presence: PersonPresence) => void, options?: ListenOptions): Off {
    this.#connection.open()
    return this.#events.on(name, listener, options)
  }

  /** Watches exactly these people from now on, 500 at most; tells the listeners how they are. */
  async watch(accounts: readonly AccountId[]): Promise<void> {
    this.#watched = [...new Set(accounts)]
    await this.#watch()
  }

  /** Says whether you are here or away on this device. */
  async set(state: 'online' | 'away', options?: AskOptions): Promise<void> {
    await this.#connection.ask('presence.set', { state, ...options })
  }

  async #watch(): Promise<void> {
    this.#asking++
    try {
      const { items } = await this.#connection.insist('presence.watch', { accounts: this.#watched })
      this.#tell(items)
    } finally {
      this.#asking--
    }
  }

  #tell(changes: readonly Presence[]): void {
    for (const { account, state, until } of changes)
      this.#events.emit('change', { account, state, until: new Date(until) })
  }
}
