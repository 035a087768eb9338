import type { AccountCaller } from '../../core/caller.ts'
import { refuse } from '../../core/refusal.ts'
import type { Door, DoorSocket } from '../door.ts'
import { socketError } from './errors.ts'
import { chatroomKey, LiveRooms } from './live.ts'
import { send } from './messages.ts'
import { nameOfMine } from './rooms.ts'
import { type Person, proveSocket } from './tokens.ts'
import { readId, textIn } from './translate.ts'

const namespaces = ['/', '/socket.io'] as const
const noToken = 'No authorization token provided'

/** Everything on sockets, on both namespaces alike. Answers how to stop. */
export function serveEvents(door: Door): () => void {
  const { sockets } = door
  const whoIs = sockets.identify<Person>({
    namespaces,
    missing: noToken,
    prove: (token, from) => proveSocket(door, token, from),
  })
  const rooms = new LiveRooms(door)

  /** Sockets outlive their token, not their account. */
  function callerOf(socket: DoorSocket): Promise<AccountCaller> {
    const person = whoIs(socket)
    if (!person) throw refuse('auth.required', { detail: noToken })
    return door.callerOf(person.account, { address: socket.address, connection: socket.id })
  }

  async function joinRoom(socket: DoorSocket, payload: unknown): Promise<void> {
    const caller = await callerOf(socket)
    const room = roomIn(payload)
    await rooms.enter(socket, caller.account, room, () => nameOfMine(door, caller, room))
    const message = `User ${caller.account} joined the chatroom`
    sockets.emitTo(chatroomKey(room), 'notification', { message })
  }

  /** Nobody tells a room anything that they are not in. */
  async function leaveRoom(socket: DoorSocket, payload: unknown): Promise<void> {
    await callerOf(socket)
    const room = readId(fieldIn(payload, 'chatroomId'))
    if (room === undefined || !socket.isIn(chatroomKey(room))) return
    socket.leave(chatroomKey(room))
    sockets.emitTo(chatroomKey(room), 'notification', { message: `User left chatroom ${room}` })
  }

  async function chatroomMessage(socket: DoorSocket, payload: unknown): Promise<void> {
    const caller = await callerOf(socket)
    const room = roomIn(payload)
    await send(door, caller, { room, text: textIn(fieldIn(payload, 'message')) ?? '' })
  }

  sockets.on({ namespaces, error: socketError, events: { joinRoom, leaveRoom, chatroomMessage } })
  sockets.arrived(namespaces, (socket) => {
    const person = whoIs(socket)
    if (person) rooms.greet(socket, person.account)
  })
  return () => rooms.stop()
}

function roomIn(payload: unknown): string {
  const given = fieldIn(payload, 'chatroomId')
  if (given === undefined || given === null || given === '') {
    throw refuse('request.invalid', { detail: 'chatroomId is required' })
  }
  const room = readId(given)
  if (room === undefined) throw refuse('room.not-found')
  return room
}

function fieldIn(payload: unknown, name: string): unknown {
  if (typeof payload !== 'object' || payload === null || !Object.hasOwn(payload, name)) return undefined
  return (payload as Record<string, unknown>)[name]
}
