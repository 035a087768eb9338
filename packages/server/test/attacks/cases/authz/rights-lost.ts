import assert from 'node:assert/strict'
import { assertRefused, resultOf } from '../../harness/answer.ts'
import type { Attack } from '../../harness/attack.ts'
import type { Person, Target } from '../../harness/target.ts'
import { isOpen, openWebSocket } from '../../harness/web-socket.ts'
import type { World } from '../../harness/world.ts'

/** A private room of ada's with one more person in it, for taking the right away again. */
async function roomWith({ target, ada }: World, name: string): Promise<{ room: string; person: Person }> {
  const person = await target.person(name)
  const { room } = await target.must(ada, 'room.create', { type: 'private', name, members: [person.id] })
  return { room: room.id, person }
}

const ends: [string, (target: Target, ada: Person, room: string, account: string) => Promise<unknown>][] = [
  ['removed', (target, ada, room, account) => target.must(ada, 'member.remove', { room, account })],
  ['banned', (target, ada, room, account) => target.must(ada, 'member.ban', { room, account })],
  ['left without a room', (target, ada, room) => target.must(ada, 'room.delete', { room })],
]

export const rightsLost: readonly Attack<World>[] = [
  ...ends.map(
    ([how, end], place): Attack<World> => ({
      ids: ['AZ-06', 'SIO-33', 'SIO-34'],
      what: `who was ${how} while away gets nothing back by asking to be recovered`,
      writes: true,
      async run(world) {
        const { target, ada } = world
        const { room, person } = await roomWith(world, `gone-${'abc'[place]}`)
        const client = await target.socketOf(person)
        const { head } = await target.must(person, 'message.list', { room })
        await client.close()
        await end(target, ada, room, person.id)
        if (how !== 'left without a room')
          await target.must(ada, 'message.send', { room, text: 'he is gone' })
        for (const pid of ['', client.id, 'a'.repeat(20), '__proto__']) {
          const hand = await openWebSocket({ port: target.port })
          assert.ok(isOpen(hand))
          await hand.got('0{')
          hand.send(`40/v1,${JSON.stringify({ token: person.token, pid, offset: `${head.version}` })}`)
          const opened = await hand.got('40/v1,')
          assert.ok(!opened?.includes('"pid"'), 'nothing is recovered')
          const heads = await hand.got('42/v1,["heads"')
          assert.ok(heads?.includes(person.id) && !heads.includes(room))
          assert.deepEqual(hand.texts, [])
          hand.destroy()
        }
        const since = [{ feed: `room:${room}`, since: head.version, epoch: head.epoch }]
        for (const answer of await target.both(person, 'feed.sync', { feeds: since }))
          assert.deepEqual(resultOf<{ feeds: object[] }>(answer).feeds, [
            { feed: `room:${room}`, gone: true },
          ])
      },
    }),
  ),
  {
    ids: ['AZ-06'],
    what: 'who was removed hears nothing of what is said after it, in the same turn neither',
    writes: true,
    async run(world) {
      const { target, ada } = world
      const { room, person } = await roomWith(world, 'gone-now')
      const client = await target.socketOf(person)
      const [, ...sent] = await Promise.all([
        target.ask('socket', ada, 'member.remove', { room, account: person.id }),
        ...Array.from({ length: 30 }, (_, place) =>
          target.ask('socket', ada, 'message.send', { room, text: `after him ${place}` }),
        ),
      ])
      for (const answer of sent) resultOf(answer)
      await client.saw('unfollowed', ({ feed }) => feed === `room:${room}`)
      await client.settled()
      assert.ok(!JSON.stringify(client.events).includes('after him'))
    },
  },
  {
    ids: ['AZ-10'],
    what: 'who is no moderator any more moderates nothing, and hears nothing of the moderators',
    writes: true,
    async run(world) {
      const { target, ada, dora, tea, answer } = world
      const milo = await target.person('milo')
      await target.must(ada, 'member.add', { room: tea, account: milo.id })
      await target.must(ada, 'member.setRole', { room: tea, account: milo.id, role: 'moderator' })
      const client = await target.socketOf(milo)
      resultOf(await client.ask('feed.follow', { feed: `staff:${tea}` }))
      await target.must(ada, 'member.setRole', { room: tea, account: milo.id, role: 'member' })
      await client.saw('unfollowed', ({ feed }) => feed === `staff:${tea}`)
      for (const [name, input] of [
        ['message.delete', { room: tea, message: answer }],
        ['member.ban', { room: tea, account: dora.id }],
        ['member.remove', { room: tea, account: world.ben.id }],
        ['ban.list', { room: tea }],
        ['room.archive', { room: tea }],
      ] as const)
        for (const refused of await target.both(milo, name, input)) assertRefused(refused, 'access.denied')
      await target.must(ada, 'member.ban', { room: tea, account: dora.id, reason: 'not for milo' })
      await client.settled()
      assert.ok(!JSON.stringify(client.events).includes('not for milo'))
      await target.must(ada, 'member.unban', { room: tea, account: dora.id })
    },
  },
  {
    ids: ['AZ-28'],
    what: 'a change that takes the right to read away is not read any more',
    writes: true,
    async run({ target, olga, ben }) {
      const open = { read: 'anyone', create: 'anyone', update: 'anyone', delete: 'anyone' }
      const closed = { ...open, read: 'nobody' }
      await target.must(olga, 'collection.create', { collection: 'fading', rules: open })
      const client = await target.socketOf(ben)
      resultOf(await client.ask('feed.follow', { feed: 'collection:fading' }))
      const write = (word: string) =>
        target.ask('rest', olga, 'document.create', { collection: 'fading', data: { word } })
      resultOf(await write('before'))
      await Promise.all([
        target.must(olga, 'collection.update', { collection: 'fading', rules: closed }),
        client.saw('unfollowed', ({ feed }) => feed === 'collection:fading'),
      ])
      resultOf(await write('after-the-door-closed'))
      await client.settled()
      assert.ok(!JSON.stringify(client.events).includes('after-the-door-closed'))
      for (const answer of await target.both(ben, 'document.query', { collection: 'fading' }))
        assert.ok(answer.code === 'collection.not-found' || !answer.text.includes('after'))
    },
  },
  {
    ids: ['AZ-38'],
    what: 'a place in a list that was good for a member is good for nobody else',
    writes: true,
    async run(world) {
      const { target, ada } = world
      const { room, person } = await roomWith(world, 'gone-page')
      const { next } = await target.must(person, 'member.list', { room, limit: 1 })
      assert.ok(next)
      const { head } = await target.must(person, 'message.list', { room, limit: 1 })
      await target.must(ada, 'member.remove', { room, account: person.id })
      for (const answer of [
        ...(await target.both(person, 'member.list', { room, limit: 1, after: next })),
        ...(await target.both(person, 'message.list', { room, before: head.seq ?? 1 })),
        ...(await target.both(person, 'message.list', { room, after: 0 })),
      ])
        assertRefused(answer, 'room.not-found')
      const elsewhere = await target.both(world.ben, 'member.list', { room: world.tea, after: next })
      for (const answer of elsewhere) assert.ok(!answer.text.includes(room))
    },
  },
  {
    ids: ['AZ-32'],
    what: 'who was banned does not come in again, by no door',
    writes: true,
    async run({ target, ada, dora, square }) {
      await target.must(dora, 'room.join', { room: square })
      await target.must(ada, 'member.ban', { room: square, account: dora.id })
      for (const room of [square, 'square'])
        for (const answer of await target.both(dora, 'room.join', { room }))
          assertRefused(answer, 'member.banned')
      for (const answer of await target.both(ada, 'member.add', { room: square, account: dora.id }))
        assertRefused(answer, 'member.banned')
      await target.must(ada, 'member.unban', { room: square, account: dora.id })
    },
  },
  {
    ids: ['AZ-21', 'UNI-14'],
    what: 'a room can be called anything, and is reached by its id alone; a handle is a word of its own',
    writes: true,
    async run({ target, ada, dora, tea }) {
      for (const name of [
        `user:${ada.id}`,
        `room:${tea}`,
        'admin',
        'directory',
        '__proto__',
        '/v1',
        ada.session,
      ]) {
        const { room } = await target.must(dora, 'room.create', { type: 'private', name })
        assert.deepEqual([room.id === tea, 'name' in room && room.name], [false, name])
      }
      const handles = [
        `user:${ada.id}`,
        tea,
        '__proto__',
        'a/b',
        '..',
        '.',
        'A',
        '-a',
        'a-',
        ' ',
        'a b',
        'é',
        '',
        '%2f',
      ]
      for (const handle of handles)
        for (const answer of await target.both(dora, 'room.create', { type: 'public', name: 'x', handle }))
          assertRefused(answer, 'request.invalid')
      for (const answer of await target.both(dora, 'room.create', {
        type: 'public',
        name: 'x',
        handle: 'general',
      }))
        assertRefused(answer, 'room.handle-taken')
      const secret = { type: 'private', name: 'Tea', handle: 'square' }
      for (const answer of await target.both(dora, 'room.create', secret))
        assertRefused(answer, 'room.handle-taken')
    },
  },
]
