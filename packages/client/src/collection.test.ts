import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import type { Document, Item, OutputOf, Range } from '@hubbub/protocol'
import { becomes, clientOf } from '../test/client-of.ts'
import { createEar, type Ear } from '../test/ear.ts'
import { createHandClock } from '../test/hand-clock.ts'
import { epoch, head, ids } from '../test/rows.ts'
import { refuse, type ScriptedServer, startScriptedServer } from '../test/scripted-server.ts'
import type { Collection } from './index.ts'

interface Thing {
  name: string
}

const feed = 'collection:things'
const at = '2026-01-01T00:00:00.000Z'
const idOf = (place: number): string => place.toString(16).padStart(24, '0')

const thing = (place: number, version: number, name = `thing ${place}`): Document => ({
  kind: 'document',
  version,
  born: 1,
  id: idOf(place),
  collection: 'things',
  owner: ids.ada,
  createdAt: at,
  updatedAt: at,
  data: { name },
})

const gone = (place: number, version: number): Item => ({
  kind: 'document',
  version,
  born: 1,
  id: idOf(place),
  collection: 'things',
  removed: true,
})

const change = (from: number, items: Item[], more: Partial<Range> = {}): Range => ({
  feed,
  epoch,
  from,
  to: from + 1,
  items,
  ...more,
})

const page = (items: Document[], version: number, next?: string): OutputOf<'document.query'> => ({
  items,
  head: head(feed, version),
  ...(next ? { next } : {}),
})

async function openThings(t: TestContext): Promise<ScriptedServer> {
  const server = await startScriptedServer(t)
  server.answer('feed.follow', () => ({ head: head(feed, 5) }))
  server.answer('feed.unfollow', () => ({}))
  server.answer('document.query', () => page([thing(1, 3), thing(2, 5)], 5))
  return server
}

/** The names of the documents, as each `documents` event showed them. */
function shownOf(things: Collection<Thing>): Ear<string[]> {
  const ear = createEar<string[]>()
  things.on('documents', (documents) => ear.hear([...documents.values()].map(({ data }) => data.name).sort()))
  return ear
}

test('listening loads all documents, then tells every change', async (t) => {
  const server = await openThings(t)
  const things = clientOf(t, server).collection<Thing>('things')
  const shown = shownOf(things)
  const puts: string[] = []
  const removals: string[] = []
  things.on('put', ({ data }) => puts.push(data.name))
  things.on('remove', ({ id }) => removals.push(id))
  await shown.count(1)
  const visit = await server.visit()
  visit.tell('range', change(5, [thing(3, 6)]))
  visit.tell('range', change(6, [thing(1, 7, 'first')]))
  visit.tell('range', change(7, [gone(2, 8)]))
  await shown.count(4)
  assert.deepEqual(shown.heard, [
    ['thing 1', 'thing 2'],
    ['thing 1', 'thing 2', 'thing 3'],
    ['first', 'thing 2', 'thing 3'],
    ['first', 'thing 3'],
  ])
  assert.deepEqual(puts, ['thing 3', 'first'])
  assert.deepEqual(removals, [idOf(2)])
})

test('what changes while the pages are read is newer than they are', async (t) => {
  const server = await openThings(t)
  server.answer('document.query', ({ after }, visit) => {
    if (!after) return page([thing(1, 3), thing(2, 4)], 5, 'more')
    visit.tell('range', change(5, [thing(1, 6, 'changed')]))
    visit.tell('range', change(6, [gone(2, 7), thing(9, 7, 'new')]))
    return page([thing(3, 5), thing(9, 7, 'new')], 7)
  })
  const things = clientOf(t, server).collection<Thing>('things')
  const shown = shownOf(things)
  await shown.count(1)
  assert.deepEqual(shown.heard, [['changed', 'new', 'thing 3']])
})

test('what the pages know already is not told as a change', async (t) => {
  const server = await openThings(t)
  server.answer('document.query', () => page([thing(1, 7, 'latest')], 7))
  const things = clientOf(t, server).collection<Thing>('things')
  const puts: string[] = []
  things.on('put', ({ data }) => puts.push(data.name))
  await things.open()
  const visit = await server.visit()
  visit.tell('range', change(5, [thing(1, 6, 'older')]))
  visit.tell('range', change(6, [thing(1, 7, 'latest')]))
  visit.tell('range', change(7, [thing(1, 8, 'newer')]))
  const shown = createEar<number>()
  things.on('documents', () => shown.hear(puts.length))
  await shown.that((count) => count === 1)
  assert.deepEqual(puts, ['newer'])
})

test('a late listener is shown at once what there is', async (t) => {
  const server = await openThings(t)
  const things = clientOf(t, server).collection<Thing>('things')
  await things.open()
  assert.deepEqual(shownOf(things).heard, [['thing 1', 'thing 2']])
})

