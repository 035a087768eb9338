import type { FeedId } from '@hubbub/protocol'
import type { Row } from '../../../core/feeds/change-set.ts'
import { directoryFeed } from '../../../core/feeds/feed-ids.ts'
import type { Kind } from '../../../core/feeds/kinds.ts'
import type { Page } from '../../../core/ports/store.ts'
import { type Connection, valueOf } from '../connection.ts'
import { selectOf } from '../rows.ts'
import { rowsOf } from './points.ts'

/**
 * Reads that may look at many rows: they run in a reader worker, where `in_time()` ends those that take too long.
 * `instr` takes what is searched for literally.
 */

const standing = '"removedAt" is null'

export function searchRooms(
  connection: Connection,
  search: string,
  { after = '', limit }: Page,
): Row<'room'>[] {
  const listed = `${selectOf('room')} where in_time() and ${standing} and "type" = 'public' and "archived" = 0`
  const page = `${listed} and "id" > ? and instr("search", ?) > 0 order by "id" limit +?`
  return rowsOf(connection, 'room', page, after, search, limit)
}

export function searchProfiles(
  connection: Connection,
  search: string,
  { after = '', limit }: Page,
): Row<'profile'>[] {
  const page = `${selectOf('profile')} where in_time() and "feed" = ? and ${standing} and "id" > ? and instr("search", ?) > 0 order by "id" limit +?`
  return rowsOf(connection, 'profile', page, directoryFeed, after, search, limit)
}

export function countFeed(connection: Connection, kind: Kind, feed: FeedId): number {
  return Number(
    valueOf(
      connection,
      `select count(*) from "${kind}" where in_time() and "feed" = ? and ${standing}`,
      feed,
    ),
  )
}

/** How much a contract holds: documents it made, and accounts, also those that nobody has claimed. */
export function measureMade(
  connection: Connection,
  contract: string,
  unclaimed: string,
): { rows: number; bytes: number } {
  const found = connection.prepare(made).get(contract, contract, unclaimed)
  const [rows = 0, bytes = 0] = (found ?? []) as unknown as [number?, number?]
  return { rows, bytes }
}

const made = `select count(*), ifnull(sum("bytes"), 0) from (
  select "bytes" from "document" where in_time() and "madeBy" = ? and ${standing}
  union all
  select octet_length("text") from "account" where in_time() and "madeBy" in (?, ?) and ${standing})`

/** One maker at a time, so that the index gives them in order of ids. */
export function searchMade<K extends 'account' | 'room'>(
  connection: Connection,
  kind: K,
  makers: readonly string[],
  { after = '', limit }: Page,
): Row<K>[] {
  const page = `${selectOf(kind)} where in_time() and "madeBy" = ? and "id" > ? and ${standing} order by "id" limit +?`
  const found = makers.flatMap((maker) => rowsOf(connection, kind, page, maker, after, limit))
  return found.sort((one, other) => (one.id < other.id ? -1 : 1)).slice(0, limit)
}

/** Guests who stay are looked at each time: a point read of their sessions for each. */
export function searchSpentGuests(connection: Connection, now: number, limit: number): Row<'account'>[] {
  const isOpen = `"feed" = "account"."feed" and ${standing} and "expiresAt" > ?`
  const spent = `${selectOf('account')} where in_time() and "role" = 'guest' and ${standing} and "madeBy" is null
    and not exists (select 1 from "session" where ${isOpen}) limit +?`
  return rowsOf(connection, 'account', spent, now, limit)
}

export interface Unread {
  unread: number
  mentions: number
}

/** What others wrote after the read position of an account, and how much of it names it, each up to `shown`. */
export function countUnread(
  connection: Connection,
  account: string,
  rooms: readonly string[],
  shown: number,
): Map<string, Unread> {
  const position = `select "readSeq" from "inbox" where "account" = ? and "room" = ? and ${standing}`
  return new Map(
    rooms.map((room) => {
      const from = Number(valueOf(connection, position, account, room) ?? 0)
      const unread = Number(valueOf(connection, countTheirs, room, from, account, shown))
      const mentions = Number(
        valueOf(
          connection,
          countNaming,
          account,
          room,
          from,
          account,
          shown,
          room,
          from,
          account,
          shown,
          shown,
        ),
      )
      return [room, { unread, mentions }]
    }),
  )
}

const countTheirs = `select count(*) from (
  select 1 from "message" where in_time() and "room" = ? and "seq" > ? and "author" <> ? and ${standing} limit +?)`

/** Who is named by name and with all is named once. Each half stops early: more than `shown` are not told apart. */
const countNaming = `select count(*) from (
  select * from (
    select "mention"."message" from "mention" join "message" on "message"."id" = "mention"."message"
    where in_time() and "mention"."account" = ? and "mention"."room" = ? and "mention"."seq" > ? and "mention".${standing}
      and "message"."author" <> ? and "message".${standing} limit +?)
  union
  select * from (
    select "id" from "message"
    where in_time() and "room" = ? and "seq" > ? and "all" = 1 and "author" <> ? and ${standing} limit +?)
  limit +?)`
