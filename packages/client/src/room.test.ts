import assert from 'node:assert/strict'
import { getEventListeners } from 'node:events'
import { type TestContext, test } from 'node:test'
import { becomes, clientOf } from '../test/client-of.ts'
import { listenTo } from '../test/ear.ts'
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
import { refuse, type ScriptedServer, startScriptedServer } from '../test/scripted-server.ts'
import type { ChatMessage, Client } from './index.ts'

/** A server with a garden at version 10, which knows everybody. */
async function openGarden(t: TestContext): Promise<ScriptedServer> {
  const server = await startScriptedServer(t)
  server.greeting = { account: ids.ada, heads: [head(garden, 10)] }
  const everybody = [profile('ada'), profile('ben'), profile('cleo')]
  server.answer('profile.get', (asked) => ({ items: everybody.filter(({ id }) => asked.ids.includes(id)) }))
  server.answer('room.get', () => roomAnswer)
  return server
}

const wordsOf = ({ author, text }: ChatMessage): string => `${author.name}: ${text}`

async function comeIn(t: TestContext, server: ScriptedServer, options: Parameters<typeof clientOf>[2] = {}) {
  const ada = clientOf(t, server, options)
  const room = ada.room(ids.garden)
  return { ada, room, heard: listenTo(room, 'message'), visit: await server.visit() }
}

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

test('send resolves after the own listeners heard it, also when the news comes after the answer', async (t) => {
  const server = await openGarden(t)
  const { room, visit, heard } = await comeIn(t, server)
  server.answer('message.send', ({ text, clientId }) => {
    setImmediate(() => visit.tell('range', range(10, 11, [message(11, { author: ids.ada, text, clientId })])))
    return { message: message(11, { author: ids.ada, text, clientId }), head: head(garden, 11) }
  })
  const sent = await room.send('hello')
  assert.deepEqual(heard.heard, [sent])
  assert.deepEqual([sent.author.name, sent.text, sent.seq, sent.room], ['ada', 'hello', 11, ids.garden])
})

test('who was removed before the answer learns that the message was stored, and no more', async (t) => {
  const server = await openGarden(t)
  const { room } = await comeIn(t, server)
  server.answer('message.send', () => ({
    message: { kind: 'message', hidden: true, id: message(11).id, room: ids.garden, seq: 11 },
    head: head(garden, 11),
  }))
  const sent = await room.send('hello')
  assert.deepEqual([sent.seq, sent.text, sent.deleted], [11, 'hello', false])
})

test('what the newest page holds is not handed over afterwards, and what it lacks is', async (t) => {
  const server = await openGarden(t)
  const { room, visit, heard } = await comeIn(t, server)
  server.answer('message.list', () => {
    setImmediate(() => visit.tell('range', messages(10, 12)))
    setImmediate(() => visit.tell('range', messages(12, 13)))
    return { items: [message(11), message(12)], profiles: [profile('ben')], head: head(garden, 12) }
  })
  const { items } = await room.history()
  const later = heard.heard.length
  assert.deepEqual(items.map(wordsOf), ['ben: message 11', 'ben: message 12'])
  await heard.count(3)
  assert.ok(later >= 2, 'both were handed over before')
  assert.deepEqual(
    heard.heard.map(({ seq }) => seq),
    [11, 12, 13],
  )
})

test('who listens as soon as the newest page is there misses nothing that came in between', async (t) => {
  const server = await openGarden(t)
  const ada = clientOf(t, server)
  const room = ada.room(ids.garden)
  server.answer('feed.sync', ({ feeds: [asked] }) => ({
    feeds: [{ feed: garden, head: head(garden, 13), range: messages(asked?.since ?? 0, 13) }],
    profiles: [],
  }))
  server.answer('message.list', (_, visit) => {
    // Before the answer, where nobody listens; and right behind it.
    visit.tell('range', messages(10, 12))
    setImmediate(() => visit.tell('range', messages(12, 13)))
    return { items: [message(11)], profiles: [profile('ben')], head: head(garden, 11) }
  })
  const { items } = await room.history()
  const heard = listenTo(room, 'message')
  await heard.count(2)
  assert.deepEqual(
    [...items, ...heard.heard].map(({ seq }) => seq),
    [11, 12, 13],
  )
})

