import type { FeedId } from '@hubbub/protocol'
import type { FeedDoor, FeedEar } from '../ports/door.ts'
import type { Follower, Hub } from '../ports/hub.ts'
import type { Ids } from '../ports/ids.ts'
import type { Store } from '../ports/store.ts'

/** Feeds for the server's own adapters: they belong to no account, so nobody's rights are asked and none can end them. */
export function createFeedDoor(
  hub: Pick<Hub, 'attach' | 'detach' | 'join'>,
  store: Store,
  ids: Ids,
): FeedDoor {
  return {
    follow(feed, ear) {
      const id = `contract ${ids.next()}`
      hub.attach(followerOf(id, ear))
      hub.join(id, [feed])
      return () => hub.detach(id)
    },
    async head(feed: FeedId) {
      const head = (await store.read.heads([feed])).get(feed)
      return { epoch: store.epoch, version: head?.version ?? 0 }
    },
  }
}

function followerOf(id: string, ear: FeedEar): Follower {
  return {
    id,
    account: undefined,
    hear: (range) => ear.hear(range),
    told: (event) => ear.told?.(event),
    left() {},
    refresh() {},
    end() {},
  }
}
