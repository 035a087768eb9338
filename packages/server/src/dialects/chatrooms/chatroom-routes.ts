import type { OutputOf } from '@hubbub/protocol'
import type { AccountCaller } from '../../core/caller.ts'
import { jsonOf } from '../../core/encoded.ts'
import type { Door, DoorAnswer, DoorRequest } from '../door.ts'
import { jsonList } from '../json-list.ts'
import { say, saying, type Saying } from './errors.ts'
import { signedIn } from './tokens.ts'
import { chatroomOf, readId, readNewChatroom } from './translate.ts'
import type { Answer } from './user-routes.ts'

/** The caller's own; with `scope=all` what anybody may join, without who is in it (contracts.md, section 7, 22). */
export const listChatrooms: Answer = async (door, request) => {
  const { caller } = await signedIn(door, request)
  const pages = request.query.get('scope') === 'all' ? openRooms(door, caller) : ownRooms(door, caller)
  return { status: 200, stream: jsonList(pages) }
}

async function* openRooms(door: Door, caller: AccountCaller) {
  for await (const page of door.contract.listOpenChatrooms(caller)) {
    yield page.map(({ id, name }) => ({ _id: id, name }))
  }
}

async function* ownRooms(door: Door, caller: AccountCaller) {
  for await (const page of door.contract.listMyChatrooms(caller)) yield page.map(chatroomOf)
}

/** A native room that only who knows its id finds. */
export const createChatroom: Answer = async (door, request) => {
  const { caller } = await signedIn(door, request)
  const { name, topic, members } = readNewChatroom(request.body)
  const said: Saying = {
    'account.not-found': [404, 'User not found!'],
    'room.full': [400, 'Failed to create chatroom!'],
  }
  return saying(said, async () => {
    const answer = await door.ask('room.create', caller, { type: 'unlisted', name, topic, members })
    const { room } = JSON.parse(jsonOf(answer)) as { room: { id: string } }
    const chatroom = await door.contract.getChatroom(caller, { room: room.id })
    return { status: 200, body: chatroomOf(chatroom) }
  })
}

export const getChatroom: Answer = (door, request) =>
  inChatroom(door, request, 'Chatroom not found or user is not a member.', async ({ caller, room }) => ({
    status: 200,
    body: chatroomOf(await door.contract.getChatroom(caller, { room })),
  }))

const joinRefused = [400, 'Failed to add user to chatroom!'] as const

export const joinChatroom: Answer = (door, request) =>
  inChatroom(door, request, 'Chatroom not found!', async ({ caller, room }) => {
    if (await isIn(door, caller, room)) return say(400, 'User already a member of the chatroom!')
    const said = { 'member.banned': joinRefused, 'room.archived': joinRefused, 'room.full': joinRefused }
    return saying(said, async () => {
      await door.ask('room.join', caller, { room })
      return { status: 200, body: `User ${caller.account} successfully added to chatroom ${room}!` }
    })
  })

/** Ends the membership; the event `leaveRoom` only takes the socket out (contracts.md, section 7, 23). */
export const leaveChatroom: Answer = (door, request) =>
  inChatroom(door, request, 'Chatroom not found!', async ({ caller, room }) => {
    if (!(await isIn(door, caller, room))) return say(400, 'User is not a member of the chatroom!')
    await door.ask('room.leave', caller, { room })
    return { status: 200, body: `User ${caller.account} successfully removed from chatroom ${room}!` }
  })

export const deleteChatroom: Answer = (door, request) => {
  const denied = [403, 'You are not authorized to delete this chatroom.'] as const
  return saying({ 'access.denied': denied }, () =>
    inChatroom(door, request, 'Chatroom not found.', async ({ caller, room }) => {
      await door.ask('room.delete', caller, { room })
      return { status: 200, body: `Chatroom ${room} successfully deleted.` }
    }),
  )
}

interface Place {
  caller: AccountCaller
  room: string
}

/** A malformed id is an unknown one. */
async function inChatroom(
  door: Door,
  request: DoorRequest,
  notFound: string,
  work: (place: Place) => Promise<DoorAnswer>,
): Promise<DoorAnswer> {
  const { caller } = await signedIn(door, request)
  const room = readId(request.params.id)
  if (room === undefined) return say(404, notFound)
  return saying({ 'room.not-found': [404, notFound] }, () => work({ caller, room }))
}

/** Refuses `room.not-found` where the caller may not know of it. */
export async function isIn(door: Door, caller: AccountCaller, room: string): Promise<boolean> {
  const answer = await door.ask('room.get', caller, { room })
  const { membership } = JSON.parse(jsonOf(answer)) as OutputOf<'room.get'>
  return membership !== undefined
}
