import assert from 'node:assert/strict'
import { getEventListeners } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { becomes, clientOf } from '../test/client-of.ts'
import { createEar } from '../test/ear.ts'
import { createHandClock } from '../test/hand-clock.ts'
import { garden, head, ids, message, profile } from '../test/rows.ts'
import { refuse, type ScriptedServer, startScriptedServer } from '../test/scripted-server.ts'
import { type Client, type ClientStorage, memoryStorage, type OutboxEntry } from './index.ts'
import { fileStorage } from './node.ts'

const never = () => new Promise<never>(() => {})

/** A garden that takes every message and numbers it. */
async function openGarden(t: TestContext): Promise<ScriptedServer> {
  const server = await startScriptedServer(t)
  server.answer('profile.get', () => ({ items: [profile('ada')] }))
  takeAll(server)
  return server
}

function takeAll(server: ScriptedServer): void {
  let seq = 0
  server.answer('message.send', ({ text, clientId }) => ({
    message: message(++seq, { text, clientId, author: ids.ada }),
    head: head(garden, seq),
  }))
}

const textsSent = (server: ScriptedServer): string[] =>
  server.askedFor('message.send').map(({ text }) => text)

function changesOf(client: Client) {
  const ear = createEar<{ entry: OutboxEntry; gone: boolean }>()
  client.outbox.on('change', ear.hear)
  return ear
}

const states = (changes: { entry: OutboxEntry; gone: boolean }[]): string[] =>
  changes.map(({ entry, gone }) => `${entry.text} ${gone ? 'gone' : entry.state}`)

test('messages of a room go one after another, in the order they were given', async (t) => {
  const server = await openGarden(t)
  const ada = clientOf(t, server)
  let under = 0
  let most = 0
  let seq = 0
  server.answer('message.send', async ({ text }) => {
    most = Math.max(most, ++under)
    await new Promise((resolve) => setImmediate(resolve))
    under--
    return { message: message(++seq, { text }), head: head(garden, seq) }
  })
  const texts = Array.from({ length: 20 }, (_, place) => `word ${place}`)
  const sent = await Promise.all(texts.map((text) => ada.room('garden').send(text)))
  assert.deepEqual(textsSent(server), texts)
  assert.deepEqual(
    sent.map((one) => one.seq),
    texts.map((_, place) => place + 1),
  )
  assert.equal(most, 1)
})

test('a room whose message cannot go keeps no other room waiting', async (t) => {
  const server = await openGarden(t)
  const ada = clientOf(t, server)
  server.answer('message.send', ({ room, text }) =>
    room === 'attic' ? never() : { message: message(1, { text }), head: head(garden, 1) },
  )
  ada
    .room('attic')
    .send('stuck')
    .catch(() => undefined)
  await server.wasAsked('message.send')
  assert.equal((await ada.room('garden').send('free')).text, 'free')
})

/** Begins with the time. */
const versionSeven = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

test("an entry is queued, on its way and gone, and its client id is the message's", async (t) => {
  const server = await openGarden(t)
  const ada = clientOf(t, server)
  const changes = changesOf(ada)
  const sent = await ada.room('garden').send('hello', { mentions: [ids.ben], all: true })
  assert.deepEqual(states(changes.heard), ['hello queued', 'hello sending', 'hello gone'])
  const [asked] = server.askedFor('message.send')
  assert.equal(asked?.clientId, sent.clientId)
  assert.match(String(asked?.clientId), versionSeven)
  assert.equal(changes.heard[0]?.entry.clientId, sent.clientId)
  assert.deepEqual(asked?.mentions, [ids.ben])
  assert.equal(asked?.all, true)
  assert.deepEqual(ada.outbox.entries(), [])
})

test('a line that breaks while a message is on its way has it sent again, under the same id', async (t) => {
  const server = await openGarden(t)
  const clock = createHandClock()
  const ada = clientOf(t, server, { clock })
  server.answer('message.send', never)
  const sending = ada.room('garden').send('hello')
  await server.wasAsked('message.send')
  takeAll(server)
  ;(await server.visit()).drop()
  clock.pass(await clock.timer(500, 751))
  await sending
  const [first, second] = server.askedFor('message.send')
  assert.deepEqual(first, second)
})

test('a busy server is asked again, and nothing overtakes', async (t) => {
  const server = await openGarden(t)
  const clock = createHandClock()
  const ada = clientOf(t, server, { clock })
  server.answer('message.send', () => {
    throw refuse('rate.limited', { retryAfter: 3 })
  })
  const first = ada.room('garden').send('first')
  await clock.timer(3_000, 3_001)
  const second = ada.room('garden').send('second')
  takeAll(server)
  clock.pass(3_000)
  await Promise.all([first, second])
  assert.deepEqual(textsSent(server), ['first', 'first', 'second'])
})

