import type { Client } from '@hubbub/client'
import type { AccountId, Item, Member, RoomId } from '@hubbub/protocol'
import { signal } from '@preact/signals'
import { pages } from './pages.ts'

type MemberRow = Extract<Item, { kind: 'member' }>
export type StandingMember = Exclude<Member, { removed: true }>

/** Of larger rooms the first so many are listed; everybody can still be named by username. */
const shownMost = 1_000

/** Who is in a room, loaded when somebody looks and kept right from then on. */
export class Members {
  readonly list = signal<ReadonlyMap<AccountId, StandingMember> | undefined>(undefined)
  readonly failed = signal(false)
  readonly #client: Client
  readonly #room: RoomId
  #loading: Promise<void> | undefined

  constructor(client: Client, room: RoomId) {
    this.#client = client
    this.#room = room
  }

  load(): Promise<void> {
    if (this.list.value) return Promise.resolve()
    this.#loading ??= this.#load().finally(() => {
      this.#loading = undefined
    })
    return this.#loading
  }

  forget(): void {
    this.list.value = undefined
  }

  put(rows: readonly MemberRow[]): void {
    const { value } = this.list
    if (!value || rows.length === 0) return
    const list = new Map(value)
    for (const row of rows) {
      if ('removed' in row) list.delete(row.account)
      else list.set(row.account, row)
    }
    this.list.value = list
  }

  async #load(): Promise<void> {
    this.failed.value = false
    try {
      const found = new Map<AccountId, StandingMember>()
      const room = this.#room
      for await (const page of pages((place) => this.#client.ask('member.list', { room, ...place }))) {
        this.#client.people.learn(page.profiles)
        for (const member of page.items) found.set(member.account, member)
        if (found.size >= shownMost) break
      }
      this.list.value = found
    } catch {
      this.failed.value = true
    }
  }
}
