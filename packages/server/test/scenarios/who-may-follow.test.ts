import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FeedId } from '@hubbub/protocol'
import { type Person, password, world } from '../world.ts'

/** Every kind of feed, tried by every kind of actor, in every way there is. What one may not know of is not there. */

const actors = ['owner', 'moderator', 'member', 'outsider', 'guest', 'bot', 'keeper'] as const
type Actor = (typeof actors)[number]

/** Who may follow what; everybody else is told that there is no such feed. */
const allowed: Record<string, readonly Actor[]> = {
  'my own user feed': actors,
  'the user feed of somebody else': [],
  'the user feed of nobody': [],
  'a public room': ['moderator', 'member'],
  'a private room': ['moderator', 'member'],
  'a room that is not there': [],
  'the staff of a room': ['moderator'],
  'the staff of no room': [],
  'a collection that anyone reads': actors,
  'a collection of a room': ['owner', 'moderator', 'member', 'keeper'],
  'a collection of nobody': ['owner', 'keeper'],
  'a collection that each reads their own of': ['owner', 'keeper'],
  'a collection that is not there': [],
  'the directory': ['owner', 'moderator', 'member', 'outsider', 'bot', 'keeper'],
}

const nothing = 'f'.repeat(24)

test('every kind of feed is open to who may see all of it, and not there for others', async (t) => {
  const here = await world(t, {
    people: ['ada', 'ben', 'cleo'],
    room: 'garden',
    settings: { HUBBUB_GUESTS: 'on' },
  })
  const { ada, ben, cleo, garden } = here
  const olga = await here.owner('olga')
  const gus = await here.guest('Gus')
  const robin = await here.bot('robin', ['rooms.read', 'accounts.read'])
  // A key with this scope stands above the rules of collections.
  const kim = await here.bot('kim', ['rooms.read', 'accounts.read', 'documents.read'])
  await cleo.chat.room(garden.id).leave()
  const { room: cellar } = await ada.chat.ask('room.create', {
    type: 'private',
    name: 'Cellar',
    members: [ben.id],
  })
  const writes = { create: 'anyone', update: 'owner', delete: 'owner' } as const
  const rules = {
    everyone: 'anyone',
    ofroom: { membersOf: cellar.id },
    nobodys: 'nobody',
    eachown: 'owner',
  } as const
  for (const [collection, read] of Object.entries(rules))
    await olga.chat.ask('collection.create', { collection, rules: { read, ...writes } })

  const people: Record<Actor, Person> = {
    owner: olga,
    moderator: ada,
    member: ben,
    outsider: cleo,
    guest: gus,
    bot: robin,
    keeper: kim,
  }
  const feedsOf = ({ id }: Person): Record<string, FeedId> => ({
    'my own user feed': `user:${id}`,
    'the user feed of somebody else': `user:${id === ada.id ? ben.id : ada.id}`,
    'the user feed of nobody': `user:${nothing}`,
    'a public room': garden.feed,
    'a private room': `room:${cellar.id}`,
    'a room that is not there': `room:${nothing}`,
    'the staff of a room': `staff:${garden.id}`,
    'the staff of no room': `staff:${nothing}`,
    'a collection that anyone reads': 'collection:everyone',
    'a collection of a room': 'collection:ofroom',
    'a collection of nobody': 'collection:nobodys',
    'a collection that each reads their own of': 'collection:eachown',
    'a collection that is not there': 'collection:missing',
    'the directory': 'directory',
  })

  const found: Record<string, string[]> = {}
  for (const actor of actors) {
    const person = people[actor]
    for (const [what, feed] of Object.entries(feedsOf(person))) {
      const ways = await Promise.all([
        follows(person, feed),
        syncs(person, feed),
        syncsFromStart(person, feed),
      ])
      assert.equal(new Set(ways).size, 1, `${actor}, ${what}: ${ways.join(', ')}`)
      found[what] ??= []
      if (ways[0]) found[what].push(actor)
    }
  }
  assert.deepEqual(found, allowed)

  const overRest = await restSync(ben, [`user:${ada.id}`, `staff:${garden.id}`, garden.feed])
  assert.deepEqual(overRest, [true, true, false], 'REST tells the same')
})

async function follows({ chat }: Person, feed: FeedId): Promise<boolean> {
  try {
    const off = await chat.follow(feed)
    off()
    return true
  } catch (refusal) {
    assert.equal((refusal as { code: string }).code, 'feed.not-found')
    return false
  }
}

async function syncs({ chat }: Person, feed: FeedId): Promise<boolean> {
  const { feeds, profiles } = await chat.ask('feed.sync', { feeds: [{ feed }] })
  const [answer] = feeds
  assert.ok(answer)
  if (!('gone' in answer)) return true
  assert.deepEqual([answer, profiles], [{ feed, gone: true }, []], 'and nothing is told')
  return false
}

async function syncsFromStart({ chat }: Person, feed: FeedId): Promise<boolean> {
  const { feeds, profiles } = await chat.ask('feed.sync', { feeds: [{ feed, since: 0 }] })
  const [answer] = feeds
  assert.ok(answer)
  if (!('gone' in answer)) return true
  assert.deepEqual([answer, profiles], [{ feed, gone: true }, []])
  return false
}

async function restSync({ chat, name }: Person, feeds: FeedId[]): Promise<boolean[]> {
  const { tokens } = await chat.askAnonymously('session.create', { identifier: name, password })
  const response = await fetch(`${chat.url}/v1/feeds/sync`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${tokens.accessToken}` },
    body: JSON.stringify({ feeds: feeds.map((feed) => ({ feed, since: 0 })) }),
  })
  const answer = (await response.json()) as { feeds: object[] }
  return answer.feeds.map((one) => 'gone' in one)
}

test('who loses the right to a collection hears nothing more of it', async (t) => {
  const here = await world(t, { people: ['ada', 'ben'], room: 'garden' })
  const { ada, ben, garden, quiet } = here
  const olga = await here.owner('olga')
  const rule = { membersOf: garden.id }
  await olga.chat.ask('collection.create', {
    collection: 'seeds',
    rules: { read: rule, create: rule, update: rule, delete: rule },
  })
  const seeds = ben.chat.collection<{ kind: string }>('seeds')
  await seeds.open()
  const put: string[] = []
  seeds.on('put', ({ data }) => put.push(data.kind))
  await ada.chat.collection('seeds').create({ kind: 'rose' })
  await ben.until(() => put.length === 1)
  const gone = new Promise((resolve) =>
    ben.chat.on('gone', ({ feed }) => feed.startsWith('collection') && resolve(feed)),
  )
  await Promise.all([
    ada.chat.ask('member.remove', { room: garden.id, account: ben.id }),
    ada.chat.ask('document.create', { collection: 'seeds', data: { kind: 'nightshade' } }),
  ])
  assert.equal(await gone, 'collection:seeds')
  await ada.chat.collection('seeds').create({ kind: 'hemlock' })
  await quiet()
  assert.deepEqual(put.slice(0, 1), ['rose'])
  assert.ok(!put.includes('hemlock'))
})
