import type { InputOf, OutputOf } from '@hubbub/protocol'
import type { AccountCaller } from '../caller.ts'
import { idOfCursor, pageOf } from '../cursor.ts'
import { type Encoded, encoded, rawList, rawObject, row } from '../encoded.ts'
import type { Ports } from '../ports/ports.ts'
import { limitOf, memberId } from './load-room.ts'
import { searchable } from './new-room.ts'

/** Public rooms, with how many are in each and whether the caller is one of them. */
export async function browseRooms(
  ports: Pick<Ports, 'store'>,
  caller: AccountCaller,
  input: InputOf<'room.browse'>,
): Promise<Encoded<OutputOf<'room.browse'>>> {
  const { read } = ports.store
  const limit = limitOf(input)
  const after = idOfCursor(input.after)
  const found = await read.publicRooms(searchable(input.search ?? ''), { after, limit: limit + 1 })
  const { page, next } = pageOf(found, limit)
  const mine = await read.rows(
    'member',
    page.map(({ id }) => memberId(id, caller.account)),
  )
  const joined = new Set(mine.map(({ columns }) => columns.room))
  const counts = await Promise.all(page.map(({ feed }) => read.countInFeed('member', feed)))
  const items = page.map((room, place) =>
    rawObject({ room: row(room), members: counts[place], joined: joined.has(room.id) }),
  )
  return encoded({ items: rawList(items), next })
}
