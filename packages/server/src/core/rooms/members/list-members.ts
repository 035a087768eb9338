import type { InputOf, OutputOf } from '@hubbub/protocol'
import type { AccountCaller } from '../../caller.ts'
import { idOfCursor, pageOf } from '../../cursor.ts'
import { type Encoded, encoded, rowList } from '../../encoded.ts'
import { accountsNamedBy } from '../../feeds/named-accounts.ts'
import type { Ports } from '../../ports/ports.ts'
import { profilesOf } from '../../profiles-beside.ts'
import { limitOf, loadMyRoom } from '../load-room.ts'

/** Who is in a room, with their profiles. */
export async function listMembers(
  ports: Pick<Ports, 'store'>,
  caller: AccountCaller,
  input: InputOf<'member.list'>,
): Promise<Encoded<OutputOf<'member.list'>>> {
  const { room } = await loadMyRoom(ports, caller, input.room)
  const limit = limitOf(input)
  const after = idOfCursor(input.after)
  const found = await ports.store.read.inFeed('member', room.feed, { after, limit: limit + 1 })
  const { page, next } = pageOf(found, limit)
  return encoded({ items: rowList(page), next, profiles: await profilesOf(ports, accountsNamedBy(page)) })
}
