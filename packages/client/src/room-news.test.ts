import assert from 'node:assert/strict'
import { test } from 'node:test'
import { clientOf } from '../test/client-of.ts'
import { listenTo } from '../test/ear.ts'
import { comeIn, openGarden, wordsOf } from '../test/garden.ts'
import { createHandClock } from '../test/hand-clock.ts'
import {
  epoch,
  garden,
  head,
  ids,
  message,
  messages,
  profile,
  range,
  roomAnswer,
  tombstone,
} from '../test/rows.ts'
import { refuse } from '../test/scripted-server.ts'

test('messages are handed over in the order of their numbers, each once, with their authors', async (t) => {
  const server = await openGarden(t)
  const { room, visit, heard } = await comeIn(t, server)
  const edits = listenTo(room, 'edit')
  visit.tell('range', range(10, 13, [message(12, { author: ids.cleo }), message(11), message(13)]))
  visit.tell('range', range(10, 13, [message(11), message(12), message(13)]))
  visit.tell('range', range(12, 14, [message(13), message(14)]))
  await heard.count(4)
  assert.deepEqual(heard.heard.map(wordsOf), [
    'ben: message 11',
    'cleo: message 12',
    'ben: message 13',
    'ben: message 14',
  ])
  assert.equal(edits.heard.length, 0)
})

test('a range with an author nobody knows waits for the profile, and what follows waits behind it', async (t) => {
  const server = await openGarden(t)
  const { visit, heard } = await comeIn(t, server)
  const asked = Promise.withResolvers<void>()
  server.answer('profile.get', async ({ ids: wanted }) => {
    await asked.promise
    return { items: [profile('ben'), profile('cleo')].filter(({ id }) => wanted.includes(id)) }
  })
  visit.tell('range', range(10, 11, [message(11, { author: ids.cleo })]))
  visit.tell('range', range(11, 12, [message(12, { author: ids.cleo })]))
  await server.wasAsked('profile.get')
  assert.deepEqual(heard.heard, [])
  asked.resolve()
  await heard.count(2)
  assert.deepEqual(heard.heard.map(wordsOf), ['cleo: message 11', 'cleo: message 12'])
})

test('an author who is gone is asked for once, and has no name', async (t) => {
  const server = await openGarden(t)
  const { visit, heard } = await comeIn(t, server)
  server.answer('profile.get', () => ({ items: [] }))
  visit.tell('range', messages(10, 11))
  await heard.count(1)
  visit.tell('range', messages(11, 12))
  await heard.count(2)
  assert.deepEqual(heard.heard[1]?.author, { id: ids.ben, username: '', name: 'Unknown account' })
  assert.equal(server.askedFor('profile.get').length, 1)
})

test('a message is new, changed or deleted by what the reader had', async (t) => {
  const server = await openGarden(t)
  const { room, visit, heard } = await comeIn(t, server)
  const edits = listenTo(room, 'edit')
  const deletions = listenTo(room, 'delete')
  const edited = message(8, { version: 12, born: 8, text: 'better', editedAt: '2026-01-02T00:00:00.000Z' })
  visit.tell('range', range(10, 14, [message(11), edited, tombstone(9, 13), tombstone(12, 14)]))
  visit.tell('range', messages(14, 15))
  await heard.count(2)
  assert.deepEqual(
    heard.heard.map(({ seq }) => seq),
    [11, 15],
  )
  assert.deepEqual(
    edits.heard.map(({ seq, text, editedAt }) => [seq, text, editedAt?.getTime()]),
    [[8, 'better', Date.parse('2026-01-02T00:00:00.000Z')]],
  )
  assert.deepEqual(
    deletions.heard.map(({ seq, text, deleted }) => [seq, text, deleted]),
    [
      [9, '', true],
      [12, '', true],
    ],
  )
})

test('who comes, changes role and goes is told by name; so is the room itself', async (t) => {
  const server = await openGarden(t)
  const { room, visit } = await comeIn(t, server)
  const members = listenTo(room, 'member')
  const left = listenTo(room, 'left')
  const changed = listenTo(room, 'room')
  const ben = { kind: 'member', id: 'm', room: ids.garden, account: ids.ben } as const
  const at = '2026-01-01T00:00:00.000Z'
  visit.tell('range', range(10, 11, [{ ...ben, version: 11, born: 11, role: 'member', joinedAt: at }]))
  visit.tell('range', range(11, 12, [{ ...ben, version: 12, born: 11, removed: true }]))
  visit.tell('range', range(12, 13, [{ ...roomAnswer.room, version: 13, name: 'Orchard' }]))
  assert.equal((await changed.count(1))[0]?.name, 'Orchard')
  assert.deepEqual(
    members.heard.map(({ person, role }) => [person.name, role]),
    [['ben', 'member']],
  )
  assert.deepEqual(
    left.heard.map(({ person }) => person.name),
    ['ben'],
  )
})

