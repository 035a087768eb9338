import assert from 'node:assert/strict'
import { test } from 'node:test'
import { connect, refusedAt } from '../contract/older-clients.ts'
import { isProtected } from '../contract/older-world.ts'
import { openChatrooms } from './test/chatrooms-world.ts'
import { joined } from './test/joining.ts'

const unknown = '0123456789abcdef01234567'
const namespaces = ['', '/socket.io']

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

test('a native change of who somebody is reaches their sockets: deactivated, they are out', async (t) => {
  const { person, native, url } = await openChatrooms(t)
  const ada = await person('ada')
  const client = await ada.connect()
  await native('account.deactivate', { account: ada.id })
  assert.equal(await client.ended, 'io server disconnect')
  assert.equal((await ada.ask('GET', '/api/user/')).status, 401)
  assert.equal(await refusedAt(url, { auth: { token: ada.token } }), 'Invalid or expired token.')
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
