import type { Client } from '@hubbub/client'
import type { AccountId, Presence } from '@hubbub/protocol'
import { signal } from '@preact/signals'

type State = Presence['state']
const watchedMost = 500

/** Who of the people on the screen is here. Each place that shows people says whom it shows. */
export class PresenceView {
  readonly #client: Client
  readonly #states = signal<ReadonlyMap<AccountId, State>>(new Map())
  readonly #shown = new Map<string, readonly AccountId[]>()
  readonly #off: () => void
  #asking: ReturnType<typeof setTimeout> | undefined
  #watched = ''

  constructor(client: Client) {
    this.#client = client
    this.#off = client.presence.on('change', ({ account, state }) => {
      if (this.#states.value.get(account) !== state)
        this.#states.value = new Map(this.#states.value).set(account, state)
    })
  }

  of(account: AccountId): State {
    return this.#states.value.get(account) ?? 'offline'
  }

  /** These people stand at this place of the screen; an empty list ends it. */
  show(place: string, accounts: readonly AccountId[]): void {
    this.#shown.set(place, accounts)
    this.#asking ??= setTimeout(() => {
      this.#asking = undefined
      const all = [...new Set([...this.#shown.values()].flat())].sort().slice(0, watchedMost)
      if (all.join() === this.#watched) return
      this.#watched = all.join()
      this.#client.presence.watch(all).catch(() => {
        this.#watched = ''
      })
    }, 200)
  }

  stop(): void {
    this.#off()
    clearTimeout(this.#asking)
  }
}
