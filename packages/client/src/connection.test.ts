import assert from 'node:assert/strict'
import { getEventListeners } from 'node:events'
import { test } from 'node:test'
import { becomes, clientOf } from '../test/client-of.ts'
import { listenTo } from '../test/ear.ts'
import { createHandClock } from '../test/hand-clock.ts'
import { garden, head, ids, roomAnswer } from '../test/rows.ts'
import { refuse, startScriptedServer } from '../test/scripted-server.ts'
import { ApiError } from './index.ts'

const found = () => ({ items: [] })

/** Gives what a call is refused with; anything but an ApiError fails the test. */
async function failureOf(call: Promise<unknown>): Promise<ApiError> {
  const failure: unknown = await call.then(
    () => assert.fail('it was not refused'),
    (thrown: unknown) => thrown,
  )
  assert.ok(failure instanceof ApiError, `an ApiError, not ${String(failure)}`)
  return failure
}

test('the first call connects, with the token, and gives the answer', async (t) => {
  const server = await startScriptedServer(t)
  server.answer('profile.list', found)
  const ada = clientOf(t, server, { token: 'ada-token' })
  assert.equal(ada.status, 'idle')
  const answer = ada.ask('profile.list', { search: 'b' })
  assert.equal(ada.status, 'connecting')
  assert.deepEqual(await answer, { items: [] })
  assert.equal(ada.status, 'online')
  assert.equal((await server.visit()).token, 'ada-token')
  assert.deepEqual(server.askedFor('profile.list'), [{ search: 'b' }])
})

test('a refusal is an ApiError with everything the server said', async (t) => {
  const server = await startScriptedServer(t)
  server.answer('room.get', () => {
    throw refuse('room.not-found', { detail: 'No room is called attic.', requestId: 'r1' })
  })
  const failure = await failureOf(clientOf(t, server).ask('room.get', { room: 'attic' }))
  assert.equal(failure.code, 'room.not-found')
  assert.equal(failure.status, 404)
  assert.equal(failure.title, 'There is no such room')
  assert.equal(failure.message, 'No room is called attic.')
  assert.equal(failure.requestId, 'r1')
  assert.equal(failure.retryable, false)
})

test('what was sent when the line breaks fails, as nobody knows its outcome; what may be repeated is asked again', async (t) => {
  const server = await startScriptedServer(t)
  const clock = createHandClock()
  const ada = clientOf(t, server, { clock })
  server.answer('room.leave', () => new Promise(() => {}))
  server.answer('room.join', () => new Promise(() => {}))
  const leaving = ada.ask('room.leave', { room: 'garden' })
  const joining = ada.ask('room.join', { room: 'garden', clientId: 'once-and-again' })
  await server.wasAsked('room.join')
  const answer = {
    room: { kind: 'room' as const, hidden: true as const, id: ids.garden },
    head: head(garden, 1),
  }
  server.answer('room.join', () => answer)
  ;(await server.visit()).drop()
  const failure = await failureOf(leaving)
  assert.equal(failure.code, 'client.network')
  assert.equal(failure.retryable, true)
  assert.equal(ada.status, 'reconnecting')
  clock.pass(await clock.timer(500, 751))
  assert.deepEqual(await joining, answer)
  assert.equal(server.askedFor('room.leave').length, 1)
  assert.equal(server.askedFor('room.join').length, 2)
})

test('what was asked while there was no line waits for it', async (t) => {
  const server = await startScriptedServer(t)
  server.answer('profile.list', found)
  const clock = createHandClock()
  const ada = clientOf(t, server, { clock })
  await server.stop()
  const answer = ada.ask('profile.list', {})
  const first = await clock.timer(500, 751)
  clock.pass(first)
  await clock.timer(1_000, 1_501)
  await server.start()
  clock.pass(1_500)
  assert.deepEqual(await answer, { items: [] })
})

test('a call ends with client.timeout, and is not asked after all when the line is back', async (t) => {
  const server = await startScriptedServer(t)
  server.answer('profile.list', found)
  const clock = createHandClock()
  const ada = clientOf(t, server, { clock })
  await server.stop()
  const late = failureOf(ada.ask('profile.list', { search: 'late' }, { timeoutMs: 400 }))
  await clock.timer(500, 751)
  clock.pass(400)
  const failure = await late
  assert.equal(failure.code, 'client.timeout')
  assert.equal((failure.cause as ApiError).code, 'client.network', 'it says why')
  await server.start()
  const next = ada.ask('profile.list', { search: 'next' })
  clock.pass(751)
  await next
  assert.deepEqual(server.askedFor('profile.list'), [{ search: 'next' }])
})

