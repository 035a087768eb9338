import type { StandingMessage as Message } from '@hubbub/protocol'
import type { Row } from '../../core/feeds/change-set.ts'
import { jsonList } from '../json-list.ts'
import { say, saying, type Saying } from './errors.ts'
import { send } from './send.ts'
import { signedIn } from './tokens.ts'
import { readId, readNewMessage, storedMessage } from './translate.ts'
import type { Answer } from './user-routes.ts'

const notFound = [404, 'Chatroom not found!'] as const
const mayNotSend = [403, 'You are not authorized to send messages in this chatroom.'] as const
const mayNotRead = [403, 'You are not authorized to access this chatroom.'] as const

const sendRefused: Saying = {
  'room.not-found': notFound,
  'access.denied': mayNotSend,
  'room.read-only': mayNotSend,
  'room.archived': mayNotSend,
  'member.muted': mayNotSend,
  'message.empty': [400, 'Message cannot be empty'],
}

export const sendMessage: Answer = async (door, request) => {
  const { caller } = await signedIn(door, request)
  const message = readNewMessage(request.body)
  return saying(sendRefused, async () => ({
    status: 200,
    body: storedMessage(await send(door, caller, message)),
  }))
}

/** All of it, oldest first. */
export const listMessages: Answer = async (door, request) => {
  const { caller } = await signedIn(door, request)
  const room = readId(request.params.id)
  if (room === undefined) return say(...notFound)
  return saying({ 'room.not-found': notFound, 'access.denied': mayNotRead }, async () => {
    const pages = await door.contract.readHistory(caller, { room })
    return { status: 200, stream: jsonList(shown(pages)) }
  })
}

async function* shown(pages: AsyncIterable<Row<'message'>[]>) {
  for await (const page of pages) yield page.map(({ text }) => storedMessage(JSON.parse(text) as Message))
}
