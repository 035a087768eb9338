import type { AccountId, Profile } from '@hubbub/protocol'
import { asApiError } from './api-error.ts'
import type { Connection } from './connection.ts'

/** A person, guest or bot as messages show them. */
export interface Person {
  id: AccountId
  /** Unique; empty where the account is gone, or not yours to see. */
  username: string
  /** The display name. */
  name: string
  /** Address of a picture. */
  avatar?: string | undefined
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

  /** Takes profiles that came beside something else. */
  readonly learn = (profiles: readonly Profile[]): void => {
    for (const { id, username, displayName, avatar } of profiles)
      this.#put({ id, username, name: displayName, avatar })
  }

  /** Asks for the profiles that are not known yet; 200 go in one call. */
  async need(ids: Iterable<AccountId>): Promise<void> {
    const missing = [...new Set(ids)].filter((id) => !this.#known.has(id))
    for (let from = 0; from < missing.length; from += idsPerCall) {
      const some = missing.slice(from, from + idsPerCall)
      const { items } = await this.#connection
        .insist('profile.get', { ids: some })
        .catch((failure: unknown) => {
          // A key without that scope sees nobody's profile.
          if (asApiError(failure).status !== 403) throw failure
          return { items: [] }
        })
      // So that who is gone is asked for once.
      for (const id of some) this.#put(nobody(id))
      this.learn(items)
    }
  }

  /** The person as known now; a nameless one where nothing is known. */
  get(id: AccountId): Person {
    return this.#known.get(id) ?? nobody(id)
  }

  #put(person: Person): void {
    // Put again they count as young.
    this.#known.delete(person.id)
    this.#known.set(person.id, person)
    const [oldest] = this.#known.keys()
    if (this.#known.size > knownMost && oldest !== undefined) this.#known.delete(oldest)
  }
}

const nobody = (id: AccountId): Person => ({ id, username: '', name: 'Unknown account' })
