import type { AccountId, Profile } from '@hubbub/protocol'
import type { Connection } from './connection.ts'

/** A person, guest or bot as messages show them. */
export interface Person {
  id: AccountId
  username: string
  /** The display name. */
  name: string
  avatar?: string
}

const idsPerCall = 200
const knownMost = 5_000

/** The profiles we were told of. Messages wait for an unknown author's, so that the app never sees a bare id. */
export class People {
  readonly #connection: Connection
  readonly #known = new Map<AccountId, Person>()

  constructor(connection: Connection) {
    this.#connection = connection
    connection.events.on('profile', ({ profile }) => this.learn([profile]))
  }

  learn = (profiles: readonly Profile[]): void => {
    for (const profile of profiles) {
      const { id, username, displayName, avatar } = profile
      this.#known.delete(id)
      this.#known.set(id, { id, username, name: displayName, ...(avatar ? { avatar } : {}) })
    }
    for (const oldest of this.#known.keys()) {
      if (this.#known.size <= knownMost) break
      this.#known.delete(oldest)
    }
  }

  /** Asks for the profiles that are not known yet. Accounts that are gone, or not ours to see, stay unknown. */
  async need(ids: Iterable<AccountId>): Promise<void> {
    const missing = [...new Set(ids)].filter((id) => !this.#known.has(id))
    for (let from = 0; from < missing.length; from += idsPerCall) {
      const { items } = await this.#connection.ask('profile.get', {
        ids: missing.slice(from, from + idsPerCall),
      })
      this.learn(items)
    }
  }

  get(id: AccountId): Person {
    return this.#known.get(id) ?? { id, username: '', name: 'Deleted account' }
  }

  has(id: AccountId): boolean {
    return this.#known.has(id)
  }
}
