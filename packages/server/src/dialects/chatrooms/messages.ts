import type { StandingMessage as Message } from '@hubbub/protocol'
import type { AccountCaller } from '../../core/caller.ts'
import { refuse } from '../../core/refusal.ts'
import type { Door } from '../door.ts'
import { jsonList } from '../json-list.ts'
import { valueOf } from '../value-of.ts'
import { whereRefused } from '../where-refused.ts'
import { always, known, ok, type Routes, say, type Saying } from './answers.ts'
import { nameOfMine } from './rooms.ts'
import { readId, readNewMessage, storedMessage } from './translate.ts'

const notFound = [404, 'Chatroom not found!'] as const
const mayNotSend = [403, 'You are not authorized to send messages in this chatroom.'] as const

const sendRefused: Saying = {
  'room.not-found': notFound,
  'access.denied': mayNotSend,
  'room.read-only': mayNotSend,
  'room.archived': mayNotSend,
  'member.muted': mayNotSend,
  'message.empty': [400, 'Message cannot be empty'],
}

const readRefused: Saying = {
  'room.not-found': notFound,
  'access.denied': [403, 'You are not authorized to access this chatroom.'],
}

export const messageRoutes: Routes = [
  [
    'POST',
    '/api/message',
    known(sendRefused, async ({ door, caller, request }) =>
      ok(storedMessage(await send(door, caller, readNewMessage(request.body)))),
    ),
  ],
  ['GET', '/api/message/test', always('Messages route working.')],
  [
    'GET',
    '/api/message/:id',
    known(readRefused, async ({ door, caller, request }) => {
      const room = readId(request.params.id)
      if (room === undefined) return say(...notFound)
      const pages = await door.contract.readHistory(caller, { room })
      const stream = jsonList(pages, ({ text }) => storedMessage(JSON.parse(text) as Message))
      return { status: 200, stream }
    }),
  ],
]

/**
 * Stores a message. The original judges in this order: the room, the membership, the text; a room that the caller knows
 * and is not in is `access.denied`. Only what is refused is asked about again.
 */
export function send(
  door: Door,
  caller: AccountCaller,
  { room, text }: { room: string; text: string },
): Promise<Message> {
  const notSent = async (refusal: Error): Promise<never> => {
    await nameOfMine(door, caller, room)
    throw refusal
  }
  return whereRefused({ 'room.not-found': notSent, 'message.empty': notSent }, async () => {
    if (text.trim() === '') throw refuse('message.empty')
    return (valueOf(await door.ask('message.send', caller, { room, text })) as { message: Message }).message
  })
}
