import type { FeedId } from '@hubbub/protocol'
import { mayFollow } from '../core/audience.ts'
import type { Store } from '../core/ports/store.ts'
import type { Attached, Followers, Pause } from './followers.ts'
import { createSafely } from './safely.ts'

/** What a paused follower may miss before it has to follow anew. */
const mostHeld = 1_000

export interface Rights {
  /** Asks again whether these may follow the feed; until the answer they hear nothing of it. */
  recheck(attached: Iterable<Attached>, feed: FeedId): void
  /** The same for everything that one follower asked for. */
  recheckAsked(attached: Attached): void
}

/**
 * Rights to a feed that was asked for may go without a row that says so (a collection's rules, a role, another room).
 * So whoever asked is paused at that row: what comes meanwhile is held back, and given or thrown away by the answer.
 */
export function createRights(store: Store, followers: Followers, report: (error: unknown) => void): Rights {
  const safely = createSafely(report)

  function recheck(all: Iterable<Attached>, feed: FeedId): void {
    for (const attached of all) {
      if (!attached.asked?.has(feed)) continue
      const known = attached.paused?.get(feed)
      if (known) {
        known.again = true
        continue
      }
      const pause: Pause = { held: [], again: false }
      attached.paused ??= new Map()
      attached.paused.set(feed, pause)
      void settle(attached, feed, pause)
    }
  }

  async function settle(attached: Attached, feed: FeedId, pause: Pause): Promise<void> {
    let may: boolean
    do {
      pause.again = false
      may = await mayStill(attached, feed)
      // It unfollowed or went meanwhile.
      if (attached.paused?.get(feed) !== pause) return
    } while (pause.again)
    if (!may || pause.held.length > mostHeld) {
      followers.unfollow(attached, feed)
      safely(() => attached.follower.left(feed))
      return
    }
    attached.paused.delete(feed)
    for (const range of pause.held) safely(() => attached.follower.hear(range))
  }

  async function mayStill({ follower }: Attached, feed: FeedId): Promise<boolean> {
    try {
      const caller = await follower.caller?.()
      return caller !== undefined && (await mayFollow({ store }, caller, feed))
    } catch (error) {
      report(error)
      return false
    }
  }

  return {
    recheck,
    recheckAsked(attached) {
      for (const feed of attached.asked ?? []) recheck([attached], feed)
    },
  }
}