test('aborting ends a call with client.aborted, before and while it is asked, and leaves nothing on the signal', async (t) => {
  const server = await startScriptedServer(t)
  server.answer('profile.list', () => new Promise(() => {}))
  const ada = clientOf(t, server)
  const over = AbortSignal.abort(new Error('not wanted'))
  const before = await failureOf(ada.ask('profile.list', {}, { signal: over }))
  assert.equal(before.code, 'client.aborted')
  assert.match(String(before.cause), /not wanted/)
  assert.equal(server.attempts, 0)
  const controller = new AbortController()
  const during = ada.ask('profile.list', {}, { signal: controller.signal })
  await server.wasAsked('profile.list')
  controller.abort()
  assert.equal((await failureOf(during)).code, 'client.aborted')
  server.answer('profile.list', found)
  await ada.ask('profile.list', {}, { signal: controller.signal }).catch(() => undefined)
  const quiet = new AbortController()
  await ada.ask('profile.list', {}, { signal: quiet.signal })
  assert.equal(getEventListeners(quiet.signal, 'abort').length, 0)
})

test('closing ends what waits with client.closed, leaves no timer and connects no more', async (t) => {
  const server = await startScriptedServer(t)
  const clock = createHandClock()
  const ada = clientOf(t, server, { clock })
  server.answer('profile.list', () => new Promise(() => {}))
  server.answer('room.get', () => roomAnswer)
  ada.room('garden').on('message', () => {})
  const waiting = ada.ask('profile.list', {})
  await server.wasAsked('profile.list')
  const visit = await server.visit()
  ada.close()
  assert.equal((await failureOf(waiting)).code, 'client.closed')
  assert.equal((await failureOf(ada.ask('profile.list', {}))).code, 'client.closed')
  assert.equal((await failureOf(ada.room('garden').send('x'))).code, 'client.closed')
  await visit.gone
  assert.equal(ada.status, 'closed')
  assert.equal(clock.waiting, 0)
  assert.equal(server.attempts, 1)
})

test('closing while it connects, or waits to connect again, leaves no timer either', async (t) => {
  const server = await startScriptedServer(t)
  const clock = createHandClock()
  const ada = clientOf(t, server, { clock })
  ada.on('status', () => {})
  ada.close()
  assert.equal(clock.waiting, 0)
  await server.stop()
  const ben = clientOf(t, server, { clock })
  ben.on('status', () => {})
  await clock.timer(500, 751)
  ben.close()
  assert.equal(clock.waiting, 0)
})

test('the server says when to come back, and the client does not come before', async (t) => {
  const server = await startScriptedServer(t)
  const clock = createHandClock()
  const ada = clientOf(t, server, { clock })
  ada.on('status', () => {})
  const visit = await server.visit()
  await becomes(ada, 'online')
  visit.tell('goodbye', { reason: 'shutdown', retryAfter: 30 })
  visit.drop()
  const wait = await clock.timer(30_000, 45_001)
  assert.equal(ada.status, 'reconnecting')
  clock.pass(wait)
  await becomes(ada, 'online')
  assert.equal(server.attempts, 2)
})

test('waits between attempts grow, up to fifteen seconds and a half more', async (t) => {
  const server = await startScriptedServer(t)
  const clock = createHandClock()
  await server.stop()
  clientOf(t, server, { clock, idleMs: 10_000_000 }).on('status', () => {})
  for (const ms of [500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000])
    clock.pass(await clock.timer(ms, ms * 1.5 + 1))
})

test('nobody has to wait for the next attempt: neither who says so, nor a page whose network is back', async (t) => {
  const page = new EventTarget()
  for (const name of ['addEventListener', 'removeEventListener'] as const) {
    Object.defineProperty(globalThis, name, { value: page[name].bind(page), configurable: true })
    t.after(() => Reflect.deleteProperty(globalThis, name))
  }
  const server = await startScriptedServer(t)
  const clock = createHandClock()
  const ada = clientOf(t, server, { clock })
  ada.on('status', () => {})
  const first = await server.visit()
  await becomes(ada, 'online')
  first.drop()
  await clock.timer(500, 751)
  ada.retryNow()
  const second = await server.visit()
  await becomes(ada, 'online')
  ada.retryNow()
  second.drop()
  await clock.timer(500, 751)
  page.dispatchEvent(new Event('online'))
  await server.visit()
  await becomes(ada, 'online')
  assert.equal(server.attempts, 3, 'who is online does not try again')
})

test('a busy server is asked again after the time it names', async (t) => {
  const server = await startScriptedServer(t)
  const clock = createHandClock()
  server.admit = () => refuse('connection.too-many', { retryAfter: 7 })
  const ada = clientOf(t, server, { clock })
  ada.on('status', () => {})
  const wait = await clock.timer(7_000, 10_501)
  assert.equal(ada.status, 'connecting')
  server.admit = () => undefined
  clock.pass(wait)
  await becomes(ada, 'online')
})

test('a refused token is exchanged once, for one that the app gets anew', async (t) => {
  const server = await startScriptedServer(t)
  server.answer('profile.list', found)
  server.admit = (token) => (token === 'token 2' ? undefined : refuse('auth.expired-token'))
  let given = 0
  const ada = clientOf(t, server, { token: async () => `token ${++given}` })
  assert.deepEqual(await ada.ask('profile.list', {}), { items: [] })
  assert.equal(given, 2)
  assert.equal(server.attempts, 2)
})