test('a reset loads everything again', async (t) => {
  const server = await openThings(t)
  const things = clientOf(t, server).collection<Thing>('things')
  const shown = shownOf(things)
  await shown.count(1)
  server.answer('document.query', () => page([thing(4, 1, 'of the second life')], 2))
  server.answer('feed.sync', () => ({
    feeds: [{ feed, head: head(feed, 2, { epoch: 'second-life' }), reset: 'epoch' }],
    profiles: [],
  }))
  const visit = await server.visit()
  visit.tell('resync', { feeds: [feed] })
  await shown.count(2)
  visit.tell('range', change(2, [thing(4, 3, 'changed')], { epoch: 'second-life' }))
  await shown.count(3)
  assert.deepEqual(shown.heard.slice(1), [['of the second life'], ['changed']])
})

test('after a lost line it is followed again, and what was missed is told', async (t) => {
  const server = await openThings(t)
  const clock = createHandClock()
  const things = clientOf(t, server, { clock }).collection<Thing>('things')
  const shown = shownOf(things)
  await shown.count(1)
  server.answer('feed.follow', () => ({ head: head(feed, 6) }))
  server.answer('feed.sync', ({ feeds: [asked] }) => ({
    feeds: [
      asked?.since === 5
        ? { feed, head: head(feed, 6), range: change(5, [gone(1, 6)]) }
        : { feed, head: head(feed, 6) },
    ],
    profiles: [],
  }))
  ;(await server.visit()).drop()
  clock.pass(await clock.timer(500, 751))
  await shown.count(2)
  assert.deepEqual(shown.heard, [['thing 1', 'thing 2'], ['thing 2']])
  assert.equal(server.askedFor('document.query').length, 1)
})

test('what may not be read as a whole is refused to who opens it', async (t) => {
  const server = await openThings(t)
  server.answer('feed.follow', () => {
    throw refuse('feed.not-found')
  })
  const things = clientOf(t, server).collection<Thing>('things')
  await assert.rejects(things.open(), { code: 'feed.not-found' })
  server.answer('feed.follow', () => ({ head: head(feed, 5) }))
  await things.open()
})

test('a collection that is not ours any more is empty', async (t) => {
  const server = await openThings(t)
  const things = clientOf(t, server).collection<Thing>('things')
  const shown = shownOf(things)
  await shown.count(1)
  ;(await server.visit()).tell('unfollowed', { feed })
  await shown.count(2)
  assert.deepEqual(shown.heard, [['thing 1', 'thing 2'], []])
})

test('the last listener off unfollows, and the next one loads anew', async (t) => {
  const server = await openThings(t)
  const things = clientOf(t, server).collection<Thing>('things')
  const first = createEar<number>()
  const off = things.on('documents', ({ size }) => first.hear(size))
  await first.count(1)
  off()
  await server.wasAsked('feed.unfollow')
  server.answer('document.query', () => page([thing(1, 3)], 5))
  const second = shownOf(things)
  await second.count(1)
  assert.deepEqual(second.heard, [['thing 1']])
  assert.deepEqual(first.heard, [2])
})

test('an open collection keeps the connection', async (t) => {
  const server = await openThings(t)
  const clock = createHandClock()
  const ada = clientOf(t, server, { clock })
  await ada.collection('things').open()
  clock.pass(3_600_000)
  await becomes(ada, 'online')
  assert.equal(server.attempts, 1)
})

test('reading and writing are the commands of the same names, each write with an id of its own', async (t) => {
  const server = await openThings(t)
  const things = clientOf(t, server).collection<Thing>('things')
  const answer = { document: thing(1, 6), head: head(feed, 6) }
  server.answer('document.create', () => answer)
  server.answer('document.get', () => thing(1, 6))
  server.answer('document.replace', () => answer)
  server.answer('document.merge', () => answer)
  server.answer('document.delete', () => ({ head: head(feed, 7) }))
  const made = await things.create({ name: 'one' }, { id: idOf(1) })
  assert.deepEqual(
    [made.id, made.version, made.owner, made.data, made.createdAt.toISOString()],
    [idOf(1), 6, ids.ada, { name: 'thing 1' }, at],
  )
  assert.equal((await things.get(idOf(1))).version, 6)
  await things.replace(idOf(1), { name: 'two' }, { version: 6 })
  await things.merge(idOf(1), { name: null })
  await things.delete(idOf(1), { version: 6 })
  const filter = { field: 'name', op: 'eq', value: 'x' } as const
  const { items } = await things.query({ filter, sort: [{ field: 'name' }], limit: 2 })
  assert.equal(items.length, 2)
  assert.deepEqual(server.askedFor('document.query'), [
    { collection: 'things', filter, sort: [{ field: 'name' }], limit: 2 },
  ])
  const writes = server.asked.flatMap(({ input }) => ('clientId' in input ? [input.clientId] : []))
  assert.equal(new Set(writes).size, 4)
  for (const id of writes) assert.equal(String(id)[14], '7', 'it begins with the time')
  assert.deepEqual(server.askedFor('document.delete')[0]?.version, 6)
  assert.deepEqual(server.askedFor('document.merge')[0]?.patch, { name: null })
})
