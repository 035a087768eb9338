import type { FeedId } from '@hubbub/protocol'
import type { FeedHead, Row } from '../../../core/feeds/change-set.ts'
import type { Kind } from '../../../core/feeds/kinds.ts'
import type { Connection } from '../connection.ts'
import { readHead, readRow, readRows } from './points.ts'
import type { RowCache } from './row-cache.ts'

/** Point reads that are kept: what was read before is not read again until it changes. */

export function knownHead(connection: Connection, cache: RowCache, feed: FeedId): FeedHead {
  const known = cache.head(feed)
  if (known) return known
  const head = readHead(connection, feed)
  cache.keepHead(feed, head)
  return head
}

/** Tombstones too. */
export function knownRow<K extends Kind>(
  connection: Connection,
  cache: RowCache,
  { kind, id }: { kind: K; id: string },
): Row<K> | undefined {
  const known = cache.get(kind, id)
  if (known) return known
  const row = readRow(connection, { kind, id })
  if (row) cache.keep(row)
  return row
}

/** Those that stand among these. */
export function knownRows<K extends Kind>(
  connection: Connection,
  cache: RowCache,
  kind: K,
  ids: readonly string[],
): Row<K>[] {
  const found: Row<K>[] = []
  const others: string[] = []
  for (const id of new Set(ids)) {
    const known = cache.get(kind, id)
    if (!known) others.push(id)
    else if (!known.removed) found.push(known)
  }
  if (others.length === 0) return found
  const read = readRows(connection, kind, others)
  for (const row of read) cache.keep(row)
  return [...found, ...read]
}
