import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createChatWorld } from '../../../test/chat-world.ts'

test('an owner changes everything, and only what was named changes', async () => {
  const world = createChatWorld()
  const { ada } = await world.people('ada')
  const made = await ada.ask('room.create', { type: 'private', name: 'Tea', handle: 'tea', topic: 'Leaves' })

  const { room } = await ada.ask('room.update', { room: 'tea', name: 'Green tea', posting: 'moderators' })

  assert.deepEqual(
    [room.name, room.handle, room.topic, room.type, room.posting],
    ['Green tea', 'tea', 'Leaves', 'private', 'moderators'],
  )
  assert.equal(room.createdAt, 'createdAt' in made.room ? made.room.createdAt : '')
  const bare = await ada.ask('room.update', { room: 'tea', topic: '', type: 'public' })
  assert.deepEqual([bare.room.topic, bare.room.type], [undefined, 'public'])
})

test('a handle that is given up is free, and the room is found by its new one', async () => {
  const world = createChatWorld()
  const { ada } = await world.people('ada')
  const { room } = await ada.ask('room.create', { type: 'public', name: 'Tea', handle: 'tea' })

  await ada.ask('room.update', { room: 'tea', handle: 'green-tea' })
  await ada.ask('room.create', { type: 'public', name: 'Other', handle: 'tea' })

  assert.equal((await ada.ask('room.get', { room: 'green-tea' })).room.id, room.id)
  assert.equal(await ada.refused('room.update', { room: room.id, handle: 'tea' }), 'room.handle-taken')
  const { room: nameless } = await ada.ask('room.update', { room: room.id, handle: '' })
  assert.equal(nameless.handle, undefined)
  assert.equal(await ada.refused('room.get', { room: 'green-tea' }), 'room.not-found')
})

test('nothing is stored where nothing changes', async () => {
  const world = createChatWorld()
  const { ada } = await world.people('ada')
  const { room, head } = await ada.ask('room.create', { type: 'public', name: 'Tea', topic: 'Leaves' })
  const before = world.news.length

  const same = await ada.ask('room.update', { room: room.id, name: 'Tea', topic: 'Leaves', handle: '' })

  assert.deepEqual(same.head, head)
  assert.equal(world.news.length, before)
})

test('moderators change the topic, members nothing, admins only public rooms', async () => {
  const world = createChatWorld()
  const { ada, ben, cleo } = await world.people('ada', 'ben', 'cleo')
  const root = await world.person('root', 'admin')
  const { room } = await ada.ask('room.create', { type: 'public', name: 'Tea', members: [ben.id, cleo.id] })
  await ada.ask('member.setRole', { room: room.id, account: ben.id, role: 'moderator' })

  assert.equal((await ben.ask('room.update', { room: room.id, topic: 'Green' })).room.topic, 'Green')
  assert.equal(await ben.refused('room.update', { room: room.id, topic: 'x', name: 'y' }), 'access.denied')
  assert.equal(await cleo.refused('room.update', { room: room.id, topic: 'x' }), 'access.denied')
  assert.equal((await root.ask('room.update', { room: room.id, name: 'Teas' })).room.name, 'Teas')
  await ada.ask('room.update', { room: room.id, type: 'private' })
  assert.equal(await root.refused('room.update', { room: room.id, name: 'x' }), 'room.not-found')
  await ada.ask('room.update', { room: room.id, type: 'unlisted' })
  assert.equal(await root.refused('room.update', { room: room.id, name: 'x' }), 'access.denied')
})

test('who is told of an archive posts no more, and nobody joins', async () => {
  const world = createChatWorld()
  const { ada, ben, cleo } = await world.people('ada', 'ben', 'cleo')
  const { room } = await ada.ask('room.create', { type: 'public', name: 'Tea', members: [ben.id] })
  const { message } = await ben.ask('message.send', { room: room.id, text: 'hello' })

  const archived = await ada.ask('room.archive', { room: room.id })

  assert.equal(archived.room.archived, true)
  assert.deepEqual((await ada.ask('room.archive', { room: room.id })).room, archived.room)
  assert.equal(await ben.refused('message.send', { room: room.id, text: 'late' }), 'room.archived')
  const edit = { room: room.id, message: message.id, text: 'late' }
  assert.equal(await ben.refused('message.edit', edit), 'room.archived')
  assert.equal(await cleo.refused('room.join', { room: room.id }), 'room.archived')
  assert.equal(await ada.refused('member.add', { room: room.id, account: cleo.id }), 'room.archived')
  assert.equal((await ben.ask('message.list', { room: room.id })).items.length, 1)

  assert.equal(await ben.refused('room.unarchive', { room: room.id }), 'access.denied')
  assert.equal((await ada.ask('room.unarchive', { room: room.id })).room.archived, undefined)
  await ben.ask('message.send', { room: room.id, text: 'open again' })
})

test('the server’s admins archive and open public rooms, members do not', async () => {
  const world = createChatWorld()
  const { ada, ben } = await world.people('ada', 'ben')
  const root = await world.person('root', 'owner')
  const { room } = await ada.ask('room.create', { type: 'public', name: 'Tea', members: [ben.id] })
  const hidden = await ada.ask('room.create', { type: 'private', name: 'Cellar' })

  assert.equal(await ben.refused('room.archive', { room: room.id }), 'access.denied')
  await root.ask('room.archive', { room: room.id })
  await root.ask('room.unarchive', { room: room.id })
  assert.equal(await root.refused('room.archive', { room: hidden.room.id }), 'room.not-found')
  assert.equal(await root.refused('room.unarchive', { room: hidden.room.id }), 'room.not-found')
})
