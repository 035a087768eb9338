import type { Row } from '../../../core/feeds/change-set.ts'
import type { HistoryPage, MessagePlace, MessageScan } from '../../../core/ports/store.ts'
import type { Connection } from '../connection.ts'
import { selectOf } from '../rows.ts'
import { rowsOf } from './points.ts'

type Message = Row<'message'>

const inRoom = `${selectOf('message')} where "room" = ?`

/** Messages of a room, tombstones too, oldest first. */
export function readMessages(connection: Connection, room: string, place: MessagePlace): Message[] {
  if ('before' in place) return before(connection, room, place.before, place.limit)
  if ('after' in place) return from(connection, room, place.after + 1, place.limit)
  const half = place.limit >> 1
  return [
    ...before(connection, room, place.around, half),
    ...from(connection, room, place.around, place.limit - half),
  ]
}

function before(connection: Connection, room: string, seq: number, limit: number): Message[] {
  const newestFirst = `${inRoom} and "seq" < ? order by "seq" desc limit +?`
  return rowsOf(connection, 'message', newestFirst, room, seq, limit).reverse()
}

function from(connection: Connection, room: string, seq: number, limit: number): Message[] {
  return rowsOf(connection, 'message', `${inRoom} and "seq" >= ? order by "seq" limit +?`, room, seq, limit)
}

/** SQLite's `lower` knows the letters A to Z and no others. */
const scan = `${inRoom} and "seq" > ? and "seq" <= ? and in_time() and "removedAt" is null
  and (? = '' or "author" = ?) and instr(lower("text" ->> '$.text'), lower(?)) > 0 order by "seq"`

export function scanMessages(
  connection: Connection,
  room: string,
  { after, to, contains, author = '' }: MessageScan,
): Message[] {
  return rowsOf(connection, 'message', scan, room, after, to, author, author, contains)
}

/** SQLite puts the page together: one text crosses over instead of fifty rows, which costs a third (35 µs, 12 µs). */
const pageOf = (messages: string) =>
  `select group_concat("text", ',' order by "seq"), min("seq"), max("seq"), group_concat(distinct "author")
  from (select "text", "seq", "author" from "message" where "room" = ? and ${messages} limit +?)`

const pageBefore = pageOf('"seq" < ? order by "seq" desc')
const pageFrom = pageOf('"seq" >= ? order by "seq"')

export function readHistory(connection: Connection, room: string, place: MessagePlace): HistoryPage {
  const page = (sql: string, seq: number, limit: number) =>
    historyFrom(connection.prepare(sql).get(room, seq, limit))
  if ('before' in place) return page(pageBefore, place.before, place.limit)
  if ('after' in place) return page(pageFrom, place.after + 1, place.limit)
  const half = place.limit >> 1
  return together(page(pageBefore, place.around, half), page(pageFrom, place.around, place.limit - half))
}

function historyFrom(found: unknown): HistoryPage {
  const [items, first, last, authors] = found as [string | null, number | null, number | null, string | null]
  return {
    items: items ?? '',
    first: first ?? undefined,
    last: last ?? undefined,
    authors: authors === null ? [] : authors.split(','),
  }
}

function together(one: HistoryPage, other: HistoryPage): HistoryPage {
  if (one.first === undefined || other.first === undefined) return one.first === undefined ? other : one
  return {
    items: `${one.items},${other.items}`,
    first: one.first,
    last: other.last,
    authors: [...new Set([...one.authors, ...other.authors])],
  }
}
