import assert from 'node:assert/strict'
import type { Range, Rules } from '@hubbub/protocol'
import { type TestContext, test } from 'node:test'
import { createAdmin } from '../src/core/accounts/signing-up/first-owner.ts'
import { type Person, type ServerWorld, startServer } from './server-world.ts'
import { heard, overRest, overSocket, type Way } from './two-ways.ts'

const password = 'a long walk to the harbour'
const open: Rules = { read: 'anyone', create: 'anyone', update: 'anyone', delete: 'anyone' }

interface World {
  server: ServerWorld
  ada: Way
  ben: Way
  /** The owner of the server. */
  cleo: Way
  people: { ada: Person; ben: Person }
}

/** The same world twice: everybody over REST, everybody over sockets. */
function bothWays(what: string, run: (world: World) => Promise<void>): void {
  for (const name of ['REST', 'socket'] as const) {
    test(`over ${name}: ${what}`, async (t) => run(await worldOver(t, name)))
  }
}

async function worldOver(t: TestContext, name: Way['name']): Promise<World> {
  const server = await startServer(t)
  const way = (person: Pick<Person, 'token'>) =>
    name === 'REST' ? Promise.resolve(overRest(server, person)) : overSocket(t, server, person)
  await createAdmin(server.running.ports, { username: 'cleo', password })
  const { json } = await server.ask('POST', '/v1/sessions', { body: { identifier: 'cleo', password } })
  const people = { ada: await server.person('ada'), ben: await server.person('ben') }
  return {
    server,
    people,
    ada: await way(people.ada),
    ben: await way(people.ben),
    cleo: await way({ token: json.tokens.accessToken }),
  }
}

const made = async (way: Way, collection: string, data: Record<string, unknown>): Promise<string> => {
  const { document } = await way.ask('document.create', { collection, data })
  return document.id
}

bothWays(
  'collections are made, listed, changed and deleted by owners and admins alone',
  async ({ ada, cleo }) => {
    assert.equal(
      await ada.refused('collection.create', { collection: 'tasks', rules: open }),
      'access.denied',
    )
    const tasks = await cleo.ask('collection.create', { collection: 'tasks', rules: open })
    assert.deepEqual(tasks.rules, open)
    assert.equal(
      await cleo.refused('collection.create', { collection: 'tasks', rules: open }),
      'collection.taken',
    )
    assert.equal((await ada.ask('collection.get', { collection: 'tasks' })).collection.id, 'tasks')
    assert.deepEqual(
      (await ada.ask('collection.list', {})).items.map(({ id }) => id),
      ['tasks'],
    )
    const closed: Rules = { ...open, create: 'nobody' }
    assert.equal(
      await ada.refused('collection.update', { collection: 'tasks', rules: closed }),
      'access.denied',
    )
    await cleo.ask('collection.update', { collection: 'tasks', rules: closed })
    assert.equal(await ada.refused('document.create', { collection: 'tasks', data: {} }), 'access.denied')
    assert.equal(await ada.refused('collection.delete', { collection: 'tasks' }), 'access.denied')
    await cleo.ask('collection.delete', { collection: 'tasks' })
    assert.equal(await cleo.refused('collection.get', { collection: 'tasks' }), 'collection.not-found')
  },
)

bothWays('a document is made, read, replaced, merged and deleted', async ({ ada, ben, cleo }) => {
  await cleo.ask('collection.create', { collection: 'tasks', rules: open })
  const document = await made(ada, 'tasks', { title: 'Buy milk', tags: ['home'], done: false })
  const place = { collection: 'tasks', document }
  assert.equal((await ben.ask('document.get', place)).data['title'], 'Buy milk')
  await ben.ask('document.replace', { ...place, data: { title: 'Buy oat milk', done: false } })
  assert.equal((await ada.ask('document.get', place)).data['tags'], undefined)
  await ada.ask('document.merge', { ...place, patch: { done: true, title: null } })
  assert.deepEqual((await ben.ask('document.get', place)).data, { done: true })
  await ben.ask('document.delete', place)
  assert.equal(await ada.refused('document.get', place), 'document.not-found')
  assert.equal(await ada.refused('document.delete', place), 'document.not-found')
})

