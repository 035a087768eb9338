import type { StandingMessage as Message } from '@hubbub/protocol'
import type { AccountCaller } from '../../core/caller.ts'
import { refuse } from '../../core/refusal.ts'
import type { Door } from '../door.ts'
import { jsonList } from '../json-list.ts'
import type { Routes } from '../mount-routes.ts'
import { valueOf } from '../value-of.ts'
import { whereRefused } from '../where-refused.ts'
import { always, known, ok, type Saying } from './answers.ts'
import { isIn } from './rooms.ts'
import { idIn, readNewMessage, storedMessage } from './translate.ts'

const notFound = { 'room.not-found': [404, 'Chatroom not found!'] } satisfies Saying
const mayNotSend = [403, 'You are not authorized to send messages in this chatroom.'] as const
const notSent: Saying = {
  ...notFound,
  'access.denied': mayNotSend,
  'room.read-only': mayNotSend,
  'room.archived': mayNotSend,
  'member.muted': mayNotSend,
  'message.empty': [400, 'Message cannot be empty'],
}

const post = known(notSent, async ({ door, caller, request }) =>
  ok(storedMessage(await send(door, caller, readNewMessage(request.body)))),
)

const mayNotRead: Saying = { 'access.denied': [403, 'You are not authorized to access this chatroom.'] }
const read = known({ ...notFound, ...mayNotRead }, async ({ door, caller, request }) => {
  const room = idIn(request.params.id, 'room.not-found')
  const pages = await door.contract.readHistory(caller, { room })
  return jsonList(pages, ({ text }) => storedMessage(JSON.parse(text) as Message))
})

export const messageRoutes: Routes = {
  'POST /api/message': post,
  'GET /api/message/test': always('Messages route working.'),
  'GET /api/message/:id': read,
}

/**
 * Stores a message. The original judges in this order: the room, the membership, the text; a room that the caller knows
 * and is not in is `access.denied`. Only what is refused is asked about again.
 */
export function send(
  door: Door,
  caller: AccountCaller,
  { room, text }: { room: string; text: string },
): Promise<Message> {
  const inOrder = async (refusal: Error): Promise<never> => {
    throw (await isIn(door, caller, room)) ? refusal : refuse('access.denied')
  }
  return whereRefused({ 'room.not-found': inOrder, 'message.empty': inOrder }, async () => {
    if (text.trim() === '') throw refuse('message.empty')
    return (valueOf(await door.ask('message.send', caller, { room, text })) as { message: Message }).message
  })
}
