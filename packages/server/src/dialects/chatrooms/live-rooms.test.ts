import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dataFolder } from '../contract/older-world.ts'
import { openChatrooms } from './test/chatrooms-world.ts'
import { joined, twoIn } from './test/joining.ts'

test('whose membership ends hears nothing more, by whatever way it ended', async (t) => {
  const world = await openChatrooms(t)
  const [ada, ben] = [await world.person('ada'), await world.person('ben')]
  const { room, hers, his } = await twoIn(ada, ben)
  assert.equal((await ben.ask('POST', `/api/chatroom/${room}/leave`)).status, 200)
  await ada.ask('POST', '/api/message/', { chatroom_id: room, content: 'after' })
  assert.equal((await hers.next('newMessage')).message, 'after')
  for (const client of his) {
    await client.caughtUp()
    assert.deepEqual(client.all('newMessage'), [])
    client.emit('chatroomMessage', { chatroomId: room, message: 'x' })
    assert.deepEqual(await client.next('error'), { message: 'User is not a member of this chatroom' })
  }
  const caller = { account: ada.id, role: 'member', address: '127.0.0.1' } as const
  await ben.join(room)
  for (const client of his) await joined(client, room)
  await world.running.core.ask('member.remove', caller, { room, account: ben.id })
  await ada.ask('POST', '/api/message/', { chatroom_id: room, content: 'removed' })
  for (const client of his) {
    await client.caughtUp()
    assert.deepEqual(client.all('newMessage'), [])
  }
})

test('a deleted room is told once to every socket of its members, and nothing of it afterwards', async (t) => {
  const { person } = await openChatrooms(t)
  const [ada, ben] = [await person('ada'), await person('ben')]
  const { room, hers, his } = await twoIn(ada, ben)
  const elsewhere = await ben.connect()
  assert.equal((await ben.ask('DELETE', `/api/chatroom/${room}`)).status, 200)
  const told = { message: room, chatroomID: room, chatroomName: 'engine' }
  for (const client of [hers, ...his, elsewhere]) {
    assert.deepEqual(await client.next('chatroomDeleted'), told)
    await client.caughtUp()
    assert.equal(client.all('chatroomDeleted').length, 1)
    client.emit('joinRoom', { chatroomId: room })
    assert.deepEqual(await client.next('error'), { message: 'Chatroom not found' })
  }
})

test('a room that is deleted natively is told once to every socket of its members, joined or not', async (t) => {
  const { person, running, native } = await openChatrooms(t)
  const [ada, ben, cleo] = [await person('ada'), await person('ben'), await person('cleo')]
  const { room, hers, his } = await twoIn(ada, ben)
  const also = await ben.connect({ namespace: '/socket.io' })
  // Made after they came, and not joined by anybody.
  const other = await ada.chatroom('loom', [ben])
  const stranger = await cleo.connect()
  await cleo.join(other)
  await cleo.ask('POST', `/api/chatroom/${other}/leave`)
  const caller = { account: ada.id, role: 'member', address: '127.0.0.1' } as const
  await running.core.ask('room.update', caller, { room, name: 'the engine' })
  await running.core.ask('room.delete', caller, { room })
  await running.core.ask('room.delete', caller, { room: other })
  const { room: made } = await native('room.create', { type: 'private', name: 'native', members: [ben.id] })
  await native('room.delete', { room: (made as { id: string }).id })
  const told = { message: room, chatroomID: room, chatroomName: 'the engine' }
  for (const client of [hers, ...his, also]) {
    assert.deepEqual(await client.next('chatroomDeleted'), told)
    assert.equal((await client.next('chatroomDeleted')).chatroomName, 'loom')
  }
  assert.equal((await also.next('chatroomDeleted')).chatroomName, 'native')
  await Promise.all([hers, also, stranger].map((client) => client.caughtUp()))
  assert.equal(hers.all('chatroomDeleted').length, 2)
  assert.deepEqual(stranger.all('chatroomDeleted'), [])
})

test('rooms that somebody was in before they connected are told of as well, after a restart too', async (t) => {
  const folder = dataFolder(t)
  const first = await openChatrooms(t, { folder })
  const [ada, ben] = [await first.person('ada'), await first.person('ben')]
  const room = await ada.chatroom('engine', [ben])
  await first.running.stop()
  const second = await openChatrooms(t, { folder })
  const again = await second.login('ben')
  const client = await again.connect()
  await joined(client, await again.chatroom('other'))
  await (await second.login('ada')).ask('DELETE', `/api/chatroom/${room}`)
  assert.equal((await client.next('chatroomDeleted')).chatroomName, 'engine')
})

test('whoever is put into a new chat room is told of it, and its maker is not', async (t) => {
  const { person, native } = await openChatrooms(t)
  const [ada, ben] = [await person('ada'), await person('ben')]
  const [hers, his, also] = [
    await ada.connect(),
    await ben.connect(),
    await ben.connect({ namespace: '/socket.io' }),
  ]
  const room = await ada.chatroom('engine', [ben])
  for (const client of [his, also]) {
    assert.deepEqual(await client.next('newChatroom'), {
      _id: room,
      name: 'engine',
      members: [ada.id, ben.id],
    })
  }
  // Who joins a room knows of it.
  const other = await ada.chatroom('loom')
  await ben.join(other)
  const { room: made } = await native('room.create', { type: 'private', name: 'native', members: [ben.id] })
  assert.equal((await his.next('newChatroom'))._id, (made as { id: string }).id)
  await hers.caughtUp()
  assert.deepEqual(hers.all('newChatroom'), [])
})
