import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { becomes, clientOf } from '../test/client-of.ts'
import { createHandClock } from '../test/hand-clock.ts'
import { garden, head, ids, signedIn, tokens } from '../test/rows.ts'
import { refuse, type ScriptedServer, startScriptedServer } from '../test/scripted-server.ts'
import { type ClientStorage, memoryStorage } from './index.ts'
import { givenTokens } from './tokens.ts'

const password = 'walks to the lighthouse'

/** A server where ada signs in, and where each token is followed by the next. */
async function openDoor(t: TestContext): Promise<ScriptedServer> {
  const server = await startScriptedServer(t)
  let latest = 1
  server.answer('session.create', () => signedIn('token 1'))
  server.answer('session.refresh', () => tokens(`token ${++latest}`))
  server.answer('profile.list', () => ({ items: [] }))
  server.admit = (token) => (token === `token ${latest}` ? undefined : refuse('auth.expired-token'))
  return server
}

/** A client without a token of its own. */
function visitor(t: TestContext, server: ScriptedServer, more: Parameters<typeof clientOf>[2] = {}) {
  return clientOf(t, server, { token: undefined, ...more })
}

test('who signs in is online with the first call, and still is after a reload', async (t) => {
  const server = await openDoor(t)
  const storage = memoryStorage()
  const before = visitor(t, server, { storage })
  assert.equal(await before.isSignedIn(), false)
  const { profile } = await before.signIn({ identifier: 'ada', password })
  assert.equal(profile.username, 'ada')
  assert.equal(server.attempts, 0, 'signing in alone needs no socket')
  await before.ask('profile.list', {})
  before.close()
  const after = visitor(t, server, { storage })
  assert.equal(await after.isSignedIn(), true)
  await after.ask('profile.list', {})
  assert.equal(server.askedFor('session.refresh').length, 0)
})

test('who listened before signing in hears from then on', async (t) => {
  const server = await openDoor(t)
  const ada = visitor(t, server)
  const heard = new Promise((resolve) => ada.on('range', resolve))
  await becomes(ada, 'unauthorized')
  server.greeting = { account: ids.ada, heads: [head(garden, 1)] }
  await ada.signIn({ identifier: 'ada', password })
  const visit = await server.visit()
  visit.tell('range', { feed: garden, epoch: 'first-life', from: 1, to: 2, items: [] })
  assert.deepEqual(await heard, { feed: garden, since: 1, to: 2, items: [] })
})

test('wrong words are told as they are, and nothing is kept', async (t) => {
  const server = await startScriptedServer(t)
  server.answer('session.create', () => {
    throw refuse('auth.wrong-credentials')
  })
  const ada = visitor(t, server)
  await assert.rejects(ada.signIn({ identifier: 'ada', password }), {
    name: 'ApiError',
    code: 'auth.wrong-credentials',
    status: 401,
    retryable: false,
  })
  assert.equal(await ada.isSignedIn(), false)
})

test('a token near its end is refreshed before it is used', async (t) => {
  const server = await openDoor(t)
  const clock = createHandClock()
  const ada = visitor(t, server, { clock })
  await ada.signIn({ identifier: 'ada', password })
  clock.pass(811_000)
  await ada.ask('profile.list', {})
  assert.equal((await server.visit()).token, 'token 2')
  assert.deepEqual(server.askedFor('session.refresh'), [{ refreshToken: 'token-1-refreshes...' }])
})

test('a connection that outlives its token is given a new one in place, again and again', async (t) => {
  const server = await openDoor(t)
  const clock = createHandClock()
  const ada = visitor(t, server, { clock })
  await ada.signIn({ identifier: 'ada', password })
  server.answer('session.renew', () => ({ expiresIn: 900 }))
  ada.on('status', () => {})
  await becomes(ada, 'online')
  for (const times of [1, 2, 3]) {
    clock.pass(await clock.timer(810_000, 810_001))
    await server.wasAsked('session.renew', times)
  }
  assert.deepEqual(
    server.askedFor('session.renew').map(({ token }) => token),
    ['token 2', 'token 3', 'token 4'],
  )
  assert.equal(server.attempts, 1)
})

test("a token that the server finds too old is refreshed at the door, whatever this device's clock says", async (t) => {
  const server = await openDoor(t)
  const ada = visitor(t, server)
  await ada.signIn({ identifier: 'ada', password })
  server.admit = (token) => (token === 'token 2' ? undefined : refuse('auth.expired-token'))
  await ada.ask('profile.list', {})
  assert.equal(server.askedFor('session.refresh').length, 1)
})

test('two tabs with one session refresh it once', async (t) => {
  const server = await openDoor(t)
  const clock = createHandClock()
  const storage = memoryStorage()
  const one = visitor(t, server, { storage, clock })
  const other = visitor(t, server, { storage, clock })
  await one.signIn({ identifier: 'ada', password })
  clock.pass(1_000_000)
  const refreshed = Promise.withResolvers<void>()
  let latest = 1
  server.answer('session.refresh', async () => {
    await refreshed.promise
    return tokens(`token ${++latest}`)
  })
  server.admit = (token) => (token === 'token 2' ? undefined : refuse('auth.invalid-token'))
  const answers = Promise.all([one.ask('profile.list', {}), other.ask('profile.list', {})])
  await server.wasAsked('session.refresh')
  refreshed.resolve()
  await answers
  assert.equal(server.askedFor('session.refresh').length, 1)
})

