import type { FeedId } from '@hubbub/protocol'
import type { Row } from '../../../core/feeds/change-set.ts'
import { userFeed } from '../../../core/feeds/feed-ids.ts'
import type { Kind } from '../../../core/feeds/kinds.ts'
import type { Page } from '../../../core/ports/store.ts'
import { type Connection, valueOf } from '../connection.ts'
import { selectOf } from '../rows.ts'
import { rowsOf } from './points.ts'

/** Lists that an index answers: they run where point reads do. Ids are ASCII, so '' stands before all of them. */

const standing = '"removedAt" is null'

export function readFeed<K extends Kind>(
  connection: Connection,
  kind: K,
  feed: FeedId,
  { after = '', limit }: Page,
): Row<K>[] {
  const page = `${selectOf(kind)} where "feed" = ? and "id" > ? and ${standing} order by "id" limit +?`
  return rowsOf(connection, kind, page, feed, after, limit)
}

export function readCollections(connection: Connection, { after = '', limit }: Page): Row<'collection'>[] {
  const page = `${selectOf('collection')} where "id" > ? and ${standing} order by "id" limit +?`
  return rowsOf(connection, 'collection', page, after, limit)
}

export function readMentionsOf(connection: Connection, message: string): Row<'mention'>[] {
  return rowsOf(connection, 'mention', `${selectOf('mention')} where "message" = ? and ${standing}`, message)
}

/** Newest first. All mentions of an account stand in its own feed. */
export function readMentionsFor(
  connection: Connection,
  account: string,
  { after, limit }: Page,
): Row<'mention'>[] {
  const mine = `${selectOf('mention')} where "feed" = ? and ${standing}`
  const feed = userFeed(account)
  return after === undefined
    ? rowsOf(connection, 'mention', `${mine} order by "id" desc limit +?`, feed, limit)
    : rowsOf(connection, 'mention', `${mine} and "id" < ? order by "id" desc limit +?`, feed, after, limit)
}

export function readShareRoom(connection: Connection, one: string, other: string): boolean {
  const shared = `select exists (
    select 1 from "membership" as "mine" where "mine"."account" = ? and "mine".${standing} and exists (
      select 1 from "membership" as "theirs"
      where "theirs"."account" = ? and "theirs"."room" = "mine"."room" and "theirs".${standing}))`
  return valueOf(connection, shared, one, other) === 1
}

export function readAccountsWithRole(connection: Connection, role: string): Row<'account'>[] {
  return rowsOf(connection, 'account', `${selectOf('account')} where "role" = ? and ${standing}`, role)
}