test('without a word of the server the waits grow', async (t) => {
  const server = await openGarden(t)
  const clock = createHandClock()
  const ada = clientOf(t, server, { clock })
  server.answer('message.send', () => {
    throw refuse('unavailable')
  })
  ada
    .room('garden')
    .send('hello')
    .catch(() => undefined)
  for (const ms of [500, 1_000, 2_000, 4_000, 8_000]) {
    await clock.timer(ms, ms + 1)
    clock.pass(ms)
  }
  await server.wasAsked('message.send', 6)
})

test('a refusal fails the entry, tells who sent it, and lets the next one pass', async (t) => {
  const server = await openGarden(t)
  const ada = clientOf(t, server)
  const changes = changesOf(ada)
  server.answer('message.send', ({ text }) => {
    if (text === 'rude') throw refuse('member.muted', { detail: 'Until tomorrow.' })
    return { message: message(1, { text }), head: head(garden, 1) }
  })
  const rude = ada.room('garden').send('rude')
  const kind = ada.room('garden').send('kind')
  await assert.rejects(rude, { name: 'ApiError', code: 'member.muted', detail: 'Until tomorrow.' })
  assert.equal((await kind).text, 'kind')
  const [failed] = ada.outbox.entries('garden')
  assert.equal(failed?.state, 'failed')
  assert.deepEqual(failed?.error, {
    code: 'member.muted',
    title: 'You are muted in this room',
    detail: 'Until tomorrow.',
  })
  assert.ok(states(changes.heard).includes('rude failed'))
})

test('a failed entry can be tried again, or discarded', async (t) => {
  const server = await openGarden(t)
  const ada = clientOf(t, server)
  server.answer('message.send', () => {
    throw refuse('room.archived')
  })
  await assert.rejects(ada.room('garden').send('one'))
  await assert.rejects(ada.room('garden').send('two'))
  const [one, two] = ada.outbox.entries()
  assert.ok(one && two)
  takeAll(server)
  const changes = changesOf(ada)
  await ada.outbox.retry(one.clientId)
  await changes.that(({ entry, gone }) => entry.text === 'one' && gone)
  await ada.outbox.discard(two.clientId)
  assert.deepEqual(ada.outbox.entries(), [])
  assert.deepEqual(textsSent(server), ['one', 'two', 'one'])
})

test('aborting discards what is not sent yet, and leaves nothing on the signal', async (t) => {
  const server = await openGarden(t)
  const ada = clientOf(t, server)
  server.answer('message.send', never)
  ada
    .room('garden')
    .send('first')
    .catch(() => undefined)
  const controller = new AbortController()
  const second = ada.room('garden').send('second', { signal: controller.signal })
  await server.wasAsked('message.send')
  controller.abort()
  await assert.rejects(second, { code: 'client.aborted' })
  assert.equal(getEventListeners(controller.signal, 'abort').length, 0)
  assert.deepEqual(
    ada.outbox.entries().map(({ text }) => text),
    ['first'],
  )
  await assert.rejects(ada.room('garden').send('third', { signal: controller.signal }), {
    code: 'client.aborted',
  })
})

test('signing in again is no reason to lose a message', async (t) => {
  const server = await openGarden(t)
  server.admit = () => refuse('auth.invalid-token')
  const ada = clientOf(t, server)
  const sending = ada.room('garden').send('hello')
  await becomes(ada, 'unauthorized')
  server.admit = () => undefined
  server.answer('profile.list', () => ({ items: [] }))
  await ada.ask('profile.list', {})
  assert.equal((await sending).text, 'hello')
})

/** Both ways to keep what is not sent. */
const storages: Record<string, (t: TestContext) => Promise<() => ClientStorage>> = {
  'in memory': async () => {
    const storage = memoryStorage()
    return () => storage
  },
  'in files': async (t) => {
    const folder = await mkdtemp(join(tmpdir(), 'hubbub-outbox-'))
    t.after(() => rm(folder, { recursive: true }))
    return () => fileStorage(folder)
  },
}

for (const [where, open] of Object.entries(storages)) {
  test(`what an earlier life left ${where} is sent in its order, under its ids`, async (t) => {
    const server = await openGarden(t)
    const storageOf = await open(t)
    await server.stop()
    const before = clientOf(t, server, { storage: storageOf() })
    const changes = changesOf(before)
    const texts = ['one', 'two', 'three', 'four', 'five']
    for (const text of texts)
      before
        .room('garden')
        .send(text)
        .catch(() => undefined)
    await changes.count(5)
    const queued = before.outbox.entries()
    await storedCount(storageOf(), 5)
    before.close()
    await server.start()
    const after = clientOf(t, server, { storage: storageOf() })
    await server.wasAsked('message.send', 5)
    assert.deepEqual(textsSent(server), texts)
    assert.deepEqual(
      server.askedFor('message.send').map(({ clientId }) => clientId),
      queued.map(({ clientId }) => clientId),
    )
    await emptied(after)
    assert.deepEqual(await storageOf().keys('hubbub:'), [])
  })
}

async function storedCount(storage: ClientStorage, count: number): Promise<void> {
  while ((await storage.keys('hubbub:')).length < count) await new Promise((resolve) => setImmediate(resolve))
}

