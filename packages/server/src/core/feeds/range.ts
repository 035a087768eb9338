import type { FeedId } from '@hubbub/protocol'
import { Raw } from '../encoded.ts'
import type { Row } from './change-set.ts'

/** The wire form of a range, put together from the rows' texts: the same for every reader of the feed. */
export function rangeOf(
  epoch: string,
  { feed, from, to, rows }: { feed: FeedId; from: number; to: number; rows: readonly Row[] },
): Raw {
  const items = rows.map(({ text }) => text).join(',')
  return new Raw(
    `{"feed":${JSON.stringify(feed)},"epoch":"${epoch}","from":${from},"to":${to},"items":[${items}]}`,
  )
}
