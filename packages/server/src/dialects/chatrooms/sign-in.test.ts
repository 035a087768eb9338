import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isProtected } from '../contract/older-world.ts'
import { openChatrooms, passwordOf } from './test/chatrooms-world.ts'

const unknown = '0123456789abcdef01234567'
const profile = { name: 'Ada', about: 'weaves' }
const invalidToken = { detail: 'Invalid or expired token.' }

test('somebody signs up, signs in, and is who they are', async (t) => {
  const { ask } = await openChatrooms(t)
  const body = { username: 'Ada Lovelace', password: 'x', profile }
  const made = await ask('POST', '/api/user/', { body })
  assert.equal(made.status, 200)
  const { _id } = made.json
  assert.match(_id, /^[0-9a-f]{24}$/)
  assert.deepEqual(made.json, { _id, username: 'Ada Lovelace', profile })

  const login = await ask('POST', '/api/user/login', { body: { username: 'ada lovelace', password: 'x' } })
  assert.equal(login.status, 200)
  const { token } = login.json
  assert.deepEqual(login.json, { message: 'Ada has been logged in successfully.', token })
  const claims = JSON.parse(Buffer.from(token.split('.')[1], 'base64url').toString())
  assert.deepEqual(Object.keys(claims).sort(), ['exp', 'iat', 'user_id'])
  assert.equal(claims.exp - claims.iat, 900)

  const me = await ask('GET', '/api/user/test-login', { headers: { authorization: `Bearer ${token}` } })
  assert.deepEqual(
    [me.status, me.json],
    [200, { message: 'Login successful!', user_id: _id, issued_at: claims.iat, expires_at: claims.exp }],
  )
})

test('a token is taken with the word Bearer in any case, and without it', async (t) => {
  const { ask, person } = await openChatrooms(t)
  const { token } = await person('ada')
  for (const authorization of [token, `Bearer ${token}`, `bearer ${token}`, `Bearer Bearer ${token}`]) {
    assert.equal((await ask('GET', '/api/user/test-login', { headers: { authorization } })).status, 200)
  }
})

test('without a token, with a broken one, a foreign one and a forged one', async (t) => {
  const world = await openChatrooms(t)
  const { ask, running } = world
  await world.person('ada')
  const none = { detail: 'You need to log in first.' }
  const paths = ['/api/user/', `/api/user/${unknown}`, '/api/chatroom/', `/api/message/${unknown}`]
  for (const path of paths) {
    const answer = await ask('GET', path)
    assert.deepEqual([answer.status, answer.json], [401, none], path)
  }
  const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const claims = encoded({ user_id: unknown, iat: 1, exp: 9_999_999_999 })
  const native = await world.token('owner')
  for (const token of [
    'x',
    'a.b.c',
    `${encoded({ alg: 'none' })}.${claims}.`,
    native,
    await world.apiKey('admin'),
  ]) {
    const answer = await ask('GET', '/api/user/', { headers: { authorization: `Bearer ${token}` } })
    assert.deepEqual([answer.status, answer.json], [401, invalidToken], token)
  }
  assert.ok(running)
})

test('JWT_SECRET and JWT_ALGO are as the operator says, and a token’s own wish counts for nothing', async (t) => {
  const { createContractTokens } = await import('../../platform/contract-tokens.ts')
  const { systemClock } = await import('../../platform/system-clock.ts')
  const given = 'a secret that the operator has given for chatrooms'
  const environment = { JWT_SECRET: given, JWT_ALGO: 'HS384' }
  const { ask, person } = await openChatrooms(t, { environment })
  const { id } = await person('ada')
  const secret = new TextEncoder().encode(given)
  const signed = (claims: object, algorithm: 'HS256' | 'HS384', seconds = 60) =>
    createContractTokens({ secret, algorithm, clock: systemClock }).sign({ ...claims }, seconds)
  const answer = async (token: string) =>
    (await ask('GET', '/api/user/', { headers: { authorization: `Bearer ${token}` } })).json

  assert.equal((await answer(await signed({ user_id: id }, 'HS384'))).length, 1)
  assert.deepEqual(await answer(await signed({ user_id: id }, 'HS256')), invalidToken)
  assert.deepEqual(await answer(await signed({ user_id: id }, 'HS384', -60)), invalidToken)
  assert.deepEqual(await answer(await signed({ sub: id }, 'HS384')), { detail: 'Invalid token payload.' })
  assert.deepEqual(await answer(await signed({ user_id: unknown }, 'HS384')), invalidToken)
})

