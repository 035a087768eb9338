import assert from 'node:assert/strict'
import type { FeedId } from '@hubbub/protocol'
import { assertDone, assertRefused } from '../../harness/answer.ts'
import type { Attack } from '../../harness/attack.ts'
import type { Person } from '../../harness/target.ts'
import { privateWord, type World } from '../../harness/world.ts'

type Actor = 'olga' | 'ada' | 'ben' | 'mona' | 'dora' | 'guest' | 'reader'
const actors: readonly Actor[] = ['olga', 'ada', 'ben', 'mona', 'dora', 'guest', 'reader']
const inTea: readonly Actor[] = ['ada', 'ben', 'mona', 'reader']
const nobody = 'f'.repeat(24)

/** Every kind of feed, and who may follow it. */
const feedsOf = (world: World): [FeedId, readonly Actor[]][] => [
  [`user:${world.ada.id}`, ['ada']],
  [`user:${world.olga.id}`, ['olga']],
  [`user:${nobody}`, []],
  [`room:${world.tea}`, inTea],
  [`room:${world.square}`, ['ada']],
  [`room:${nobody}`, []],
  // An id of something else is no id of a room.
  [`room:${world.ada.id}`, []],
  [`room:${world.message}`, []],
  [`user:${world.tea}`, []],
  [`staff:${world.tea}`, ['ada', 'mona']],
  [`staff:${world.square}`, ['ada']],
  [`staff:${nobody}`, []],
  ['collection:board', actors],
  // A key for reading documents stands above the rules of collections.
  ['collection:vault', ['olga', 'reader']],
  ['collection:nowhere', []],
  ['directory', actors.filter((actor) => actor !== 'guest')],
]

/** Internal names, and forms that a careless reader takes for one of ours. */
const noFeeds = [
  ...[
    'server',
    'Directory',
    'directory ',
    'room:',
    'room:*',
    'room:general',
    `ROOM:${nobody}`,
    `room:${nobody}/`,
  ],
  ...[
    'collection:',
    'collection:a.b',
    'collection:__proto__',
    'user:me',
    '__proto__',
    'constructor',
    '',
    '*',
    'user:',
  ],
  ...[`room:${nobody},user:${nobody}`, `room:${nobody}\n`, 'socket:x', 'staff:..', '/v1', 'node:all'],
]

export const feeds: readonly Attack<World>[] = [
  {
    ids: ['AZ-02', 'AZ-36'],
    what: 'every kind of feed is followed, read and spoken to by whom it is for, and not there for others',
    async run(world) {
      const { target } = world
      for (const [feed, allowed] of feedsOf(world)) {
        for (const actor of actors) {
          const person: Person = world[actor]
          const may = allowed.includes(actor)
          await follow(world, person, feed, may)
          for (const answer of await target.both(person, 'feed.sync', { feeds: [{ feed, since: 0 }] })) {
            assertDone(answer)
            const { feeds: [one] = [] } = answer.result as { feeds?: object[] }
            assert.deepEqual(one && 'gone' in one, !may, `${actor} syncs ${feed}`)
            if (!may) assert.deepEqual(one, { feed, gone: true })
            if (!may) assert.ok(!answer.text.includes(privateWord))
          }
          for (const answer of await target.both(person, 'signal.send', { channel: feed, name: 'ping' })) {
            if (actor === 'reader') assertRefused(answer, 'auth.scope')
            else if (may) assertDone(answer)
            else assertRefused(answer, 'feed.not-found')
          }
        }
      }
    },
  },
  {
    ids: ['AZ-02', 'AZ-21', 'PRO-05'],
    what: 'what is no feed is none, whatever it is called inside',
    async run({ target, olga }) {
      for (const feed of noFeeds) {
        for (const answer of [
          await target.ask('socket', olga, 'feed.follow', { feed }),
          await target.ask('socket', olga, 'feed.unfollow', { feed }),
          ...(await target.both(olga, 'feed.sync', { feeds: [{ feed }] })),
          ...(await target.both(olga, 'signal.send', { channel: feed, name: 'ping' })),
        ])
          assertRefused(answer, 'request.invalid')
      }
    },
  },
  {
    ids: ['AZ-02', 'AZ-20', 'AZ-26'],
    what: 'who is outside hears nothing of what happens inside, also after trying to follow everything',
    writes: true,
    async run(world) {
      const { target, ada, mona, dora, guest, tea, note } = world
      const outside = await Promise.all([dora, guest].map((person) => target.socketOf(person)))
      const before = outside.map(({ events }) => events.length)
      for (const person of [dora, guest]) {
        for (const feed of [`room:${tea}`, `staff:${tea}`, `user:${ada.id}`, 'collection:vault'])
          assertRefused(await target.ask('socket', person, 'feed.follow', { feed }), 'feed.not-found')
        assertRefused(await target.ask('socket', person, 'typing.start', { room: tea }), 'room.not-found')
      }
      await target.must(ada, 'message.send', {
        room: tea,
        text: `again the ${privateWord}`,
        mentions: [mona.id],
      })
      await target.must(ada, 'inbox.update', { room: tea, draft: privateWord })
      await target.must(ada, 'document.merge', {
        collection: 'vault',
        document: note,
        patch: { more: privateWord },
      })
      await target.must(mona, 'member.ban', { room: tea, account: dora.id, reason: privateWord })
      await target.must(ada, 'typing.start', { room: tea })
      for (const [place, client] of outside.entries()) {
        await client.settled()
        const heard = client.events.slice(before[place])
        assert.deepEqual(heard, [], 'nothing at all')
      }
      await target.must(mona, 'member.unban', { room: tea, account: dora.id })
    },
  },
  {
    ids: ['AZ-20'],
    what: 'who sends a hint is said by the server, and the words of the server are its own',
    async run(world) {
      const { target, ben, ada, tea } = world
      const channel = `room:${tea}`
      const hint = { channel, name: 'ping' }
      for (const extra of [{ from: ada.id }, { account: ada.id }, { userId: ada.id }, { except: '' }])
        for (const answer of await target.both(ben, 'signal.send', { ...hint, ...extra }))
          assertRefused(answer, 'request.invalid')
      for (const answer of await target.both(ben, 'signal.send', { ...hint, name: 'typing' }))
        assertRefused(answer, 'request.invalid')
      const client = await target.socketOf(ada)
      const data = { from: ada.id, __type: 'typing' }
      await target.must(ben, 'signal.send', { ...hint, name: 'forged', data })
      const heard = await client.saw('signal', ({ name }) => name === 'forged')
      assert.deepEqual(heard?.payload, { channel, name: 'forged', from: ben.id, data })
      const large = { ...hint, data: 'x'.repeat(4_100) }
      for (const answer of await target.both(ben, 'signal.send', large))
        assertRefused(answer, 'request.too-large')
    },
  },
]

async function follow({ target }: World, person: Person, feed: FeedId, may: boolean): Promise<void> {
  const answer = await target.ask('socket', person, 'feed.follow', { feed })
  if (!may) return assertRefused(answer, 'feed.not-found')
  assertDone(answer)
  const own = feed === `user:${person.id}` || feed.startsWith('room:')
  // Those that are followed by themselves stay so.
  if (!own) assertDone(await target.ask('socket', person, 'feed.unfollow', { feed }))
}