test('tabs without locks of the browser still refresh once each at most', async (t) => {
  const server = await openDoor(t)
  const clock = createHandClock()
  const before = Object.getOwnPropertyDescriptor(globalThis, 'navigator')
  Object.defineProperty(globalThis, 'navigator', { value: {}, configurable: true })
  t.after(() => before && Object.defineProperty(globalThis, 'navigator', before))
  const ada = visitor(t, server, { clock })
  await ada.signIn({ identifier: 'ada', password })
  clock.pass(1_000_000)
  await Promise.all([ada.ask('profile.list', {}), ada.ask('profile.list', {})])
  assert.equal(server.askedFor('session.refresh').length, 1)
})

test('a refresh that is refused signs out; listeners learn it, and the outbox keeps what it has', async (t) => {
  const server = await openDoor(t)
  const clock = createHandClock()
  const storage = memoryStorage()
  const ada = visitor(t, server, { clock, storage })
  await ada.signIn({ identifier: 'ada', password })
  server.answer('session.refresh', () => {
    throw refuse('auth.refresh-reused')
  })
  clock.pass(1_000_000)
  const sending = ada.room('garden').send('hello')
  await becomes(ada, 'unauthorized')
  assert.equal(await ada.isSignedIn(), false)
  await assert.rejects(ada.ask('profile.list', {}), { code: 'client.signed-out' })
  assert.equal(ada.outbox.entries().length, 1)
  ada.close()
  await assert.rejects(sending, { code: 'client.closed' })
})

test('a refresh that fails on the way keeps the session, and is tried again', async (t) => {
  const server = await openDoor(t)
  const clock = createHandClock()
  const ada = visitor(t, server, { clock })
  await ada.signIn({ identifier: 'ada', password })
  clock.pass(1_000_000)
  await server.stop()
  const answer = ada.ask('profile.list', {})
  const wait = await clock.timer(500, 751)
  await server.start()
  clock.pass(wait)
  assert.deepEqual(await answer, { items: [] })
  assert.equal(await ada.isSignedIn(), true)
})

test('signing out ends the session on the server and forgets it; what waits fails', async (t) => {
  const server = await openDoor(t)
  const ada = visitor(t, server)
  await ada.signIn({ identifier: 'ada', password })
  server.answer('session.revoke', () => ({}))
  server.answer('profile.list', () => new Promise(() => {}))
  const waiting = ada.ask('profile.list', {})
  await server.wasAsked('profile.list')
  const [out, answer] = await Promise.allSettled([ada.signOut(), waiting])
  assert.equal(out.status, 'fulfilled')
  assert.equal(answer.status === 'rejected' && answer.reason.code, 'client.signed-out')
  assert.equal(server.askedFor('session.revoke').length, 1)
  assert.equal(await ada.isSignedIn(), false)
  assert.equal(ada.status, 'idle')
})

test('signing out without a line takes five seconds at most', async (t) => {
  const server = await openDoor(t)
  const clock = createHandClock()
  const ada = visitor(t, server, { clock })
  await ada.signIn({ identifier: 'ada', password })
  await server.stop()
  const out = ada.signOut()
  await clock.timer(500, 751)
  clock.pass(5_000)
  await out
  assert.equal(await ada.isSignedIn(), false)
})

test('who signs in as somebody else is that somebody on a new connection', async (t) => {
  const server = await openDoor(t)
  const ada = visitor(t, server)
  await ada.signIn({ identifier: 'ada', password })
  ada.on('range', () => {})
  await becomes(ada, 'online')
  const first = await server.visit()
  server.answer('session.create', () => signedIn('of ben'))
  server.admit = (token) => (token === 'of ben' ? undefined : refuse('auth.invalid-token'))
  server.greeting = { account: ids.ben, heads: [] }
  await ada.signIn({ identifier: 'ben', password })
  await first.gone
  assert.equal((await server.visit()).token, 'of ben')
})

test('a stored session that cannot be read is none', async (t) => {
  const server = await openDoor(t)
  const storage = memoryStorage()
  await storage.set(`hubbub:${server.url}:session`, '{"half')
  const ada = visitor(t, server, { storage })
  assert.equal(await ada.isSignedIn(), false)
  await assert.rejects(ada.ask('profile.list', {}), { code: 'client.signed-out' })
})

test('a client that was given its token does not sign in', async (t) => {
  const server = await startScriptedServer(t)
  const ada = clientOf(t, server, { token: 'given' })
  await assert.rejects(ada.signIn({ identifier: 'ada', password }), TypeError)
  assert.equal(await ada.isSignedIn(), false)
})

test('an app is asked for its token by one call at a time', async () => {
  let calls = 0
  const given = Promise.withResolvers<string>()
  const keeper = givenTokens(() => {
    calls++
    return given.promise
  })
  const both = Promise.all([keeper.current(), keeper.current()])
  given.resolve('token')
  assert.deepEqual(await both, ['token', 'token'])
  assert.equal(await keeper.current(), 'token')
  assert.equal(calls, 1)
  assert.equal(await keeper.after('token'), undefined, 'the same again is none')
  assert.equal(calls, 2)
})

test('a token that was exchanged meanwhile is not exchanged again', async () => {
  let calls = 0
  const keeper = givenTokens(() => `token ${++calls}`)
  await keeper.current()
  await keeper.after('token 1')
  assert.equal(await keeper.after('token 1'), 'token 2')
  assert.equal(calls, 2)
})

test('a storage that fails is an ApiError as well', async (t) => {
  const server = await openDoor(t)
  const storage: ClientStorage = { ...memoryStorage(), set: () => Promise.reject(new Error('no space left')) }
  const ada = visitor(t, server, { storage })
  await assert.rejects(ada.signIn({ identifier: 'ada', password }), {
    name: 'ApiError',
    code: 'client.storage',
  })
})
