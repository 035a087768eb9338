import type { AccountCaller } from '../../core/caller.ts'
import type { Door, DoorAnswer } from '../door.ts'
import { jsonList } from '../json-list.ts'
import type { Answer, Routes } from '../mount-routes.ts'
import { valueOf } from '../value-of.ts'
import { always, known, ok, say, type Saying } from './answers.ts'
import { chatroomOf, idIn, readNewChatroom } from './translate.ts'

/** The caller's own; with `scope=all` what anybody may join, without who is in it (decision 22). */
const list = known({}, ({ door, caller, request }) =>
  request.query.get('scope') === 'all'
    ? jsonList(door.contract.listOpenChatrooms(caller), ({ id, name }) => ({ _id: id, name }))
    : jsonList(door.contract.listMyChatrooms(caller), chatroomOf),
)

/** A native room that only who knows its id finds. */
const create = known(
  { 'account.not-found': [404, 'User not found!'], 'room.full': [400, 'Failed to create chatroom!'] },
  async ({ door, caller, request }) => {
    const wanted = readNewChatroom(request.body)
    const { room } = valueOf(await door.ask('room.create', caller, { type: 'unlisted', ...wanted }))
    return ok(chatroomOf(await door.contract.getChatroom(caller, { room: room.id })))
  },
)

type AboutRoom = (door: Door, caller: AccountCaller, room: string) => Promise<DoorAnswer>

/** About the room of the path. */
const about = (notFound: string, answer: AboutRoom, said: Saying = {}): Answer =>
  known({ 'room.not-found': [404, notFound], ...said }, ({ door, caller, request }) =>
    answer(door, caller, idIn(request.params.id, 'room.not-found')),
  )

const get = about('Chatroom not found or user is not a member.', async ({ contract }, caller, room) =>
  ok(chatroomOf(await contract.getChatroom(caller, { room }))),
)

const notJoined = [400, 'Failed to add user to chatroom!'] as const
const join = about(
  'Chatroom not found!',
  async (door, caller, room) => {
    if (await isIn(door, caller, room)) return say(400, 'User already a member of the chatroom!')
    await door.ask('room.join', caller, { room })
    return ok(`User ${caller.account} successfully added to chatroom ${room}!`)
  },
  { 'member.banned': notJoined, 'room.archived': notJoined, 'room.full': notJoined },
)

/** Ends the membership; the event `leaveRoom` only takes the socket out (decision 23). */
const leave = about('Chatroom not found!', async (door, caller, room) => {
  if (!(await isIn(door, caller, room))) return say(400, 'User is not a member of the chatroom!')
  await door.ask('room.leave', caller, { room })
  return ok(`User ${caller.account} successfully removed from chatroom ${room}!`)
})

const remove = about(
  'Chatroom not found.',
  async (door, caller, room) => {
    await door.ask('room.delete', caller, { room })
    return ok(`Chatroom ${room} successfully deleted.`)
  },
  { 'access.denied': [403, 'You are not authorized to delete this chatroom.'] },
)

export const roomRoutes: Routes = {
  'GET /api/chatroom': list,
  'POST /api/chatroom': create,
  'GET /api/chatroom/test': always('Chatroom route works.'),
  'GET /api/chatroom/:id': get,
  'DELETE /api/chatroom/:id': remove,
  'POST /api/chatroom/:id/join': join,
  'POST /api/chatroom/:id/leave': leave,
}

/** Refuses `room.not-found` where the caller may not know of it. */
export async function isIn(door: Door, caller: AccountCaller, room: string): Promise<boolean> {
  return valueOf(await door.ask('room.get', caller, { room })).membership !== undefined
}
