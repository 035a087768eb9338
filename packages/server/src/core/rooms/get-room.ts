import type { InputOf, OutputOf } from '@hubbub/protocol'
import type { AccountCaller } from '../caller.ts'
import { type Encoded, encoded, row } from '../encoded.ts'
import type { Ports } from '../ports/ports.ts'
import { membershipId } from './joining.ts'
import { loadKnownRoom } from './load-room.ts'

/** What a room is called and for, and how many are in it: enough to decide whether to join. */
export async function getRoom(
  ports: Pick<Ports, 'store'>,
  caller: AccountCaller,
  input: InputOf<'room.get'>,
): Promise<Encoded<OutputOf<'room.get'>>> {
  const { read } = ports.store
  const { room, member } = await loadKnownRoom(ports, caller, input.room)
  const membership = member && (await read.row('membership', membershipId(caller.account, room.id)))
  const members = await read.countInFeed('member', room.feed)
  return encoded({ room: row(room), membership: membership && row(membership), members })
}
