import type { InputOf, OutputOf } from '@hubbub/protocol'
import type { AccountCaller } from '../../caller.ts'
import { idOfCursor, pageOf } from '../../cursor.ts'
import { type Encoded, encoded, rowList } from '../../encoded.ts'
import type { Row } from '../../feeds/change-set.ts'
import type { Ports } from '../../ports/ports.ts'
import { profilesOf } from '../../profiles-beside.ts'
import { membershipId } from '../../rooms/joining.ts'
import { limitOf } from '../../rooms/load-room.ts'

/** Who named the caller, newest first. What was said in rooms they have left is left out. */
export async function listMentions(
  ports: Pick<Ports, 'store'>,
  caller: AccountCaller,
  input: InputOf<'mention.list'>,
): Promise<Encoded<OutputOf<'mention.list'>>> {
  const { read } = ports.store
  const limit = limitOf(input)
  const after = idOfCursor(input.after)
  const found = await read.mentionsFor(caller.account, { after, limit: limit + 1 })
  const { page, next } = pageOf(found, limit)
  const rooms = new Set(page.map(({ columns }) => membershipId(caller.account, columns.room)))
  const mine = new Set((await read.rows('membership', [...rooms])).map(({ columns }) => columns.room))
  const items = page.filter(({ columns }) => mine.has(columns.room))
  return encoded({ items: rowList(items), next, profiles: await profilesOf(ports, items.map(byOf)) })
}

const byOf = (mention: Row<'mention'>): string => (JSON.parse(mention.text) as { by: string }).by