test('who is refused twice is unauthorized: what waits fails, and the next call tries again', async (t) => {
  const server = await startScriptedServer(t)
  server.answer('profile.list', found)
  server.admit = () => refuse('auth.invalid-token')
  let given = 0
  const ada = clientOf(t, server, { token: () => `token ${++given}` })
  const failure = await failureOf(ada.ask('profile.list', {}))
  assert.equal(failure.code, 'auth.invalid-token')
  assert.equal(ada.status, 'unauthorized')
  assert.equal(given, 2)
  server.admit = () => undefined
  assert.deepEqual(await ada.ask('profile.list', {}), { items: [] })
})

test('a refusal that no token helps against is told at once', async (t) => {
  const server = await startScriptedServer(t)
  server.admit = () => refuse('request.origin')
  const ada = clientOf(t, server, { token: () => assert.fail('no use') as never })
  const ben = clientOf(t, server, { token: 'fixed' })
  assert.equal((await failureOf(ben.ask('profile.list', {}))).code, 'request.origin')
  assert.equal(ben.status, 'unauthorized')
  assert.equal(ada.status, 'idle')
})

test('a token that cannot be got right now is asked for again; the app sees no refusal', async (t) => {
  const server = await startScriptedServer(t)
  server.answer('profile.list', found)
  const clock = createHandClock()
  let calls = 0
  const token = async () => {
    if (++calls === 1) throw new Error('our own backend is down')
    return 'token'
  }
  const ada = clientOf(t, server, { clock, token })
  const answer = ada.ask('profile.list', {})
  clock.pass(await clock.timer(500, 751))
  assert.deepEqual(await answer, { items: [] })
  assert.equal(server.attempts, 1)
})

test('with nobody signed in nothing is asked of the server', async (t) => {
  const server = await startScriptedServer(t)
  const nobody = clientOf(t, server, { token: undefined })
  const failure = await failureOf(nobody.ask('profile.list', {}))
  assert.equal(failure.code, 'client.signed-out')
  assert.equal(failure.status, 401)
  assert.equal(nobody.status, 'unauthorized')
  assert.equal(server.attempts, 0)
})

test('a session that the server ended is told by its new handshake', async (t) => {
  const server = await startScriptedServer(t)
  const clock = createHandClock()
  const ada = clientOf(t, server, { clock })
  const statuses = listenTo(ada, 'status')
  const visit = await server.visit()
  await statuses.that((status) => status === 'online')
  server.admit = () => refuse('auth.invalid-token')
  visit.tell('goodbye', { reason: 'auth.invalid-token' })
  visit.end()
  clock.pass(await clock.timer(500, 751))
  await statuses.that((status) => status === 'unauthorized')
  assert.deepEqual(statuses.heard, ['online', 'reconnecting', 'unauthorized'])
})

test('a server that lets one in and does not greet is given up, and tried again', async (t) => {
  const server = await startScriptedServer(t)
  const clock = createHandClock()
  const { greeting } = server
  server.greeting = undefined
  const ada = clientOf(t, server, { clock, idleMs: 100_000 })
  ada.on('status', () => {})
  const visit = await server.visit()
  clock.pass(await clock.timer(20_000, 20_001))
  await visit.gone
  assert.equal(ada.status, 'connecting')
  server.greeting = greeting
  clock.pass(await clock.timer(500, 751))
  await becomes(ada, 'online')
})

test('the last listener off lets the connection go after a while, and the next use comes back', async (t) => {
  const server = await startScriptedServer(t)
  server.answer('profile.list', found)
  const clock = createHandClock()
  const ada = clientOf(t, server, { clock, idleMs: 10_000 })
  const off = ada.presence.on('change', () => {})
  const visit = await server.visit()
  await ada.ask('profile.list', {})
  clock.pass(60_000)
  assert.equal(ada.status, 'online', 'somebody listens')
  off()
  clock.pass(9_999)
  assert.equal(ada.status, 'online')
  clock.pass(1)
  assert.equal(ada.status, 'idle')
  await visit.gone
  assert.equal(clock.waiting, 0)
  await ada.ask('profile.list', {})
  assert.equal(server.attempts, 2)
})

test('a call under way keeps the connection, and each call begins the time anew', async (t) => {
  const server = await startScriptedServer(t)
  const clock = createHandClock()
  const ada = clientOf(t, server, { clock, idleMs: 10_000 })
  let answer: (() => void) | undefined
  server.answer('profile.list', () => new Promise((resolve) => (answer = () => resolve({ items: [] }))))
  const asked = ada.ask('profile.list', {}, { timeoutMs: 60_000 })
  await server.wasAsked('profile.list')
  clock.pass(30_000)
  assert.equal(ada.status, 'online')
  answer?.()
  await asked
  clock.pass(10_000)
  assert.equal(ada.status, 'idle')
})
