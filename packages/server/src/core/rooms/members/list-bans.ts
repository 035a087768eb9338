import type { InputOf, OutputOf } from '@hubbub/protocol'
import { isModerator } from '../../access.ts'
import type { AccountCaller } from '../../caller.ts'
import { idOfCursor, pageOf } from '../../cursor.ts'
import { type Encoded, encoded, rowList } from '../../encoded.ts'
import type { Row } from '../../feeds/change-set.ts'
import { staffFeed } from '../../feeds/feed-ids.ts'
import type { Ports } from '../../ports/ports.ts'
import { profilesOf } from '../../profiles-beside.ts'
import { refuse } from '../../refusal.ts'
import { limitOf, loadMyRoom } from '../load-room.ts'

/** Who is banned from a room, and by whom. */
export async function listBans(
  ports: Pick<Ports, 'store'>,
  caller: AccountCaller,
  input: InputOf<'ban.list'>,
): Promise<Encoded<OutputOf<'ban.list'>>> {
  const { room, member } = await loadMyRoom(ports, caller, input.room)
  if (!isModerator(member)) throw refuse('access.denied')
  const limit = limitOf(input)
  const after = idOfCursor(input.after)
  const found = await ports.store.read.inFeed('ban', staffFeed(room.id), { after, limit: limit + 1 })
  const { page, next } = pageOf(found, limit)
  const named = page.flatMap((ban) => [ban.columns.account, byOf(ban)])
  return encoded({ items: rowList(page), next, profiles: await profilesOf(ports, named) })
}

const byOf = (ban: Row<'ban'>): string => (JSON.parse(ban.text) as { by: string }).by
