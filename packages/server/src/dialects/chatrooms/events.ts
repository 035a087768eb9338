import type { AccountCaller } from '../../core/caller.ts'
import { refuse } from '../../core/refusal.ts'
import type { Door, DoorSocket, LiveRooms } from '../door.ts'
import { objectIdIn } from '../object-id.ts'
import { fieldIn } from '../reading.ts'
import { socketError } from './errors.ts'
import { send } from './messages.ts'
import { type Person, proveSocket } from './tokens.ts'
import { chatroomDeleted, idIn, newMessage, textIn } from './translate.ts'

const namespaces = ['/', '/socket.io'] as const
const noToken = 'No authorization token provided'

/** Names of rooms of sockets: of who joined a chat room, and of all sockets of somebody. */
const chatroomKey = (room: string): string => `chatroom:${room}`
const userKey = (account: string): string => `user:${account}`

/** Everything on sockets, on both namespaces alike. Answers how to stop. */
export function serveEvents(door: Door): () => void {
  const { sockets } = door
  const rooms = tellRooms(door)
  const whoIs = sockets.identify<Person>({
    namespaces,
    missing: noToken,
    prove: (token, from) => proveSocket(door, token, from),
  })

  /** Sockets outlive their token, not their account. */
  function callerOf(socket: DoorSocket): Promise<AccountCaller> {
    const person = whoIs(socket)
    if (!person) throw refuse('auth.required', { detail: noToken })
    return door.callerOf(person.account, { address: socket.address, connection: socket.id })
  }

  const notify = (room: string, message: string) =>
    sockets.emitTo(chatroomKey(room), 'notification', { message })

  sockets.on({
    namespaces,
    error: socketError,
    events: {
      async joinRoom(socket, payload) {
        const { account } = await callerOf(socket)
        const room = roomIn(payload)
        await rooms.enter(account, room, () => socket.join(chatroomKey(room)))
        notify(room, `User ${account} joined the chatroom`)
      },
      /** Nobody tells a room anything that they are not in. */
      async leaveRoom(socket, payload) {
        await callerOf(socket)
        const room = objectIdIn(fieldIn(payload, 'chatroomId'))
        if (room === undefined || !socket.isIn(chatroomKey(room))) return
        socket.leave(chatroomKey(room))
        notify(room, `User left chatroom ${room}`)
      },
      async chatroomMessage(socket, payload) {
        const caller = await callerOf(socket)
        const room = roomIn(payload)
        await send(door, caller, { room, text: textIn(fieldIn(payload, 'message')) ?? '' })
      },
    },
  })
  sockets.arrived(namespaces, (socket) => {
    const person = whoIs(socket)
    if (!person) return
    socket.join(userKey(person.account))
    socket.emit('joinedUserRoom', { roomId: person.account })
    socket.onClose(rooms.come(person.account))
  })
  return () => rooms.stop()
}

/** Who has joined a chat room hears what is new in it, all its members of its end; edits and deletions are not told. */
function tellRooms({ feeds, sockets }: Door): LiveRooms {
  return feeds.followRooms({
    said: (message) => sockets.emitTo(chatroomKey(message.room), 'newMessage', newMessage(message)),
    added: (account, { id, name, members }) =>
      sockets.emitTo(userKey(account), 'newChatroom', { _id: id, name, members }),
    ended: (account, room) => sockets.emitTo(userKey(account), 'chatroomDeleted', chatroomDeleted(room)),
    left(account, room) {
      for (const socket of sockets.inRoom(userKey(account))) socket.leave(chatroomKey(room))
    },
  })
}

function roomIn(payload: unknown): string {
  const given = fieldIn(payload, 'chatroomId') ?? ''
  if (given === '') throw refuse('request.invalid', { detail: 'chatroomId is required' })
  return idIn(given, 'room.not-found')
}
