import type { InputOf, OutputOf } from '@hubbub/protocol'
import type { AccountCaller } from '../caller.ts'
import { type Encoded, encoded, row } from '../encoded.ts'
import type { Ports } from '../ports/ports.ts'
import { profilesOf } from '../profiles-beside.ts'
import { loadMyRoom } from '../rooms/load-room.ts'
import { loadMessage } from './load-message.ts'

export async function getMessage(
  ports: Pick<Ports, 'store'>,
  caller: AccountCaller,
  input: InputOf<'message.get'>,
): Promise<Encoded<OutputOf<'message.get'>>> {
  const { room } = await loadMyRoom(ports, caller, input.room)
  const message = await loadMessage(ports, room, input.message)
  return encoded({ message: row(message), profiles: await profilesOf(ports, [message.columns.author]) })
}
