import type { AccountId, Room, StandingMessage } from '@hubbub/protocol'
import { roomFeed } from '../../core/feeds/feed-ids.ts'
import type { LiveRange } from '../../core/ports/hub.ts'
import { refuse } from '../../core/refusal.ts'
import { changesOf } from '../changes-of.ts'
import type { Door, DoorSocket } from '../door.ts'
import { chatroomKey } from './socket-rooms.ts'
import { chatroomDeleted, newMessage } from './translate.ts'

/** A chat room that sockets of this node have joined. */
interface LiveRoom {
  id: string
  name: string
  people: Map<DoorSocket, AccountId>
  /** Their membership is being read, which may be over by the time it was. */
  arriving: Set<{ account: AccountId; isOut: boolean }>
  stop(): void
}

/** Follows the feeds of rooms that have listeners, and tells these what is new; edits and deletions are not. */
export class LiveRooms {
  readonly #door: Pick<Door, 'feeds' | 'sockets'>
  readonly #rooms = new Map<string, LiveRoom>()
  readonly #roomsOf = new Map<DoorSocket, Set<string>>()

  constructor(door: Pick<Door, 'feeds' | 'sockets'>) {
    this.#door = door
  }

  /** Lets a socket in, if `check` does; it tells the room's name. */
  async enter(
    socket: DoorSocket,
    account: AccountId,
    id: string,
    check: () => Promise<string>,
  ): Promise<void> {
    // It is followed before the membership is read: an end that comes in between is heard.
    const room = this.#rooms.get(id) ?? this.#open(id)
    const arriving = { account, isOut: false }
    room.arriving.add(arriving)
    try {
      const name = await check()
      if (arriving.isOut) throw refuse('access.denied')
      room.name = name
      this.#letIn(socket, account, room)
    } finally {
      room.arriving.delete(arriving)
      this.#closeIfEmpty(room)
    }
  }

  leave(socket: DoorSocket, id: string): void {
    const room = this.#rooms.get(id)
    this.#roomsOf.get(socket)?.delete(id)
    if (!room?.people.delete(socket)) return
    socket.leave(chatroomKey(id))
    this.#closeIfEmpty(room)
  }

  stop(): void {
    for (const { stop } of this.#rooms.values()) stop()
    this.#rooms.clear()
  }

  #open(id: string): LiveRoom {
    const stop = this.#door.feeds.follow(roomFeed(id), { hear: (range) => this.#hear(room, range) })
    const room: LiveRoom = { id, name: '', people: new Map(), arriving: new Set(), stop }
    this.#rooms.set(id, room)
    return room
  }

  #closeIfEmpty(room: LiveRoom): void {
    if (room.people.size > 0 || room.arriving.size > 0 || this.#rooms.get(room.id) !== room) return
    this.#rooms.delete(room.id)
    room.stop()
  }

  #letIn(socket: DoorSocket, account: AccountId, room: LiveRoom): void {
    room.people.set(socket, account)
    socket.join(chatroomKey(room.id))
    const joined = this.#roomsOf.get(socket)
    if (joined) return void joined.add(room.id)
    this.#roomsOf.set(socket, new Set([room.id]))
    socket.onClose(() => {
      for (const one of [...(this.#roomsOf.get(socket) ?? [])]) this.leave(socket, one)
      this.#roomsOf.delete(socket)
    })
  }

  #hear(room: LiveRoom, range: LiveRange): void {
    const tell = (event: string, payload: object) =>
      this.#door.sockets.emitTo(chatroomKey(room.id), event, payload)
    for (const { is, row } of changesOf(range, 'message')) {
      if (is === 'new') tell('newMessage', newMessage(JSON.parse(row.text) as StandingMessage))
    }
    for (const { is, row } of changesOf(range, 'room')) {
      if (is !== 'removed') {
        room.name = (JSON.parse(row.text) as Room).name ?? ''
        continue
      }
      tell('chatroomDeleted', chatroomDeleted(room.id, room.name))
      this.#putOut(room, () => true)
    }
    for (const { is, row } of changesOf(range, 'member')) {
      if (is === 'removed') this.#putOut(room, (account) => account === row.columns.account)
    }
  }

  #putOut(room: LiveRoom, isGone: (account: AccountId) => boolean): void {
    for (const one of room.arriving) if (isGone(one.account)) one.isOut = true
    for (const [socket, account] of [...room.people]) if (isGone(account)) this.leave(socket, room.id)
  }
}
