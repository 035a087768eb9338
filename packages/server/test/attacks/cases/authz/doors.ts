import assert from 'node:assert/strict'
import { type Command, commands, type Scope } from '@hubbub/protocol'
import { type Answer, assertRefused } from '../../harness/answer.ts'
import type { Attack } from '../../harness/attack.ts'
import { sampleInput } from '../../harness/samples.ts'
import { commandNames, fieldsOf } from '../../harness/schema-facts.ts'
import type { Person } from '../../harness/target.ts'
import type { World } from '../../harness/world.ts'

const accessOf = (name: (typeof commandNames)[number]): Command['access'] =>
  (commands[name] as Command).access
const scopeOf = (name: (typeof commandNames)[number]): Scope | 'none' => (commands[name] as Command).scope

const readScopes: ReadonlySet<string> = new Set([
  'accounts.read',
  'rooms.read',
  'messages.read',
  'documents.read',
])

const unknownRoom = 'f'.repeat(24)

/** What one can tell an answer from another by, but for the room that was named. */
const told = ({ code, problem, status }: Answer): unknown => ({ code, status, ...problem, requestId: '' })

export const doors: readonly Attack<World>[] = [
  {
    ids: ['AZ-37'],
    what: 'without a token nothing is asked but what anyone may ask',
    async run({ target, ...world }) {
      for (const name of commandNames.filter((one) => accessOf(one) !== 'anyone')) {
        if (!(commands[name] as Command).http) continue
        const answer = await target.rest.ask(name, sampleInput({ target, ...world }, name))
        assertRefused(answer, 'auth.required')
      }
    },
  },
  {
    ids: ['AZ-37', 'SIO-41'],
    what: 'what is for owners and admins is refused to everybody else, guests and bots too',
    async run(world) {
      const { target, ada, mona, guest, reader } = world
      for (const name of commandNames.filter((one) => accessOf(one) === 'admin'))
        for (const person of [ada, mona, guest, reader])
          for (const answer of await target.both(person, name, sampleInput(world, name)))
            assertRefused(answer, person === reader ? 'auth.scope' : 'access.denied')
    },
  },
  {
    ids: ['AZ-37'],
    what: 'what is for people is refused to guests',
    async run(world) {
      const { target, guest } = world
      for (const name of commandNames.filter((one) => accessOf(one) === 'person'))
        for (const answer of await target.both(guest, name, sampleInput(world, name)))
          assertRefused(answer, 'access.denied')
    },
  },
  {
    ids: ['AZ-37'],
    what: 'a key that may only read is refused every write, and everything that is for no key',
    async run(world) {
      const { target, reader } = world
      const closed = commandNames.filter((one) => accessOf(one) !== 'anyone' && !readScopes.has(scopeOf(one)))
      assert.ok(closed.length > 30, 'the commands were found')
      for (const name of closed)
        for (const answer of await target.both(reader, name, sampleInput(world, name)))
          assertRefused(answer, 'auth.scope')
    },
  },
  {
    ids: ['AZ-33'],
    what: 'nobody gives a key more than they have: not a member, not the key itself, not a key of an admin',
    writes: true,
    async run({ target, olga, ada, guest, reader }) {
      const scopes = ['admin']
      const make = { bot: reader.id, name: 'more', scopes }
      for (const person of [ada, guest, reader])
        for (const answer of await target.both(person, 'key.create', make))
          assertRefused(answer, 'access.denied', 'auth.scope')
      const strong = await target.bot(olga, 'strong-one', ['admin'])
      for (const answer of await target.both(strong, 'key.create', make)) assertRefused(answer, 'auth.scope')
      for (const name of ['account.setRole', 'password.createLink'] as const)
        for (const answer of await target.both(strong, name, { account: olga.id, role: 'member' }))
          assertRefused(answer, 'access.denied', 'request.invalid')
    },
  },
  {
    ids: ['AZ-33'],
    what: 'an admin does not act on owners, and makes none',
    writes: true,
    async run({ target, olga, dora }) {
      const anna = await target.admin('anna', 'admin')
      const stood = target.contents.now()
      const account = olga.id
      const acts = [
        ['account.deactivate', { account }],
        ['account.remove', { account }],
        ['account.setRole', { account, role: 'member' }],
        ['password.createLink', { account }],
        ['account.setRole', { account: dora.id, role: 'owner' }],
        ['account.setRole', { account: anna.id, role: 'owner' }],
      ] as const
      for (const [name, input] of acts)
        for (const answer of await target.both(anna, name, input)) assertRefused(answer, 'access.denied')
      assert.deepEqual(target.contents.now(), stood)
    },
  },
  {
    ids: ['AZ-01', 'AZ-20'],
    what: 'a private room is not there for who is outside: every command answers as for a room that never was',
    async run(world) {
      const { target, dora, guest, olga } = world
      const withRoom = commandNames.filter((name) => fieldsOf(name).some(([field]) => field === 'room'))
      assert.ok(withRoom.length > 20)
      for (const name of withRoom) {
        const sample = sampleInput(world, name)
        for (const person of [dora, guest, olga]) {
          const real = await target.both(person, name, sample)
          const unknown = await target.both(person, name, { ...sample, room: unknownRoom })
          assert.deepEqual(real.map(told), unknown.map(told), `${name} by ${person.username}`)
          for (const answer of real) assertRefused(answer, 'room.not-found')
        }
      }
    },
  },
  {
    ids: ['AZ-01'],
    what: 'also where rooms are named otherwise: in lists, counts, rules and links between people',
    async run(world) {
      const { target, dora, olga, tea, ada } = world
      const [counts] = await target.both(dora, 'inbox.counts', { rooms: [tea, unknownRoom] })
      assert.ok(!counts?.text.includes(tea))
      for (const search of ['Tea', 'tea', ''])
        for (const { text } of await target.both(dora, 'room.browse', { search }))
          assert.ok(!text.includes(tea))
      for (const { text } of await target.both(dora, 'room.list')) assert.ok(!text.includes(tea))
      const sees = async (person: Person, account: string) =>
        (await target.both(person, 'profile.get', { ids: [account] })).map(({ text }) => text)
      for (const text of await sees(world.guest, ada.id)) assert.ok(!text.includes(ada.username))
      const rules = { read: { membersOf: unknownRoom }, create: 'nobody', update: 'nobody', delete: 'nobody' }
      for (const answer of await target.both(olga, 'collection.create', { collection: 'odd', rules }))
        assertRefused(answer, 'room.not-found')
    },
  },
]
