import type { FeedId, Head } from '@hubbub/protocol'
import type { FeedHead } from './change-set.ts'
import { partsOfFeed } from './feed-ids.ts'

/** The wire form of where a feed stands; only rooms number what is in them. Without one: there is nothing to know of it. */
export function headOf(epoch: string, feed: FeedId, head: FeedHead | undefined): Head {
  const version = head?.version ?? 0
  return partsOfFeed(feed).type === 'room'
    ? { feed, epoch, version, seq: head?.seq ?? 0 }
    : { feed, epoch, version }
}
