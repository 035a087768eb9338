import type { TestContext } from 'node:test'
import type { Client } from '@hubbub/client'
import type { Scope } from '@hubbub/protocol'
import { createAdmin } from '../src/core/accounts/signing-up/first-owner.ts'
import type { Place } from './world/device.ts'
import { openPerson, password, type Person } from './world/person.ts'
import { startWorldServer, type StorageKind, type WorldServer } from './world/server.ts'

export type { Heard, Place } from './world/device.ts'
export type { Person } from './world/person.ts'
export { password } from './world/person.ts'

export interface WorldOptions<People extends string, Room extends string> {
  /** Who is there; the first makes the room, the others join it. */
  people: readonly People[]
  /** The handle of a public room. */
  room: Room
  /** `memory` when left out; only `sqlite` survives a restart. */
  storage?: StorageKind
  /** Settings by their environment names. */
  settings?: Record<string, string>
}

export interface World {
  server: WorldServer
  /** Somebody more, who is in no room of the test's. */
  person(name: string): Promise<Person>
  guest(name: string): Promise<Person>
  /** A program with an API key. */
  bot(name: string, scopes: Scope[]): Promise<Person>
  /** An owner of the server. */
  owner(name: string): Promise<Person>
  /** Stops the server and starts it again; waits until everybody who is in the network is back. */
  restart(meanwhile?: () => Promise<void>): Promise<void>
  /** Waits until everybody who is in the network was handed everything. */
  quiet(): Promise<void>
}

/** Both stores, for scenarios that are told on each. */
export const storages = ['memory', 'sqlite'] as const

/**
 * A small world: the real server, named people on the real SDK, one room. Everything the server says is held against
 * its schema, and nothing is left behind.
 *
 *     const { ada, ben, garden } = await world(t, { people: ['ada', 'ben'], room: 'garden' })
 */
export async function world<const People extends string, const Room extends string>(
  t: TestContext,
  options: WorldOptions<People, Room>,
): Promise<World & Record<People, Person> & Record<Room, Place>> {
  const server = await startWorldServer(options.storage ?? 'memory', options.settings ?? {})
  const everybody: Person[] = []
  t.after(async () => {
    await Promise.all(everybody.map((person) => person.close()))
    await server.stop()
  })
  const base = worldOf(server, everybody)
  const people: Person[] = []
  for (const name of options.people) people.push(await base.person(name))
  const place = await makeRoom(options.room, people)
  const named = Object.fromEntries(people.map((person) => [person.name, person]))
  return { ...base, ...named, [options.room]: place } as World & Record<People, Person> & Record<Room, Place>
}

function worldOf(server: WorldServer, everybody: Person[]): World {
  const portOf = (): number => server.port
  const entered = (person: Person): void => void everybody.push(person)
  const world: World = {
    server,
    person(name) {
      const enter = (chat: Client) => chat.register({ username: name, password })
      return openPerson({ name, portOf, entered, enter })
    },
    guest: (name) => openPerson({ name, portOf, entered, enter: (chat) => chat.enterAsGuest(name) }),
    async owner(name) {
      await createAdmin(server.running.ports, { username: name, displayName: name, password })
      const enter = (chat: Client) => chat.signIn({ identifier: name, password })
      return openPerson({ name, portOf, entered, enter })
    },
    async bot(name, scopes) {
      const owner = await world.owner(`maker-of-${name}`)
      const account = await owner.chat.ask('bot.create', { username: name })
      const { secret } = await owner.chat.ask('key.create', { bot: account.id, name: 'test', scopes })
      return openPerson({ name, portOf, entered, token: secret, enter: async () => ({ account }) })
    },
    async restart(meanwhile) {
      await server.restart(meanwhile)
      for (const { chat } of everybody) chat.retryNow()
      await world.quiet()
    },
    async quiet() {
      const present = everybody.filter(({ line }) => !line.isCut)
      await Promise.all(present.map((person) => person.quiet()))
    },
  }
  return world
}

async function makeRoom(handle: string, [first, ...others]: Person[]): Promise<Place> {
  if (!first) throw new Error('a room needs somebody who makes it')
  const { room } = await first.chat.ask('room.create', { type: 'public', name: handle, handle })
  const place = { id: room.id, handle, feed: `room:${room.id}` }
  first.listenTo(place)
  for (const person of others) await person.join(place)
  await Promise.all([first, ...others].map((person) => person.quiet()))
  return place
}
