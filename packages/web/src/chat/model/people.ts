import type { Client, Person } from '@hubbub/client'
import type { AccountId } from '@hubbub/protocol'
import { signal } from '@preact/signals'

/** The SDK's people, with word of when somebody's name becomes known or changes. */
export class PeopleView {
  readonly #client: Client
  readonly #changes = signal(0)
  #asked: Set<AccountId> = new Set()

  constructor(client: Client) {
    this.#client = client
  }

  /** The person as known now; who shows it is drawn again when more is known. */
  get(id: AccountId): Person {
    void this.#changes.value
    return this.#client.people.get(id)
  }

  changed(): void {
    this.#changes.value += 1
  }

  /** Makes sure that these are known; at once where they are. */
  async need(ids: readonly AccountId[]): Promise<void> {
    const unknown = ids.filter((id) => !this.#asked.has(id) && this.#client.people.get(id).username === '')
    if (unknown.length === 0) return
    for (const id of unknown) this.#asked.add(id)
    await this.#client.people.need(unknown).catch(() => {
      for (const id of unknown) this.#asked.delete(id)
    })
    this.changed()
  }
}
