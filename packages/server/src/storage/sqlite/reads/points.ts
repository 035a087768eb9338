import type { FeedId } from '@hubbub/protocol'
import type { Counted, FeedHead, Name, Row, RowKey } from '../../../core/feeds/change-set.ts'
import type { Kind } from '../../../core/feeds/kinds.ts'
import { type Connection, valueOf } from '../connection.ts'
import { rowFrom, selectById, selectOf } from '../rows.ts'

/** A row as the store has it, tombstones too. */
export function readRow<K extends Kind>(
  connection: Connection,
  { kind, id }: { kind: K; id: string },
): Row<K> | undefined {
  const values = connection.prepare(selectById(kind)).get(id)
  return values && rowFrom(kind, values)
}

/** The rows that stand among these. */
export function readRows<K extends Kind>(connection: Connection, kind: K, ids: readonly string[]): Row<K>[] {
  const among = `${selectOf(kind)} where "id" in (select "value" from json_each(?)) and "removedAt" is null`
  return rowsOf(connection, kind, among, JSON.stringify(ids))
}

export function rowsOf<K extends Kind>(
  connection: Connection,
  kind: K,
  sql: string,
  ...values: (string | number)[]
): Row<K>[] {
  return connection
    .prepare(sql)
    .all(...values)
    .map((found) => rowFrom(kind, found))
}

export function readHead(connection: Connection, feed: FeedId): FeedHead {
  const sql = 'select "version", "seq", "floor" from "feeds" where "id" = ?'
  const found = connection.prepare(sql).get(feed) as unknown as [number, number, number] | undefined
  const [version, seq, floor] = found ?? [0, 0, 0]
  return { version, seq, floor }
}

/** For bounds that a commit keeps: in the writer, under its lock, so without a deadline. An index answers it. */
export function readCount(connection: Connection, { count, feed }: Counted): number {
  const sql = `select count(*) from "${count}" where "feed" = ? and "removedAt" is null`
  return Number(valueOf(connection, sql, feed))
}

export function readKey(connection: Connection, key: string): { digest: string; refs: RowKey[] } | undefined {
  const sql = 'select "digest", "refs", "heldBy" from "once" where "key" = ?'
  const found = connection.prepare(sql).get(key) as unknown as [string, string | null, string] | undefined
  if (!found) return undefined
  const [digest, refs, heldBy] = found
  return { digest, refs: refs === null ? [rowKeyFrom(heldBy)] : (JSON.parse(refs) as RowKey[]) }
}

/** The row key that `rowKeyText` wrote: a kind has no space in it. */
function rowKeyFrom(text: string): RowKey {
  const space = text.indexOf(' ')
  return { kind: text.slice(0, space) as Kind, id: text.slice(space + 1) }
}

export function readOwner(connection: Connection, { space, name }: Name): string | undefined {
  const sql = 'select "owner" from "names" where "space" = ? and "name" = ?'
  const found = connection.prepare(sql).get(space, name) as unknown as [string] | undefined
  return found?.[0]
}
