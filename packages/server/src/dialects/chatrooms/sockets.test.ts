import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { StandingMessage } from '@hubbub/protocol'
import { openChatrooms, type Person } from './test/chatrooms-world.ts'
import { dataFolder, isProtected } from '../contract/older-world.ts'
import { clients, connect, type OlderClient, refusedAt } from '../contract/older-clients.ts'

const unknown = '0123456789abcdef01234567'
const namespaces = ['', '/socket.io']

/** Joins a room and waits until that was told. */
async function joined(client: OlderClient, room: string): Promise<void> {
  client.emit('joinRoom', { chatroomId: room })
  await client.next('notification')
}

const heard = (client: OlderClient, event: string) =>
  client.all(event).map((payload) => (payload as { message: string }).message)

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

test('a token is taken from auth and from the header, with Bearer and without it', async (t) => {
  const { person, url } = await openChatrooms(t)
  const { token, id } = await person('ada')
  for (const namespace of namespaces) {
    for (const given of [
      { auth: { token } },
      { auth: { token: `Bearer ${token}` } },
      { auth: { token: `bearer ${token}` } },
      { headers: { authorization: token } },
      { headers: { authorization: `Bearer ${token}` } },
    ]) {
      const client = await connect(t, url, { namespace, ...given })
      assert.deepEqual(await client.next('joinedUserRoom'), { roomId: id })
    }
  }
})

test('/socket.io lets nobody in without a token, and says why', async (t) => {
  const { person, url, token } = await openChatrooms(t)
  const { token: mine } = await person('ada')
  const refused = (auth?: Record<string, unknown>) =>
    refusedAt(url, { namespace: '/socket.io', ...(auth ? { auth } : {}) })
  assert.equal(await refused(), 'No authorization token provided')
  assert.equal(await refused({}), 'No authorization token provided')
  for (const bad of ['x', 'Bearer a.b.c', `${mine}x`, await token('owner'), 7, { token: mine }]) {
    assert.equal(await refused({ token: bad }), 'Invalid or expired token.', JSON.stringify(bad))
  }
  const inQuery = await refusedAt(`${url}/socket.io?token=${mine}`)
  assert.equal(inQuery, 'No authorization token provided')
})

test('/ lets in who shows no token, who may do nothing here, and refuses a bad one', async (t) => {
  const { person, url } = await openChatrooms(t)
  const ada = await person('ada')
  const room = await ada.chatroom('engine')
  const nobody = await connect(t, url)
  for (const event of ['joinRoom', 'leaveRoom', 'chatroomMessage']) {
    nobody.emit(event, { chatroomId: room, message: 'x' })
    assert.deepEqual(await nobody.next('error'), { message: 'No authorization token provided' }, event)
  }
  assert.equal(await refusedAt(url, { auth: { token: 'Bearer x' } }), 'Invalid or expired token.')
  assert.equal(await refusedAt(url, { headers: { authorization: 'Bearer x' } }), 'Invalid or expired token.')
  await connect(t, url, { headers: { authorization: 'Basic YWRhOng=' } })
})

test('a token without a user, an expired one and one of who is gone are refused', async (t) => {
  const { createContractTokens } = await import('../../platform/contract-tokens.ts')
  const { systemClock } = await import('../../platform/system-clock.ts')
  const given = 'a secret that the operator has given for chatrooms'
  const { url, person } = await openChatrooms(t, { environment: { JWT_SECRET: given } })
  const { id } = await person('ada')
  const tokens = createContractTokens({ secret: new TextEncoder().encode(given), clock: systemClock })
  const cases: [claims: object, seconds: number, words: string][] = [
    [{ sub: 'ada' }, 60, 'Invalid token payload'],
    [{ user_id: 7 }, 60, 'Invalid token payload'],
    [{ user_id: id }, -60, 'Invalid or expired token.'],
    [{ user_id: unknown }, 60, 'Invalid or expired token.'],
  ]
  for (const namespace of namespaces) {
    for (const [claims, seconds, words] of cases) {
      const token = await tokens.sign({ ...claims }, seconds)
      assert.equal(await refusedAt(url, { namespace, auth: { token } }), words)
    }
  }
})

test('a socket outlives its token', async (t) => {
  const { createContractTokens } = await import('../../platform/contract-tokens.ts')
  const { systemClock } = await import('../../platform/system-clock.ts')
  const given = 'a secret that the operator has given for chatrooms'
  const { url, person, ask } = await openChatrooms(t, { environment: { JWT_SECRET: given } })
  const ada = await person('ada')
  const room = await ada.chatroom('engine')
  const secret = new TextEncoder().encode(given)
  const token = await createContractTokens({ secret, clock: systemClock }).sign({ user_id: ada.id }, 1)
  const client = await connect(t, url, { auth: { token } })
  const headers = { authorization: token }
  // Asked until it has ended: what a clock says elsewhere is not waited for.
  while ((await ask('GET', '/api/user/test-login', { headers })).status === 200);
  await joined(client, room)
  client.emit('chatroomMessage', { chatroomId: room, message: 'still here' })
  assert.equal((await client.next('newMessage')).message, 'still here')
})

async function twoIn(
  ada: Person,
  ben: Person,
): Promise<{ room: string; hers: OlderClient; his: OlderClient[] }> {
  const room = await ada.chatroom('engine', [ben])
  const hers = await ada.connect()
  const his = [await ben.connect(), await ben.connect({ namespace: '/socket.io' })]
  for (const client of [hers, ...his]) await joined(client, room)
  return { room, hers, his }
}

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

test('a native change of who somebody is reaches their sockets: deactivated, they are out', async (t) => {
  const { person, native, url } = await openChatrooms(t)
  const ada = await person('ada')
  const client = await ada.connect()
  await native('account.deactivate', { account: ada.id })
  assert.equal(await client.ended, 'io server disconnect')
  assert.equal((await ada.ask('GET', '/api/user/')).status, 401)
  assert.equal(await refusedAt(url, { auth: { token: ada.token } }), 'Invalid or expired token.')
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

test('pages of foreign origins, and those behind a proxy, do all of it with a token', async (t) => {
  for (const environment of [{}, isProtected]) {
    const { person } = await openChatrooms(t, { environment: { HUBBUB_SIGNUP: 'open', ...environment } })
    const ada = await person('ada')
    const room = await ada.chatroom('engine')
    for (const namespace of namespaces) {
      const headers = { origin: 'https://elsewhere.example', 'x-forwarded-for': '203.0.113.9' }
      const client = await ada.connect({ namespace, headers })
      await joined(client, room)
      client.emit('chatroomMessage', { chatroomId: room, message: 'hello' })
      assert.equal((await client.next('newMessage')).message, 'hello')
    }
  }
})