bothWays('of two who change one version, one does', async ({ ada, ben, cleo }) => {
  await cleo.ask('collection.create', { collection: 'tasks', rules: open })
  const document = await made(ada, 'tasks', { n: 0 })
  const { version } = await ada.ask('document.get', { collection: 'tasks', document })
  const place = { collection: 'tasks', document, version }
  await ada.ask('document.merge', { ...place, patch: { n: 1 } })
  assert.equal(await ben.refused('document.merge', { ...place, patch: { n: 2 } }), 'document.changed')
  assert.equal(await ben.refused('document.replace', { ...place, data: {} }), 'document.changed')
  assert.equal(await ben.refused('document.delete', place), 'document.changed')
})

bothWays('a write with a client id is carried out once', async ({ ada, cleo }) => {
  await cleo.ask('collection.create', { collection: 'tasks', rules: open })
  const wish = { collection: 'tasks', data: { n: 1 }, clientId: 'wish-0001' }
  const first = await ada.ask('document.create', wish)
  const again = await ada.ask('document.create', wish)
  assert.deepEqual(again.document, first.document)
  assert.equal((await ada.ask('document.query', { collection: 'tasks' })).items.length, 1)
  assert.equal(await ada.refused('document.create', { ...wish, data: { n: 2 } }), 'idempotency.conflict')
  await cleo.ask('collection.update', { collection: 'tasks', rules: { ...open, read: 'nobody' } })
  const hidden = await ada.ask('document.create', wish)
  const { id } = first.document
  assert.deepEqual(hidden.document, { kind: 'document', hidden: true, id, collection: 'tasks' })
  assert.equal(hidden.head.version, 0, 'nor where the collection stands')
})

bothWays('what a rule does not open is not there', async ({ ada, ben, cleo }) => {
  const rules: Rules = { read: 'owner', create: 'anyone', update: 'owner', delete: 'owner' }
  await cleo.ask('collection.create', { collection: 'notes', rules })
  const document = await made(ada, 'notes', { secret: 'mine' })
  const place = { collection: 'notes', document }
  assert.equal(await ben.refused('document.get', place), 'document.not-found')
  assert.equal(await ben.refused('document.merge', { ...place, patch: {} }), 'document.not-found')
  assert.equal(await ben.refused('document.delete', place), 'document.not-found')
  assert.deepEqual((await ben.ask('document.query', { collection: 'notes' })).items, [])
  assert.equal((await ada.ask('document.query', { collection: 'notes' })).items.length, 1)
})

bothWays(
  'the members of a room share what its rule names, and nobody else',
  async ({ ada, ben, cleo, people }) => {
    const { room } = await ada.ask('room.create', { type: 'private', name: 'Plans' })
    const members = { membersOf: room.id }
    const rules: Rules = { read: members, create: members, update: members, delete: members }
    await cleo.ask('collection.create', { collection: 'plans', rules })
    const document = await made(ada, 'plans', { where: 'harbour' })
    assert.equal(await ben.refused('document.get', { collection: 'plans', document }), 'collection.not-found')
    await ada.ask('member.add', { room: room.id, account: people.ben.id })
    assert.equal((await ben.ask('document.get', { collection: 'plans', document })).data['where'], 'harbour')
    await ada.ask('member.remove', { room: room.id, account: people.ben.id })
    assert.equal(await ben.refused('document.get', { collection: 'plans', document }), 'collection.not-found')
  },
)

bothWays('documents are found by a filter, sorted, in pages', async ({ ada, cleo }) => {
  await cleo.ask('collection.create', { collection: 'shop', rules: open })
  for (const [name, price] of [
    ['tea', 3],
    ['cake', 5],
    ['jam', 4],
    ['gold', 900],
  ] as const) {
    await made(ada, 'shop', { name, price })
  }
  const query = {
    collection: 'shop',
    filter: { field: 'price', op: 'lt', value: 100 },
    sort: [{ field: 'price', order: 'desc' }],
    limit: 2,
  } as const
  const first = await ada.ask('document.query', { ...query, sort: [...query.sort] })
  const second = await ada.ask('document.query', { ...query, sort: [...query.sort], after: first.next })
  const names = [...first.items, ...second.items].map(({ data }) => data['name'])
  assert.deepEqual(names, ['cake', 'jam', 'tea'])
  assert.equal(second.next, undefined)
})

