import type { EventDescription, Shape } from '../door.ts'
import { either, instant, listOf, object, objectId, openObject, text } from '../shapes.ts'

const namespaces = ['/', '/socket.io'] as const
const room = '65f1a0b2c3d4e5f601234567'
const user = '65f1a0b2c3d4e5f601234568'

const asked = (name: string, summary: string, payload: Shape, example: object): EventDescription => ({
  name,
  from: 'client',
  namespaces,
  summary,
  payload,
  example,
})

const told = (
  name: string,
  summary: string,
  to: string,
  payload: Shape,
  example: object,
): EventDescription => ({ name, from: 'server', namespaces, summary, payload, example, to })

const inRoom = 'the sockets that joined the room'

export const events: readonly EventDescription[] = [
  asked(
    'joinRoom',
    'The socket enters a room that its account is a member of.',
    openObject({ chatroomId: text }),
    {
      chatroomId: room,
    },
  ),
  asked('leaveRoom', 'The socket leaves the room; the membership stays.', openObject({ chatroomId: text }), {
    chatroomId: room,
  }),
  asked(
    'chatroomMessage',
    'Writes a message into a room that the account is a member of.',
    openObject({ chatroomId: text, message: either(text, openObject({ content: text })) }),
    { chatroomId: room, message: 'Hello' },
  ),
  told(
    'newMessage',
    'A message was written, through whichever door.',
    inRoom,
    object({
      _id: objectId,
      sender: objectId,
      message: text,
      chatroom: objectId,
      chatroomId: objectId,
      chatroom_id: objectId,
      timestamp: instant,
    }),
    {
      _id: '65f1a0b2c3d4e5f601234569',
      sender: user,
      message: 'Hello',
      chatroom: room,
      chatroomId: room,
      chatroom_id: room,
      timestamp: '2026-01-06T12:00:00.123Z',
    },
  ),
  told('notification', 'A socket entered or left the room.', inRoom, object({ message: text }), {
    message: `User ${user} joined the chatroom`,
  }),
  told(
    'chatroomDeleted',
    'A room is gone.',
    'its members',
    object({ message: objectId, chatroomID: objectId, chatroomName: text }),
    { message: room, chatroomID: room, chatroomName: 'Engine' },
  ),
  told(
    'newChatroom',
    'Somebody made a room with this account in it.',
    'the other members',
    object({ _id: objectId, name: text, members: listOf(objectId) }),
    { _id: room, name: 'Engine', members: [user] },
  ),
  told(
    'joinedUserRoom',
    'The connection belongs to this account, and hears what is meant for it.',
    'who connects with a token',
    object({ roomId: objectId }),
    { roomId: user },
  ),
  told('error', 'A request was refused.', 'who asked', object({ message: text }), {
    message: 'Chatroom not found',
  }),
]
