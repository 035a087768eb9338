import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { StandingMessage } from '@hubbub/protocol'
import { clients } from '../contract/older-clients.ts'
import { openChatrooms } from './test/chatrooms-world.ts'
import { heard, joined } from './test/joining.ts'

const unknown = '0123456789abcdef01234567'
const namespaces = ['', '/socket.io']

for (const kind of clients) {
  for (const namespace of namespaces) {
    test(`${kind.name} on ${namespace || '/'}: joins, writes, hears, leaves`, async (t) => {
      const { person } = await openChatrooms(t)
      const [ada, ben] = [await person('ada'), await person('ben')]
      const room = await ada.chatroom('engine', [ben])
      const [one, other] = [await ada.connect({ kind, namespace }), await ben.connect()]
      assert.deepEqual(await one.next('joinedUserRoom'), { roomId: ada.id })

      one.emit('joinRoom', { chatroomId: room })
      assert.deepEqual(await one.next('notification'), { message: `User ${ada.id} joined the chatroom` })
      other.emit('joinRoom', { chatroomId: room.toUpperCase() })
      const arrived = { message: `User ${ben.id} joined the chatroom` }
      assert.deepEqual(await one.next('notification'), arrived)
      assert.deepEqual(await other.next('notification'), arrived)

      other.emit('chatroomMessage', { chatroomId: room, message: 'hello' })
      const told = await one.next('newMessage')
      assert.match(String(told._id), /^[0-9a-f]{24}$/)
      assert.match(String(told.timestamp), /^\d{4}-\d\d-\d\dT.*Z$/)
      const { _id, timestamp } = told
      const rooms = { chatroom: room, chatroomId: room, chatroom_id: room }
      assert.deepEqual(told, { _id, sender: ben.id, message: 'hello', ...rooms, timestamp })
      assert.deepEqual(await other.next('newMessage'), told)
      assert.equal((await ada.ask('GET', `/api/message/${room}`)).json[0]._id, _id)

      other.emit('leaveRoom', { chatroomId: room })
      assert.deepEqual(await one.next('notification'), { message: `User left chatroom ${room}` })
      one.emit('chatroomMessage', { chatroomId: room, message: 'still there?' })
      await one.next('newMessage')
      await other.caughtUp()
      assert.deepEqual(heard(other, 'newMessage'), ['hello'])
      assert.deepEqual(heard(other, 'notification'), [arrived.message])
    })
  }
}

test('a message is told once, however it was sent, and edits and deletions are not new', async (t) => {
  const { person, running } = await openChatrooms(t)
  const ada = await person('ada')
  const room = await ada.chatroom('engine')
  const [one, other] = [await ada.connect(), await ada.connect({ namespace: '/socket.io' })]
  await joined(one, room)
  await joined(other, room)
  const caller = { account: ada.id, role: 'member', address: '127.0.0.1' } as const
  await ada.ask('POST', '/api/message/', { chatroom_id: room, content: 'by REST' })
  const answer = await running.core.ask('message.send', caller, { room, text: 'native' })
  const { message } = JSON.parse((answer as { json: string }).json) as { message: StandingMessage }
  await running.core.ask('message.edit', caller, { room, message: message.id, text: 'edited' })
  await running.core.ask('message.delete', caller, { room, message: message.id })
  one.emit('chatroomMessage', { chatroomId: room, message: 'by socket' })
  for (const client of [one, other]) {
    for (let time = 0; time < 3; time++) await client.next('newMessage')
    await client.caughtUp()
    assert.deepEqual(heard(client, 'newMessage'), ['by REST', 'native', 'by socket'])
  }
})

test('many messages at once are told each once, in their order', async (t) => {
  const { person } = await openChatrooms(t)
  const ada = await person('ada')
  const room = await ada.chatroom('engine')
  const client = await ada.connect()
  await joined(client, room)
  await Promise.all(
    Array.from({ length: 50 }, (_, place) =>
      ada.ask('POST', '/api/message/', { chatroom_id: room, content: `message ${place}` }),
    ),
  )
  for (let time = 0; time < 50; time++) await client.next('newMessage')
  await client.caughtUp()
  const history = (await ada.ask('GET', `/api/message/${room}`)).json as { content: string }[]
  assert.deepEqual(
    heard(client, 'newMessage'),
    history.map(({ content }) => content),
  )
})

test('writing needs the membership and not the joining, and who has not joined does not hear it', async (t) => {
  const { person } = await openChatrooms(t)
  const ada = await person('ada')
  const room = await ada.chatroom('engine')
  const [writer, listener] = [await ada.connect(), await ada.connect()]
  await joined(listener, room)
  assert.deepEqual(await writer.ask('chatroomMessage', { chatroomId: room, message: 'hello' }), [])
  assert.equal((await listener.next('newMessage')).message, 'hello')
  await writer.caughtUp()
  assert.deepEqual(writer.all('newMessage'), [])
})

