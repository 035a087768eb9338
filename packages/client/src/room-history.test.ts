import assert from 'node:assert/strict'
import { test } from 'node:test'
import { clientOf } from '../test/client-of.ts'
import { listenTo } from '../test/ear.ts'
import { comeIn, openGarden, wordsOf } from '../test/garden.ts'
import { garden, head, ids, message, messages, profile } from '../test/rows.ts'

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
