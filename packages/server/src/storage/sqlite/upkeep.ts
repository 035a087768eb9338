import type { FeedId } from '@hubbub/protocol'
import { kindsOfFeed, partsOfFeed } from '../../core/feeds/feed-ids.ts'
import { type RowKey, rowKeyText } from '../../core/feeds/change-set.ts'
import { type Kind, keepsTombstones, numbered } from '../../core/feeds/kinds.ts'
import type { Connection } from './connection.ts'
import { readHead, readKey, readRow } from './reads/points.ts'
import { kindNames } from './tables.ts'

type Gone = [rowid: number, id: string, feed: FeedId, version: number]

/** Forgets a slice of old tombstones, then of expired keys; a feed's floor rises to what it forgot. */
export function purge(
  connection: Connection,
  before: { tombstones: number; keys: number },
  limit: number,
): number {
  let left = limit
  for (const kind of kindNames) {
    if (keepsTombstones.has(kind) || left === 0) continue
    const old = `select "rowid", "id", "feed", "version" from "${kind}" where "removedAt" < ? limit +?`
    const gone = connection.prepare(old).all(before.tombstones, left) as unknown as Gone[]
    for (const [, , feed, version] of gone) raiseFloor(connection, feed, version)
    forget(connection, kind, gone)
    left -= gone.length
  }
  left -= purgeKeys(connection, before.keys, left)
  return limit - left
}

/** Deletes a slice of a feed's rows. Whoever has an older version of the feed must start over. */
export function erase(connection: Connection, feed: FeedId, limit: number): number {
  let left = limit
  for (const kind of kindsOfFeed[partsOfFeed(feed).type]) {
    if (left === 0) break
    const [column, value] = numbered.has(kind) ? ['room', partsOfFeed(feed).of] : ['feed', feed]
    const some = `select "rowid", "id", "feed", "version" from "${kind}" where "${column}" = ? limit +?`
    const gone = connection.prepare(some).all(value, left) as unknown as Gone[]
    forget(connection, kind, gone)
    left -= gone.length
  }
  if (left < limit) raiseFloor(connection, feed, readHead(connection, feed).version)
  return limit - left
}

function raiseFloor(connection: Connection, feed: FeedId, version: number): void {
  connection.prepare('update "feeds" set "floor" = max("floor", ?) where "id" = ?').run(version, feed)
}

function forget(connection: Connection, kind: Kind, gone: readonly Gone[]): void {
  const remove = connection.prepare(`delete from "${kind}" where "rowid" = ?`)
  for (const [rowid] of gone) remove.run(rowid)
  for (const [, id] of gone) releaseKeys(connection, { kind, id })
}

/** The keys a row held are held by another of their rows, or go with it. */
function releaseKeys(connection: Connection, row: RowKey): void {
  const held = connection.prepare('select "key" from "once" where "heldBy" = ?').all(rowKeyText(row))
  for (const [key] of held as unknown as [string][]) {
    const heir = readKey(connection, key)?.refs.find((ref) => readRow(connection, ref))
    if (heir) connection.prepare('update "once" set "heldBy" = ? where "key" = ?').run(rowKeyText(heir), key)
    else connection.prepare('delete from "once" where "key" = ?').run(key)
  }
}

function purgeKeys(connection: Connection, before: number, limit: number): number {
  const old = 'delete from "once" where "key" in (select "key" from "once" where "expires" < ? limit +?)'
  return Number(connection.prepare(old).run(before, limit).changes)
}