bothWays('what is no filter is refused: operators of databases, patterns, depth', async ({ ada, cleo }) => {
  await cleo.ask('collection.create', { collection: 'shop', rules: open })
  const deep = Array.from({ length: 8 }).reduce<unknown>((inner) => ({ not: inner }), {
    field: 'a',
    op: 'eq',
    value: 1,
  })
  for (const filter of [
    { $where: 'sleep(1)' },
    { field: 'name', op: 'regex', value: '^(a+)+$' },
    { field: 'name', op: 'eq', value: { $gt: '' } },
    { field: '__proto__.x', op: 'eq', value: 1 },
    { field: 'a', op: 'in', value: Array.from({ length: 101 }, () => 1) },
    { and: [] },
    'name = 1',
    [],
  ]) {
    assert.equal(await ada.refused('document.query', { collection: 'shop', filter }), 'request.invalid')
  }
  assert.equal(await ada.refused('document.query', { collection: 'shop', filter: deep }), 'filter.invalid')
})

bothWays('a document that is too large, or no object, is refused', async ({ ada, cleo }) => {
  await cleo.ask('collection.create', { collection: 'tasks', rules: open })
  const large = { text: 'x'.repeat(70_000) }
  assert.equal(
    await ada.refused('document.create', { collection: 'tasks', data: large }),
    'document.too-large',
  )
  for (const data of [[], null, 'x', 1]) {
    assert.equal(await ada.refused('document.create', { collection: 'tasks', data }), 'request.invalid')
  }
})

test('a collection that everybody may read is followed as a feed, and caught up with', async (t) => {
  const { server, ada, cleo } = await worldOver(t, 'socket')
  await cleo.ask('collection.create', { collection: 'tasks', rules: open })
  const ben = await overSocket(t, server, await server.person('ben-too'))
  const { head } = await ben.ask('feed.follow', { feed: 'collection:tasks' })
  const news = heard<Range>(ben.socket, 'range')
  const document = await made(ada, 'tasks', { n: 1 })
  const range = await news
  assert.equal(range.from, head.version)
  assert.deepEqual(
    range.items.map(({ kind, ...item }) => [kind, 'id' in item && item.id]),
    [['document', document]],
  )
  await ben.ask('feed.unfollow', { feed: 'collection:tasks' })
  await ada.ask('document.delete', { collection: 'tasks', document })
  const since = { feed: 'collection:tasks', since: head.version, epoch: head.epoch }
  for (const way of [ben, overRest(server, await server.person('cy'))]) {
    const { feeds } = await way.ask('feed.sync', { feeds: [since] })
    assert.ok(feeds[0] && 'range' in feeds[0] && feeds[0].range)
    assert.deepEqual(
      feeds[0].range.items.map((item) => 'removed' in item && item.removed),
      [true],
    )
  }
})

test('presence and signals reach who is there', async (t) => {
  const { server, people } = await worldOver(t, 'REST')
  const ada = await overSocket(t, server, people.ada)
  const ben = await overSocket(t, server, people.ben)
  await ada.ask('presence.set', { state: 'away' })
  const { items } = await ben.ask('presence.get', { ids: [people.ada.id] })
  assert.equal(items[0]?.state, 'away')
  const { room } = await ada.ask('room.get', { room: 'general' })
  const told = heard(ben.socket, 'signal')
  const wave = { channel: `room:${room.id}`, name: 'wave', data: { hand: 'left' } }
  assert.ok((await ada.ask('signal.send', wave)).reached >= 1)
  const { name, from, data } = await told
  assert.deepEqual([name, from, data], ['wave', people.ada.id, { hand: 'left' }])
})

bothWays('an id stands for one document, whatever collection it is or was in', async ({ ada, cleo }) => {
  for (const collection of ['tasks', 'notes'])
    await cleo.ask('collection.create', { collection, rules: open })
  const task = await made(ada, 'tasks', { title: 'Buy tea' })
  const again = { id: task, data: { title: 'Buy coffee' } }

  assert.equal(await ada.refused('document.create', { collection: 'tasks', ...again }), 'document.taken')
  assert.equal(await ada.refused('document.create', { collection: 'notes', ...again }), 'document.taken')
  await ada.ask('document.delete', { collection: 'tasks', document: task })
  // Its tombstone tells the followers of the tasks, so it stays there.
  assert.equal(await ada.refused('document.create', { collection: 'notes', ...again }), 'document.taken')
  const { document } = await ada.ask('document.create', { collection: 'tasks', ...again })
  assert.equal(document.id, task)
})