test('an older page rewinds nothing', async (t) => {
  const server = await openGarden(t)
  const ada = clientOf(t, server)
  server.answer('message.list', () => ({
    items: [message(4), message(5)],
    profiles: [profile('ben')],
    head: head(garden, 10),
    before: 4,
    after: 5,
  }))
  const page = await ada.room(ids.garden).history({ before: 6, limit: 2 })
  assert.deepEqual([page.before, page.after], [4, 5])
  assert.deepEqual(server.askedFor('message.list'), [{ room: ids.garden, before: 6, limit: 2 }])
  assert.equal(server.askedFor('feed.sync').length, 0)
})

test('messages come in a loop, until it is left', async (t) => {
  const server = await openGarden(t)
  const ada = clientOf(t, server)
  const room = ada.room(ids.garden)
  await becomes(ada, 'idle')
  const loop = (async () => {
    const texts: string[] = []
    for await (const { text } of room.messages()) {
      texts.push(text)
      if (texts.length === 3) return texts
    }
    return assert.fail('the loop ended by itself')
  })()
  const visit = await server.visit()
  visit.tell('range', messages(10, 12))
  visit.tell('range', messages(12, 13))
  assert.deepEqual(await loop, ['message 11', 'message 12', 'message 13'])
  assert.equal(room.listeners, 0)
})

for (const [how, end] of [
  ['the signal aborts', (_: Client, controller: AbortController) => controller.abort()],
  ['the client is closed', (ada: Client) => ada.close()],
] as const) {
  test(`a loop over messages ends when ${how}, and leaves no listener behind`, async (t) => {
    const server = await openGarden(t)
    const ada = clientOf(t, server)
    const controller = new AbortController()
    const room = ada.room(ids.garden)
    const loop = (async () => {
      for await (const _ of room.messages({ signal: controller.signal })) assert.fail('nobody spoke')
    })()
    await server.visit()
    end(ada, controller)
    await loop
    assert.equal(room.listeners, 0)
    assert.equal(getEventListeners(controller.signal, 'abort').length, 0)
  })
}

test('typing is told as often as needed, whatever the fingers do', async (t) => {
  const server = await openGarden(t)
  const clock = createHandClock()
  const ada = clientOf(t, server, { clock })
  const room = ada.room(ids.garden)
  server.answer('typing.start', () => ({ for: 6_000 }))
  const [first, second] = [1, 2].map((times) => server.wasAsked('typing.start', times))
  room.typing()
  room.typing()
  await first
  server.answer('profile.list', () => ({ items: [] }))
  await ada.ask('profile.list', {})
  clock.pass(3_999)
  room.typing()
  clock.pass(1)
  room.typing()
  await second
  await ada.ask('profile.list', {})
  assert.equal(server.askedFor('typing.start').length, 2)
})

test('every call takes a signal and rejects with client.aborted', async (t) => {
  const server = await openGarden(t)
  const ada = clientOf(t, server)
  const room = ada.room('garden')
  const list = ada.collection('list')
  const signal = AbortSignal.abort()
  const calls: (() => Promise<unknown>)[] = [
    () => room.id({ signal }),
    () => room.send('x', { signal }),
    () => room.edit(ids.ada, 'x', { signal }),
    () => room.delete(ids.ada, { signal }),
    () => room.history({ signal }),
    () => room.markRead(1, { signal }),
    () => room.keep({ starred: true }, { signal }),
    () => room.join({ signal }),
    () => room.leave({ signal }),
    () => room.members({ signal }),
    () => room.signal('wave', 1, { signal }),
    () => list.create({}, { signal }),
    () => list.get(ids.ada, { signal }),
    () => list.replace(ids.ada, {}, { signal }),
    () => list.merge(ids.ada, {}, { signal }),
    () => list.delete(ids.ada, { signal }),
    () => list.query({ signal }),
    () => ada.ask('profile.list', {}, { signal }),
    () => ada.askAnonymously('server.get', {}, { signal }),
    () => ada.presence.set('away', { signal }),
  ]
  for (const call of calls) {
    await assert.rejects(call(), { name: 'ApiError', code: 'client.aborted' }, String(call))
  }
  assert.equal(server.attempts, 0, 'nothing was asked')
})

test('the same name gives the same room', async (t) => {
  const server = await openGarden(t)
  const ada = clientOf(t, server)
  assert.equal(ada.room('garden'), ada.room('garden'))
  assert.equal(await ada.room('garden').id(), ids.garden)
  assert.equal(await ada.room(ids.garden).id(), ids.garden)
  assert.equal(server.askedFor('room.get').length, 1)
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
