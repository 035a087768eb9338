import type { StandingMessage as Message } from '@hubbub/protocol'
import type { AccountCaller } from '../../core/caller.ts'
import { jsonOf } from '../../core/encoded.ts'
import { Refusal, refuse } from '../../core/refusal.ts'
import type { Door } from '../door.ts'
import { isIn } from './chatroom-routes.ts'

/**
 * Stores a message. The original judges in this order: the room, the membership, the text; a room that the caller knows
 * and is not in is `access.denied`. Only what is refused is asked about again.
 */
export async function send(
  door: Door,
  caller: AccountCaller,
  { room, text }: { room: string; text: string },
): Promise<Message> {
  if (text.trim() === '') {
    await checkMember(door, caller, room)
    throw refuse('message.empty')
  }
  try {
    const answer = await door.ask('message.send', caller, { room, text })
    return (JSON.parse(jsonOf(answer)) as { message: Message }).message
  } catch (error) {
    if (error instanceof Refusal && error.code === 'room.not-found') await checkMember(door, caller, room)
    throw error
  }
}

export async function checkMember(door: Door, caller: AccountCaller, room: string): Promise<void> {
  if (!(await isIn(door, caller, room))) throw refuse('access.denied')
}
