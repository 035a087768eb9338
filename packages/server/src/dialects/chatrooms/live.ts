import type { AccountId, Membership, OutputOf, Room, StandingMessage } from '@hubbub/protocol'
import { jsonOf } from '../../core/encoded.ts'
import { roomFeed, userFeed } from '../../core/feeds/feed-ids.ts'
import type { LiveRange } from '../../core/ports/hub.ts'
import { isExpected } from '../../core/problem.ts'
import { refuse } from '../../core/refusal.ts'
import { changesOf } from '../../core/feeds/changes-of.ts'
import type { Door, DoorSocket } from '../door.ts'
import { chatroomDeleted, newMessage } from './translate.ts'

/** Names of rooms of sockets: of who joined a chat room, and of all sockets of somebody. */
export const chatroomKey = (room: string): string => `chatroom:${room}`
const userKey = (account: AccountId): string => `user:${account}`

/** A chat room of somebody who is connected to this node. */
interface LiveRoom {
  id: string
  name: string
  people: Set<AccountId>
  stop(): void
}

interface Connected {
  sockets: number
  rooms: Set<LiveRoom>
  stop(): void
}

/**
 * Follows the rooms of everybody who is connected. Who has joined one hears what is new in it, all its members of its
 * end; edits and deletions of messages are not told.
 */
export class LiveRooms {
  readonly #door: Door
  readonly #rooms = new Map<string, LiveRoom>()
  readonly #people = new Map<AccountId, Connected>()

  constructor(door: Door) {
    this.#door = door
  }

  /** Gives everybody who shows a token a room of their own. */
  greet(socket: DoorSocket, account: AccountId): void {
    socket.join(userKey(account))
    socket.emit('joinedUserRoom', { roomId: account })
    const person = this.#people.get(account) ?? this.#come(account)
    person.sockets += 1
    socket.onClose(() => {
      person.sockets -= 1
      if (person.sockets === 0) this.#go(account, person)
    })
  }

  /** Lets a socket in, if `check` does; it tells the room's name. */
  async enter(
    socket: DoorSocket,
    account: AccountId,
    id: string,
    check: () => Promise<string>,
  ): Promise<void> {
    // It is followed before the membership is read: an end that comes in between is heard.
    const wasKnown = this.#rooms.get(id)?.people.has(account) === true
    const room = this.#watch(account, id)
    try {
      room.name = await check()
    } catch (error) {
      if (!wasKnown) this.#putOut(room, account)
      throw error
    }
    if (!room.people.has(account)) throw refuse('access.denied')
    socket.join(chatroomKey(id))
  }

  stop(): void {
    for (const { stop } of [...this.#rooms.values(), ...this.#people.values()]) stop()
  }

  #come(account: AccountId): Connected {
    const hear = (range: LiveRange): void => {
      for (const { is, row } of changesOf(range, 'membership')) {
        if (is === 'new') void this.#unlessGone(this.#newRoom(account, JSON.parse(row.text) as Membership))
      }
    }
    const stop = this.#door.feeds.follow(userFeed(account), { hear })
    const person = { sockets: 0, rooms: new Set<LiveRoom>(), stop }
    this.#people.set(account, person)
    void this.#unlessGone(this.#watchMine(account))
    return person
  }

  #go(account: AccountId, person: Connected): void {
    person.stop()
    this.#people.delete(account)
    for (const room of person.rooms) this.#putOut(room, account)
  }

  async #watchMine(account: AccountId): Promise<void> {
    const caller = await this.#door.callerOf(account, { address: '' })
    for await (const page of this.#door.contract.nameMyChatrooms(caller)) {
      for (const { id, name } of page) this.#watch(account, id).name = name
    }
  }

  /** Only rooms that somebody else made with them are told: who joins one knows of it. */
  async #newRoom(account: AccountId, { room: id, joinedAt }: Membership): Promise<void> {
    const { callerOf, ask, contract, sockets } = this.#door
    const watched = this.#watch(account, id)
    const caller = await callerOf(account, { address: '' })
    const { room } = JSON.parse(jsonOf(await ask('room.get', caller, { room: id }))) as OutputOf<'room.get'>
    watched.name = room.name ?? ''
    if (room.createdBy === account || room.createdAt !== joinedAt) return
    const { name, members } = await contract.getChatroom(caller, { room: id })
    sockets.emitTo(userKey(account), 'newChatroom', { _id: id, name, members })
  }

  /** They, or the room, may be gone again. */
  async #unlessGone(work: Promise<void>): Promise<void> {
    await work.catch((err: unknown) => {
      if (!isExpected(err)) this.#door.log.error({ err }, 'chat rooms of somebody could not be read')
    })
  }

  #watch(account: AccountId, id: string): LiveRoom {
    const room = this.#rooms.get(id) ?? this.#follow(id)
    room.people.add(account)
    const person = this.#people.get(account)
    person?.rooms.add(room)
    // They went while this was on its way.
    if (!person) this.#putOut(room, account)
    return room
  }

  #follow(id: string): LiveRoom {
    const stop = this.#door.feeds.follow(roomFeed(id), { hear: (range) => this.#hear(room, range) })
    const room: LiveRoom = { id, name: '', people: new Set(), stop }
    this.#rooms.set(id, room)
    return room
  }

  #hear(room: LiveRoom, range: LiveRange): void {
    const { sockets } = this.#door
    for (const { is, row } of changesOf(range, 'message')) {
      if (is !== 'new') continue
      sockets.emitTo(chatroomKey(room.id), 'newMessage', newMessage(JSON.parse(row.text) as StandingMessage))
    }
    for (const { is, row } of changesOf(range, 'room')) {
      if (is === 'removed') this.#end(room)
      else room.name = (JSON.parse(row.text) as Room).name ?? ''
    }
    for (const { is, row } of changesOf(range, 'member')) {
      if (is === 'removed') this.#putOut(room, row.columns.account)
    }
  }

  #end(room: LiveRoom): void {
    for (const account of [...room.people]) {
      this.#door.sockets.emitTo(userKey(account), 'chatroomDeleted', chatroomDeleted(room.id, room.name))
      this.#putOut(room, account)
    }
  }

  #putOut(room: LiveRoom, account: AccountId): void {
    room.people.delete(account)
    this.#people.get(account)?.rooms.delete(room)
    for (const socket of this.#door.sockets.inRoom(userKey(account))) socket.leave(chatroomKey(room.id))
    if (room.people.size > 0 || this.#rooms.get(room.id) !== room) return
    this.#rooms.delete(room.id)
    room.stop()
  }
}