test('signals and typing come with people and times', async (t) => {
  const server = await openGarden(t)
  const { room, visit } = await comeIn(t, server)
  const typing = listenTo(room, 'typing')
  const signals = listenTo(room, 'signal')
  const until = '2026-01-01T00:00:05.000Z'
  visit.tell('signal', { channel: garden, name: 'typing', from: ids.ben, data: { until } })
  visit.tell('signal', { channel: `room:${ids.attic}`, name: 'wave', from: ids.ben })
  visit.tell('signal', { channel: garden, name: 'wave', from: ids.cleo, data: { hands: 2 } })
  const [signal] = await signals.count(1)
  assert.deepEqual([signal?.name, signal?.from.name, signal?.data], ['wave', 'cleo', { hands: 2 }])
  assert.deepEqual(
    typing.heard.map(({ person }) => person.name),
    ['ben'],
  )
  assert.equal(typing.heard[0]?.until.toISOString(), until)
})

test('a reset is a gap, a room that is not ours any more is gone', async (t) => {
  const server = await openGarden(t)
  const { room, visit } = await comeIn(t, server)
  const gaps = listenTo(room, 'gap')
  const gone = listenTo(room, 'gone')
  server.answer('feed.sync', () => ({
    feeds: [{ feed: garden, head: head(garden, 90), reset: 'floor' }],
    profiles: [],
  }))
  visit.tell('resync', { feeds: [garden] })
  await gaps.count(1)
  visit.tell('unfollowed', { feed: garden })
  await gone.count(1)
  assert.deepEqual(gaps.heard, [{ reason: 'floor' }])
  assert.deepEqual(gone.heard, [{ room: ids.garden }])
})

test('a room known by its handle hears what came while its id was asked for', async (t) => {
  const server = await openGarden(t)
  const found = Promise.withResolvers<void>()
  server.answer('room.get', async () => {
    await found.promise
    return roomAnswer
  })
  const ada = clientOf(t, server)
  const heard = listenTo(ada.room('garden'), 'message')
  const visit = await server.visit()
  visit.tell('range', messages(10, 11))
  visit.tell('range', { ...messages(4, 5), feed: `room:${ids.attic}` })
  visit.tell('range', messages(11, 12))
  await server.wasAsked('room.get')
  found.resolve()
  await heard.count(2)
  assert.deepEqual(
    heard.heard.map(({ seq }) => seq),
    [11, 12],
  )
  assert.equal(server.askedFor('room.get').length, 1)
})

test('a handle that leads nowhere is asked for once, until somebody adds us to a room', async (t) => {
  const server = await openGarden(t)
  server.answer('room.get', () => {
    throw refuse('room.not-found')
  })
  const ada = clientOf(t, server)
  const room = ada.room('garden')
  const heard = listenTo(room, 'message')
  const ranges = listenTo(ada, 'range')
  const visit = await server.visit()
  for (const seq of [11, 12, 13]) visit.tell('range', messages(seq - 1, seq))
  await ranges.count(3)
  await assert.rejects(room.id(), { code: 'room.not-found' })
  assert.equal(server.askedFor('room.get').length, 2, 'one for listening, one asked for')
  server.answer('room.get', () => roomAnswer)
  visit.tell('range', {
    feed: `user:${ids.ada}`,
    epoch,
    from: 1,
    to: 2,
    items: [
      {
        kind: 'membership',
        version: 2,
        born: 2,
        id: 'm',
        room: ids.garden,
        role: 'member',
        joinedAt: '2026-01-01T00:00:00.000Z',
      },
    ],
  })
  visit.tell('range', messages(13, 14))
  await heard.count(1)
  assert.deepEqual(
    heard.heard.map(({ seq }) => seq),
    [14],
  )
})

test('a range that a profile holds up does not get lost when the line breaks', async (t) => {
  const server = await openGarden(t)
  const clock = createHandClock()
  const { visit, heard } = await comeIn(t, server, { clock })
  server.answer('profile.get', () => new Promise(() => {}))
  visit.tell('range', messages(10, 11))
  await server.wasAsked('profile.get')
  server.answer('profile.get', () => ({ items: [profile('ben')] }))
  server.greeting = { account: ids.ada, heads: [head(garden, 11)] }
  visit.drop()
  clock.pass(await clock.timer(500, 751))
  await heard.count(1)
  assert.deepEqual(heard.heard.map(wordsOf), ['ben: message 11'])
})
