import type { FeedId } from '@hubbub/protocol'
import type { Row } from '../../../core/feeds/change-set.ts'
import { kindsOfFeed, partsOfFeed } from '../../../core/feeds/feed-ids.ts'
import type { Kind } from '../../../core/feeds/kinds.ts'
import type { ChangeBounds, Changes } from '../../../core/ports/store.ts'
import { type Connection, valueOf } from '../connection.ts'
import { rowFrom, selectOf } from '../rows.ts'
import { readHead } from './points.ts'

/** What changed in a feed: all its kinds in one snapshot, whole versions, as many as fit and one at least. */
export function readChanges(
  connection: Connection,
  feed: FeedId,
  since: number,
  bounds: ChangeBounds,
): Changes {
  connection.prepare('begin').run()
  try {
    const head = readHead(connection, feed)
    if (since >= head.version) return { head, to: head.version, rows: [], more: false }
    const kinds = kindsOfFeed[partsOfFeed(feed).type]
    if (isFarBehind(connection, kinds, feed, since, bounds.behind))
      return { head, to: head.version, rows: [], more: false, tooFar: true }
    const { rows, more } = readPage(connection, kinds, feed, since, bounds)
    return { head, to: more ? (rows.at(-1)?.version ?? since) : head.version, rows, more }
  } finally {
    connection.prepare('commit').run()
  }
}

/** Each feed has few kinds, and most of them did not change. */
function isFarBehind(
  connection: Connection,
  kinds: readonly Kind[],
  feed: FeedId,
  since: number,
  behind: number,
): boolean {
  let left = behind
  for (const kind of kinds) {
    const some = `select count(*) from (select 1 from "${kind}" where "feed" = ? and "version" > ? limit +?)`
    left -= Number(valueOf(connection, some, feed, since, left + 1))
    if (left < 0) return true
  }
  return false
}

function readPage(
  connection: Connection,
  kinds: readonly Kind[],
  feed: FeedId,
  since: number,
  bounds: ChangeBounds,
): { rows: Row[]; more: boolean } {
  const readers = kinds.map((kind) => changedRows(connection, kind, feed, since))
  try {
    const rows: Row[] = []
    let bytes = 0
    for (let group = nextVersion(readers); group.length > 0; group = nextVersion(readers)) {
      bytes += group.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0)
      const fits = rows.length + group.length <= bounds.items && bytes <= bounds.bytes
      if (!fits && rows.length > 0) return { rows, more: true }
      rows.push(...group)
    }
    return { rows, more: false }
  } finally {
    for (const reader of readers) reader.close()
  }
}

/** The changed rows of one kind, oldest change first. */
interface ChangedRows {
  next: Row | undefined
  step(): void
  close(): void
}

function changedRows(connection: Connection, kind: Kind, feed: FeedId, since: number): ChangedRows {
  const changed = `${selectOf(kind)} where "feed" = ? and "version" > ? order by "version"`
  const found = connection.prepare(changed).iterate(feed, since)
  const reader: ChangedRows = {
    next: undefined,
    step() {
      const { value, done } = found.next()
      reader.next = done ? undefined : rowFrom(kind, value)
    },
    close: () => void found.return?.(),
  }
  reader.step()
  return reader
}

/** All rows of the lowest version that is left. */
function nextVersion(readers: readonly ChangedRows[]): Row[] {
  const version = Math.min(...readers.map(({ next }) => next?.version ?? Infinity))
  const group: Row[] = []
  for (const reader of readers) {
    while (reader.next?.version === version) {
      group.push(reader.next)
      reader.step()
    }
  }
  return group
}