test('one signs in by username alone: an unknown one and a wrong password are answered alike', async (t) => {
  const world = await openChatrooms(t)
  await world.person('ada')
  const body = { name: 'Cleo', email: 'cleo@example.org', password: 'the engine weaves' }
  await world.ask('POST', '/api/users', { body })
  await world.native('account.update', {
    email: 'olive@example.org',
    password: 'olive walks to the lighthouse',
  })
  for (const [username, password] of [
    ['ada', 'wrong'],
    ['ada', ''],
    ['nobody', 'x'],
    ['__proto__', 'x'],
    ['cleo@example.org', body.password],
    ['olive@example.org', 'olive walks to the lighthouse'],
    ['chatrooms', 'x'],
    ['x'.repeat(5000), 'y'.repeat(5000)],
  ]) {
    const answer = await world.ask('POST', '/api/user/login', { body: { username, password } })
    assert.deepEqual(
      [answer.status, answer.json],
      [401, { detail: 'Email or Password is incorrect.' }],
      username,
    )
  }
  assert.equal((await world.login('olive')).username, 'olive')
})

test('a password is changed by who knows the current one', async (t) => {
  const { person, login } = await openChatrooms(t)
  const ada = await person('ada')
  const path = '/api/user/change-password'
  const both = { detail: 'Both current and new passwords are required.' }
  for (const body of [
    {},
    { currentPassword: 'x' },
    { newPassword: 'x' },
    { currentPassword: 'x', newPassword: '' },
  ]) {
    const answer = await ada.ask('POST', path, body)
    assert.deepEqual([answer.status, answer.json], [400, both], JSON.stringify(body))
  }
  const wrong = await ada.ask('POST', path, { currentPassword: 'x', newPassword: 'y' })
  assert.deepEqual([wrong.status, wrong.json], [401, { detail: 'Current password is incorrect.' }])
  const right = await ada.ask('POST', path, { currentPassword: passwordOf('ada'), newPassword: 'y' })
  assert.deepEqual([right.status, right.json], [200, 'Password changed.'])
  assert.equal((await login('ada', 'y')).id, ada.id)
})

test('where the server is open to others, sign-up is as its owner says and passwords are long', async (t) => {
  const closed = await openChatrooms(t, { environment: { ...isProtected, HUBBUB_SIGNUP: 'closed' } })
  const body = { username: 'ada', password: 'long enough' }
  const refused = await closed.ask('POST', '/api/user/', { body })
  assert.deepEqual(
    [refused.status, refused.json],
    [403, { detail: 'Registration is closed on this server.' }],
  )
  const open = await openChatrooms(t, { environment: { ...isProtected, HUBBUB_SIGNUP: 'open' } })
  const short = await open.ask('POST', '/api/user/', { body: { ...body, password: 'seven77' } })
  assert.deepEqual(short.json.detail[0].ctx, { min_length: 8 })
  assert.equal((await open.ask('POST', '/api/user/', { body })).status, 200)
  const named = { ...isProtected, HUBBUB_SIGNUP: 'closed', HUBBUB_OPEN: 'chatrooms' }
  const opened = await openChatrooms(t, { environment: named })
  assert.equal((await opened.ask('POST', '/api/user/', { body: { ...body, password: 'x' } })).status, 200)
  const local = await openChatrooms(t, { environment: { HUBBUB_SIGNUP: 'closed' } })
  assert.equal((await local.ask('POST', '/api/user/', { body })).status, 200)
  const passedOn = { 'x-forwarded-for': '203.0.113.9' }
  const other = { ...body, username: 'ben' }
  assert.equal((await local.ask('POST', '/api/user/', { body: other, headers: passedOn })).status, 403)
})

test('who guesses passwords is told to wait, in this contract’s own shape', async (t) => {
  const { ask, person } = await openChatrooms(t, { environment: { HUBBUB_RATE_SIGN_IN_ACCOUNT: '3' } })
  await person('ada')
  const statuses: number[] = []
  for (let time = 0; time < 5; time++) {
    const { status } = await ask('POST', '/api/user/login', { body: { username: 'ada', password: 'x' } })
    statuses.push(status)
  }
  assert.deepEqual(statuses, [401, 401, 401, 429, 429])
  const right = { username: 'ada', password: passwordOf('ada') }
  const answer = await ask('POST', '/api/user/login', { body: right })
  assert.deepEqual([answer.status, answer.json], [429, { detail: 'Too Many Requests' }])
})

test('from one address so many sign up where the server is open to others, and any number where it is not', async (t) => {
  const environment = { HUBBUB_SIGNUP: 'open', HUBBUB_RATE_REGISTER: '2' }
  const statuses = async (more: Record<string, string>) => {
    const { ask } = await openChatrooms(t, { environment: { ...environment, ...more } })
    const signUp = (username: string) =>
      ask('POST', '/api/user', { body: { username, password: passwordOf(username) } })
    return [await signUp('ada'), await signUp('ben'), await signUp('cleo')]
  }
  const [, , third] = await statuses(isProtected)
  assert.deepEqual([third?.status, third?.json], [429, { detail: 'Too Many Requests' }])
  assert.deepEqual(
    (await statuses({})).map(({ status }) => status),
    [200, 200, 200],
  )
})
