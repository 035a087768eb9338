import assert from 'node:assert/strict'
import { test } from 'node:test'
import { clientOf } from '../test/client-of.ts'
import { comeIn, openGarden } from '../test/garden.ts'
import { createHandClock } from '../test/hand-clock.ts'
import { garden, head, ids, message, range } from '../test/rows.ts'

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