async function emptied(client: Client): Promise<void> {
  const changes = changesOf(client)
  while (client.outbox.entries().length > 0) await changes.count(changes.heard.length + 1)
}

test('an entry that failed stays failed over a reload', async (t) => {
  const server = await openGarden(t)
  const storage = memoryStorage()
  const before = clientOf(t, server, { storage })
  server.answer('message.send', () => {
    throw refuse('member.muted')
  })
  await assert.rejects(before.room('garden').send('rude'))
  before.close()
  const after = clientOf(t, server, { storage })
  await after.outbox.load()
  assert.deepEqual(
    after.outbox.entries().map(({ text, state, error }) => [text, state, error?.code]),
    [['rude', 'failed', 'member.muted']],
  )
  assert.equal(server.askedFor('message.send').length, 1)
})

test('nobody sends what somebody else wrote', async (t) => {
  const server = await openGarden(t)
  const storage = memoryStorage()
  const ada = clientOf(t, server, { storage })
  await ada.room('garden').send('the first')
  await server.stop()
  await becomes(ada, 'reconnecting')
  const changes = changesOf(ada)
  ada
    .room('garden')
    .send('a secret')
    .catch(() => undefined)
  await changes.count(1)
  ada.close()
  server.greeting = { account: ids.ben, heads: [] }
  await server.start()
  const ben = clientOf(t, server, { storage })
  await ben.room('garden').send('hello')
  assert.deepEqual(textsSent(server), ['the first', 'hello'])
  ben.close()
  server.greeting = { account: ids.ada, heads: [] }
  clientOf(t, server, { storage })
  await server.wasAsked('message.send', 3)
  assert.equal(textsSent(server).at(-1), 'a secret')
})

test('a storage that fails lets nobody believe that a message is kept', async (t) => {
  const server = await openGarden(t)
  const storage = memoryStorage()
  const full = { ...storage, set: () => Promise.reject(new Error('no space left')) }
  const ada = clientOf(t, server, { storage: full })
  await assert.rejects(ada.room('garden').send('hello'), { name: 'ApiError', code: 'client.storage' })
  assert.deepEqual(ada.outbox.entries(), [])
  const broken = { ...storage, keys: () => Promise.reject(new Error('not mounted')) }
  const ben = clientOf(t, server, { storage: broken })
  await assert.rejects(ben.room('garden').send('hello'), { code: 'client.storage' })
  assert.equal(server.askedFor('message.send').length, 0)
})

test('a message that is discarded while it is being kept leaves nothing in the storage', async (t) => {
  const server = await openGarden(t)
  const storage = memoryStorage()
  const kept = Promise.withResolvers<void>()
  const slow: ClientStorage = {
    ...storage,
    set: (key, value) => kept.promise.then(() => storage.set(key, value)),
  }
  const ada = clientOf(t, server, { storage: slow })
  const changes = changesOf(ada)
  const controller = new AbortController()
  const sending = ada.room('garden').send('hello', { signal: controller.signal })
  await changes.count(1)
  controller.abort()
  kept.resolve()
  await assert.rejects(sending, { code: 'client.aborted' })
  assert.deepEqual(await storage.keys(''), [])
  assert.equal(server.askedFor('message.send').length, 0)
})

test('nothing goes before it is kept, also where the next one is kept sooner', async (t) => {
  const server = await openGarden(t)
  const storage = memoryStorage()
  const kept = Promise.withResolvers<void>()
  let sets = 0
  const uneven: ClientStorage = {
    ...storage,
    set: async (key, value) => {
      if (++sets === 1) await kept.promise
      await storage.set(key, value)
    },
  }
  const ada = clientOf(t, server, { storage: uneven })
  const first = ada.room('garden').send('first')
  const second = ada.room('garden').send('second')
  server.answer('profile.list', () => ({ items: [] }))
  await storedCount(storage, 1)
  // What was sent before this answer would have arrived before it.
  await ada.ask('profile.list', {})
  assert.deepEqual(textsSent(server), [])
  kept.resolve()
  await Promise.all([first, second])
  assert.deepEqual(textsSent(server), ['first', 'second'])
})

test('what is not ours in the storage is left alone', async (t) => {
  const server = await openGarden(t)
  const storage = memoryStorage()
  await storage.set(`hubbub:${server.url}:outbox:broken`, '{"half')
  const ada = clientOf(t, server, { storage })
  await ada.room('garden').send('hello')
  assert.deepEqual(await storage.keys(''), [`hubbub:${server.url}:outbox:broken`])
})

test('closing rejects who waits and keeps what is not sent', async (t) => {
  const server = await openGarden(t)
  const storage = memoryStorage()
  const ada = clientOf(t, server, { storage })
  server.answer('message.send', never)
  const sending = ada.room('garden').send('hello')
  await server.wasAsked('message.send')
  ada.close()
  await assert.rejects(sending, { code: 'client.closed' })
  assert.equal((await storage.keys('')).length, 1)
})
