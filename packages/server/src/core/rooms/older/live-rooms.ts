import type { AccountId, Membership, Room, StandingMessage } from '@hubbub/protocol'
import { canRead } from '../../access.ts'
import { changesOf } from '../../feeds/changes-of.ts'
import { roomFeed, userFeed } from '../../feeds/feed-ids.ts'
import type { DoorLog, FeedDoor, LiveRooms, RoomsEar } from '../../ports/door.ts'
import type { LiveRange } from '../../ports/hub.ts'
import type { Ports } from '../../ports/ports.ts'
import { isExpected } from '../../problem.ts'
import { refuse } from '../../refusal.ts'
import { loadKnownRoom } from '../load-room.ts'
import { factsOf } from '../new-room.ts'
import { getChatroom, nameMyRooms } from './chatrooms.ts'

/** A room that somebody who is here is in. */
interface LiveRoom {
  id: string
  name: string
  people: Set<AccountId>
  stop(): void
}

interface Present {
  /** How often they came and did not go. */
  times: number
  rooms: Set<LiveRoom>
  stop(): void
}

interface Needs {
  ports: Pick<Ports, 'store'>
  follow: FeedDoor['follow']
  log: DoorLog
  ear: RoomsEar
}

export const followRooms = (needs: Needs): LiveRooms => new RoomsOfPeople(needs)

class RoomsOfPeople implements LiveRooms {
  readonly #needs: Needs
  readonly #rooms = new Map<string, LiveRoom>()
  readonly #people = new Map<AccountId, Present>()

  constructor(needs: Needs) {
    this.#needs = needs
  }

  come(account: AccountId): () => void {
    const person = this.#people.get(account) ?? this.#meet(account)
    person.times += 1
    return () => {
      person.times -= 1
      if (person.times === 0) this.#go(account, person)
    }
  }

  async enter(account: AccountId, id: string, admit: () => void): Promise<void> {
    // It is followed before the membership is read: an end that comes in between is heard.
    const wasKnown = this.#rooms.get(id)?.people.has(account) === true
    const live = this.#watch(account, id)
    try {
      const { room, member } = await loadKnownRoom(this.#needs.ports, { account }, id)
      if (!canRead(member)) throw refuse('access.denied')
      live.name = factsOf(room).name ?? ''
    } catch (error) {
      if (!wasKnown) this.#putOut(live, account)
      throw error
    }
    if (!live.people.has(account)) throw refuse('access.denied')
    admit()
  }

  stop(): void {
    for (const { stop } of [...this.#rooms.values(), ...this.#people.values()]) stop()
  }

  #meet(account: AccountId): Present {
    const hear = (range: LiveRange): void => {
      for (const { is, row } of changesOf(range, 'membership')) {
        if (is === 'new') void this.#unlessGone(this.#added(account, JSON.parse(row.text) as Membership))
      }
    }
    const person = {
      times: 0,
      rooms: new Set<LiveRoom>(),
      stop: this.#needs.follow(userFeed(account), { hear }),
    }
    this.#people.set(account, person)
    void this.#unlessGone(this.#watchAll(account))
    return person
  }

  #go(account: AccountId, person: Present): void {
    person.stop()
    this.#people.delete(account)
    for (const room of person.rooms) this.#putOut(room, account)
  }

  async #watchAll(account: AccountId): Promise<void> {
    for await (const page of nameMyRooms(this.#needs.ports, { account })) {
      for (const { id, name } of page) this.#watch(account, id).name = name
    }
  }

  /** Only rooms that somebody else made with them are told: who joins one knows of it. */
  async #added(account: AccountId, { room: id, joinedAt }: Membership): Promise<void> {
    const { ports, ear } = this.#needs
    const live = this.#watch(account, id)
    const { room } = await loadKnownRoom(ports, { account }, id)
    const { name = '', createdBy, createdAt } = JSON.parse(room.text) as Room
    live.name = name
    if (createdBy === account || createdAt !== joinedAt) return
    ear.added(account, await getChatroom(ports, { account }, { room: id }))
  }

  /** They, or the room, may be gone again. */
  async #unlessGone(work: Promise<void>): Promise<void> {
    await work.catch((err: unknown) => {
      if (!isExpected(err)) this.#needs.log.error({ err }, 'rooms of somebody could not be read')
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
    const stop = this.#needs.follow(roomFeed(id), { hear: (range) => this.#hear(room, range) })
    const room: LiveRoom = { id, name: '', people: new Set(), stop }
    this.#rooms.set(id, room)
    return room
  }

  #hear(room: LiveRoom, range: LiveRange): void {
    for (const { is, row } of changesOf(range, 'message')) {
      if (is === 'new') this.#needs.ear.said(JSON.parse(row.text) as StandingMessage)
    }
    for (const { is, row } of changesOf(range, 'room')) {
      if (is === 'removed') this.#end(room)
      else room.name = factsOf(row).name ?? ''
    }
    for (const { is, row } of changesOf(range, 'member')) {
      if (is === 'removed') this.#putOut(room, row.columns.account)
    }
  }

  #end(room: LiveRoom): void {
    for (const account of [...room.people]) {
      this.#needs.ear.ended(account, { id: room.id, name: room.name })
      this.#putOut(room, account)
    }
  }

  #putOut(room: LiveRoom, account: AccountId): void {
    room.people.delete(account)
    this.#people.get(account)?.rooms.delete(room)
    this.#needs.ear.left(account, room.id)
    if (room.people.size > 0 || this.#rooms.get(room.id) !== room) return
    this.#rooms.delete(room.id)
    room.stop()
  }
}
