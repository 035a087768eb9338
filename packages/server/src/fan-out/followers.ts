import type { AccountId, FeedId } from '@hubbub/protocol'
import type { Follower, LiveRange } from '../core/ports/hub.ts'

/** A follower and what it follows. */
export interface Attached {
  readonly follower: Follower
  readonly feeds: Set<FeedId>
  /** Those of its feeds that it asked for, beside the ones its account follows by itself. Most ask for none. */
  asked: Set<FeedId> | undefined
  /** Feeds about which it is being asked again whether it may: it hears nothing of them, and misses nothing. */
  paused: Map<FeedId, Pause> | undefined
  /** Until it has joined its own feeds: those its account lost meanwhile, which it must not join after all. */
  lost: Set<FeedId> | undefined
}

export interface Pause {
  held: LiveRange[]
  /** Rights changed once more while the question was out. */
  again: boolean
}

const nobody: ReadonlySet<Attached> = new Set()

/** Who is attached, found by id, account and feed. */
export class Followers {
  readonly #byId = new Map<string, Attached>()
  readonly #byAccount = new Map<AccountId, Set<Attached>>()
  readonly #byFeed = new Map<FeedId, Set<Attached>>()

  add(follower: Follower): void {
    const attached: Attached = {
      follower,
      feeds: new Set(),
      asked: undefined,
      paused: undefined,
      lost: new Set(),
    }
    this.#byId.set(follower.id, attached)
    if (follower.account !== undefined) put(this.#byAccount, follower.account, attached)
  }

  remove(attached: Attached): void {
    const { id, account } = attached.follower
    this.#byId.delete(id)
    if (account !== undefined) take(this.#byAccount, account, attached)
    for (const feed of attached.feeds) take(this.#byFeed, feed, attached)
    attached.feeds.clear()
    attached.paused = undefined
  }

  get(id: string): Attached | undefined {
    return this.#byId.get(id)
  }

  all(): Attached[] {
    return [...this.#byId.values()]
  }

  of(account: AccountId): Attached[] {
    return [...(this.#byAccount.get(account) ?? nobody)]
  }

  following(feed: FeedId): ReadonlySet<Attached> {
    return this.#byFeed.get(feed) ?? nobody
  }

  follow(attached: Attached, feed: FeedId): void {
    attached.feeds.add(feed)
    put(this.#byFeed, feed, attached)
  }

  unfollow(attached: Attached, feed: FeedId): void {
    attached.feeds.delete(feed)
    attached.asked?.delete(feed)
    attached.paused?.delete(feed)
    take(this.#byFeed, feed, attached)
  }

  counts(): { connections: number; accounts: number; feeds: number } {
    return {
      connections: this.#byId.size,
      accounts: this.#byAccount.size,
      feeds: this.#byFeed.size,
    }
  }
}

function put<K>(index: Map<K, Set<Attached>>, key: K, attached: Attached): void {
  const known = index.get(key)
  if (known) known.add(attached)
  else index.set(key, new Set([attached]))
}

function take<K>(index: Map<K, Set<Attached>>, key: K, attached: Attached): void {
  const known = index.get(key)
  if (known?.delete(attached) && known.size === 0) index.delete(key)
}
