import type { Row } from '../../../core/feeds/change-set.ts'
import type { MessagePlace } from '../../../core/ports/store.ts'
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
