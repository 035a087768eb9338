import type { FeedId } from '@hubbub/protocol'
import type { Row } from '../../core/feeds/change-set.ts'
import { kindsOfFeed, partsOfFeed } from '../../core/feeds/feed-ids.ts'
import type { ChangeBounds, Changes } from '../../core/ports/store.ts'
import { copyOf, headOf, type World } from './world.ts'

/** Whole versions, as many as fit; the first one always. */
export function changesOf(world: World, feed: FeedId, since: number, bounds: ChangeBounds): Changes {
  const head = headOf(world, feed)
  const changed = kindsOfFeed[partsOfFeed(feed).type]
    .flatMap((kind) => [...world.rows[kind].values()])
    .filter((row) => row.feed === feed && row.version > since)
    .sort((one, other) => one.version - other.version)
  if (changed.length > bounds.behind) return { head, to: head.version, rows: [], more: false, tooFar: true }
  const rows = fitting(changed, bounds)
  const more = rows.length < changed.length
  const to = more ? (rows.at(-1)?.version ?? since) : head.version
  return { head, to, rows: rows.map(copyOf), more }
}

function fitting(rows: readonly Row[], bounds: ChangeBounds): Row[] {
  const taken: Row[] = []
  let bytes = 0
  for (const row of rows) {
    bytes += Buffer.byteLength(row.text)
    const over = taken.length >= bounds.items || bytes > bounds.bytes
    if (over && row.version !== rows[0]?.version) {
      // The version this row belongs to does not fit whole.
      return taken.filter(({ version }) => version < row.version)
    }
    taken.push(row)
  }
  return taken
}