test('later clients send an object with the text in it', async (t) => {
  const { person } = await openChatrooms(t)
  const ada = await person('ada')
  const room = await ada.chatroom('engine')
  const client = await ada.connect()
  await joined(client, room)
  client.emit('chatroomMessage', { chatroomId: room, message: { content: 'hello', pubKey: 'x' } })
  assert.equal((await client.next('newMessage')).message, 'hello')
})

test('refusals are told to the asking socket alone, in the original’s order and words', async (t) => {
  const { person } = await openChatrooms(t)
  const [ada, ben] = [await person('ada'), await person('ben')]
  const room = await ada.chatroom('engine')
  const [client, bystander] = [await ben.connect(), await ada.connect()]
  await joined(bystander, room)
  const cases: [event: string, payload: unknown, message: string][] = [
    ['joinRoom', undefined, 'chatroomId is required'],
    ['joinRoom', null, 'chatroomId is required'],
    ['joinRoom', 'x', 'chatroomId is required'],
    ['joinRoom', [], 'chatroomId is required'],
    ['joinRoom', { chatroomId: '' }, 'chatroomId is required'],
    ['joinRoom', { chatroomId: 'abc' }, 'Chatroom not found'],
    ['joinRoom', { chatroomId: { $ne: null } }, 'Chatroom not found'],
    ['joinRoom', { chatroomId: 'general' }, 'Chatroom not found'],
    ['joinRoom', { chatroomId: unknown }, 'Chatroom not found'],
    ['joinRoom', { chatroomId: room }, 'User not authorized to join this chatroom'],
    ['chatroomMessage', {}, 'chatroomId is required'],
    ['chatroomMessage', { message: 'x' }, 'chatroomId is required'],
    ['chatroomMessage', { chatroomId: unknown }, 'Chatroom not found'],
    ['chatroomMessage', { chatroomId: 7, message: 'x' }, 'Chatroom not found'],
    ['chatroomMessage', { chatroomId: room }, 'User is not a member of this chatroom'],
    ['chatroomMessage', { chatroomId: room, message: 'x' }, 'User is not a member of this chatroom'],
  ]
  for (const [event, payload, message] of cases) {
    const answer = payload === undefined ? await client.ask(event) : await client.ask(event, payload)
    assert.deepEqual(await client.next('error'), { message }, `${event} ${JSON.stringify(payload)}`)
    assert.deepEqual(answer, [{ message }])
  }
  await ben.join(room)
  for (const message of [undefined, null, '', ' \n', 7, {}, ['x'], { content: 1 }]) {
    client.emit('chatroomMessage', { chatroomId: room, message })
    assert.deepEqual(await client.next('error'), { message: 'Message cannot be empty' })
  }
  client.emit('chatroomMessage', { chatroomId: room, message: 'x'.repeat(16_385) })
  assert.equal(typeof (await client.next('error')).message, 'string')
  await bystander.caughtUp()
  assert.deepEqual(bystander.all('error'), [])
  assert.deepEqual(bystander.all('newMessage'), [])
})

test('leaving a room one is not in tells nobody anything', async (t) => {
  const { person } = await openChatrooms(t)
  const [ada, ben] = [await person('ada'), await person('ben')]
  const room = await ada.chatroom('engine', [ben])
  const [client, stranger] = [await ada.connect(), await ben.connect()]
  await joined(client, room)
  for (const payload of [
    { chatroomId: room },
    { chatroomId: client.id },
    { chatroomId: ada.id },
    {},
    null,
    7,
  ]) {
    assert.deepEqual(await stranger.ask('leaveRoom', payload), [])
  }
  await client.caughtUp()
  assert.equal(client.all('notification').length, 1)
  await stranger.caughtUp()
  assert.deepEqual(stranger.all('error'), [])
})

test('no id reaches another’s own room or that of another contract', async (t) => {
  const { person } = await openChatrooms(t)
  const [ada, ben] = [await person('ada'), await person('ben')]
  const client = await ben.connect()
  for (const chatroomId of [ada.id, `user:${ada.id}`, 'chat_room', 'lobby', client.id]) {
    client.emit('joinRoom', { chatroomId })
    assert.deepEqual(await client.next('error'), { message: 'Chatroom not found' })
  }
})

test('payloads beyond all bounds are refused and end nothing', async (t) => {
  const { person } = await openChatrooms(t)
  const ada = await person('ada')
  const client = await ada.connect()
  const deep = JSON.parse(`${'['.repeat(100)}${']'.repeat(100)}`)
  for (const payload of [deep, { chatroomId: deep }, { chatroomId: Array(6_000).fill(1) }]) {
    client.emit('joinRoom', payload)
    assert.equal(typeof (await client.next('error')).message, 'string')
  }
  const room = await ada.chatroom('engine')
  await joined(client, room)
})
