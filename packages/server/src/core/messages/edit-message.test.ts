import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createChatWorld, type Person } from '../../../test/chat-world.ts'

async function talk() {
  const world = createChatWorld()
  const people = await world.people('ada', 'ben', 'cleo', 'dora')
  const { ada, ben, cleo } = people
  const members = [ben.id, cleo.id]
  const room = (await ada.ask('room.create', { type: 'private', name: 'Tea', members })).room.id
  const { message } = await ben.ask('message.send', {
    room,
    text: 'first',
    all: true,
    clientId: 'ben-first',
    mentions: [ada.id],
  })
  return { world, room, message, ...people }
}

const mentionsOf = async (person: Person) =>
  (await person.ask('mention.list', {})).items.map(({ message, seq }) => [message, seq])

test('an author changes the text; number, time and client id stay', async () => {
  const { world, room, message, ada, ben } = await talk()
  await ada.ask('message.send', { room, text: 'second' })
  world.pass(1_000)

  const edited = (await ben.ask('message.edit', { room, message: message.id, text: 'changed' })).message

  assert.ok('text' in edited && 'text' in message)
  assert.deepEqual(
    { ...edited, version: 0 },
    { ...message, version: 0, text: 'changed', editedAt: '2026-01-01T00:00:01.000Z' },
  )
  assert.ok(edited.version > message.version)
  assert.deepEqual((await ada.ask('message.get', { room, message: message.id })).message, edited)
})

test('only its author edits a message, not even the owner of the room', async () => {
  const { room, message, ada, cleo, dora } = await talk()
  const edit = { room, message: message.id, text: 'forged' }

  assert.equal(await ada.refused('message.edit', edit), 'access.denied')
  assert.equal(await cleo.refused('message.edit', edit), 'access.denied')
  assert.equal(await dora.refused('message.edit', edit), 'room.not-found')
})

test('a message of another room, an unknown and a deleted one are not there to be edited', async () => {
  const { room, message, ada, ben } = await talk()
  const other = (await ben.ask('room.create', { type: 'private', name: 'Own' })).room.id
  const edit = { message: message.id, text: 'moved' }

  assert.equal(await ben.refused('message.edit', { ...edit, room: other }), 'message.not-found')
  assert.equal(await ben.refused('message.get', { message: message.id, room: other }), 'message.not-found')
  assert.equal(await ben.refused('message.delete', { message: message.id, room: other }), 'message.not-found')
  assert.equal(
    await ben.refused('message.edit', { room, text: 'x', message: 'f'.repeat(24) }),
    'message.not-found',
  )
  await ada.ask('message.delete', { room, message: message.id })
  assert.equal(await ben.refused('message.edit', { ...edit, room }), 'message.not-found')
})

test('who may not post does not edit', async () => {
  const { room, message, ada, ben } = await talk()
  const edit = { room, message: message.id, text: 'late' }

  await ada.ask('room.update', { room, posting: 'moderators' })
  assert.equal(await ben.refused('message.edit', edit), 'room.read-only')
  await ada.ask('room.archive', { room })
  assert.equal(await ben.refused('message.edit', edit), 'room.archived')
  await ada.ask('member.remove', { room, account: ben.id })
  assert.equal(await ben.refused('message.edit', edit), 'room.not-found')
})

test('who is named anew gets a mention, who is taken out loses theirs, others keep theirs', async () => {
  const { room, message, ada, ben, cleo, dora } = await talk()
  await ada.ask('message.send', { room, text: 'something newer' })
  const edit = { room, message: message.id, text: 'changed' }

  const named = await ben.ask('message.edit', { ...edit, mentions: [ada.id, cleo.id, dora.id] })
  assert.ok('mentions' in named.message)
  assert.deepEqual(named.message.mentions, [ada.id, cleo.id])
  assert.deepEqual(await mentionsOf(cleo), [[message.id, 1]])
  assert.deepEqual(await mentionsOf(dora), [])

  await ben.ask('message.edit', { ...edit, text: 'again', mentions: [cleo.id] })
  assert.deepEqual(await mentionsOf(ada), [])
  assert.deepEqual(await mentionsOf(cleo), [[message.id, 1]])

  await ben.ask('message.edit', { ...edit, text: 'and back', mentions: [ada.id] })
  assert.deepEqual(await mentionsOf(ada), [[message.id, 1]])
  assert.deepEqual(await mentionsOf(cleo), [])
})

test('an edit that says nothing of mentions leaves them, an empty list takes all out', async () => {
  const { room, message, ada, ben } = await talk()
  const edit = { room, message: message.id, text: 'changed' }

  const kept = (await ben.ask('message.edit', edit)).message
  assert.ok('text' in kept)
  assert.deepEqual([kept.mentions, kept.all], [[ada.id], true])
  const none = (await ben.ask('message.edit', { ...edit, mentions: [] })).message
  assert.ok('text' in none)
  assert.equal(none.mentions, undefined)
  assert.deepEqual(await mentionsOf(ada), [])
})

test('an edit names everybody, or takes that out, also where the text stays', async () => {
  const { room, message, ada, ben, cleo } = await talk()
  const edit = { room, message: message.id, text: 'first', mentions: [ada.id] }
  const mentionsFor = async (person: Person) =>
    (await person.ask('inbox.counts', { rooms: [room] })).items[0]?.mentions
  assert.deepEqual([await mentionsFor(ada), await mentionsFor(cleo)], [1, 1])

  const fewer = (await ben.ask('message.edit', { ...edit, all: false })).message
  assert.ok('text' in fewer)
  assert.deepEqual([fewer.all, fewer.mentions], [undefined, [ada.id]])
  assert.deepEqual([await mentionsFor(ada), await mentionsFor(cleo)], [1, 0])

  const again = (await ben.ask('message.edit', { ...edit, all: true })).message
  assert.ok('text' in again && again.all === true)
  assert.deepEqual([await mentionsFor(ada), await mentionsFor(cleo)], [1, 1])
})

test('an edit that changes nothing stores nothing and marks nothing', async () => {
  const { world, room, message, ben } = await talk()
  const before = world.news.length

  const same = await ben.ask('message.edit', { room, message: message.id, text: 'first' })

  assert.deepEqual(same.message, message)
  assert.equal(world.news.length, before)
})

test('a repeat of an edit does not undo a later one', async () => {
  const { room, message, ben } = await talk()
  const edit = { room, message: message.id, text: 'second', clientId: 'edit-second' }
  await ben.ask('message.edit', edit)
  await ben.ask('message.edit', { ...edit, text: 'third', clientId: 'edit-third-1' })

  const again = (await ben.ask('message.edit', edit)).message

  assert.ok('text' in again)
  assert.equal(again.text, 'third')
  assert.equal(await ben.refused('message.edit', { ...edit, text: 'other' }), 'idempotency.conflict')
})

test('blank and overlong edits are refused', async () => {
  const { room, message, ben } = await talk()
  const edit = { room, message: message.id }

  assert.equal(await ben.refused('message.edit', { ...edit, text: '  ' }), 'message.empty')
  assert.equal(
    await ben.refused('message.edit', { ...edit, text: 'x'.repeat(16 * 1024 + 1) }),
    'request.too-large',
  )
})
