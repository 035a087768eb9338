import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { refuse } from '../../core/refusal.ts'
import { clients, connect, type OlderClient } from '../../dialects/contract/older-clients.ts'
import { openWorld } from '../../dialects/contract/older-world.ts'
import type { Dialect, Door, DoorSocket } from '../../dialects/door.ts'
import { undescribed } from '../../dialects/contract/undescribed.ts'

interface Harbour {
  url: string
  door: Door
  /** What sockets sent, in the order in which it was carried out. */
  done: unknown[]
  gates: Map<unknown, PromiseWithResolvers<void>>
  arrived: DoorSocket[]
  closed: string[]
}

const words = (problem: { code: string }, event: string) => ({ message: problem.code, event })

/** A dialect whose listeners wait where they are told to, fail when asked, and join rooms. */
async function openHarbour(t: TestContext, environment: Record<string, string> = {}): Promise<Harbour> {
  const harbour = {
    done: [] as unknown[],
    gates: new Map(),
    arrived: [] as DoorSocket[],
    closed: [] as string[],
  }
  let door: Door | undefined
  const events = {
    async load(_socket: DoorSocket, payload: unknown) {
      await harbour.gates.get(payload)?.promise
      harbour.done.push(payload)
      return { loaded: payload }
    },
    nothing: () => undefined,
    fail: (_socket: DoorSocket, payload: unknown) => {
      throw payload === 'bug' ? new Error('the crane fell') : refuse('room.archived')
    },
    moor: (socket: DoorSocket, payload: unknown) => socket.join(String(payload)),
    unmoor: (socket: DoorSocket, payload: unknown) => socket.leave(String(payload)),
  }
  const dialect: Dialect = {
    name: 'lobby-chat',
    description: undescribed,
    async mount(given) {
      door = given
      given.sockets.on({ namespaces: ['/'], error: words, events })
      given.sockets.on({
        namespaces: ['/'],
        error: words,
        events: { load2: () => ({ by: 'first' }) },
        isMeant: (_event, payload) => payload === 'first',
      })
      given.sockets.on({ namespaces: ['/'], error: words, events: { load2: () => ({ by: 'second' }) } })
      given.sockets.arrived(['/'], (socket) => {
        harbour.arrived.push(socket)
        socket.onClose(() => harbour.closed.push(socket.id))
      })
    },
  }
  const stranger: Dialect = {
    name: 'chatrooms',
    description: undescribed,
    async mount({ sockets }) {
      sockets.on({
        namespaces: ['/'],
        error: words,
        events: { board: (socket, payload) => socket.join(String(payload)) },
      })
    },
  }
  const { url } = await openWorld(t, { environment, dialects: [dialect, stranger] })
  assert.ok(door)
  return { ...harbour, url, door }
}

for (const kind of clients) {
  test(`${kind.name}: an acknowledgement is called with what the listener gave, or with nothing`, async (t) => {
    const { url } = await openHarbour(t)
    const client = await connect(t, url, { kind })
    assert.deepEqual(await client.ask('load', 'fish'), [{ loaded: 'fish' }])
    assert.deepEqual(await client.ask('load'), [{}])
    assert.deepEqual(await client.ask('nothing', {}), [])
    assert.deepEqual(await client.ask('fail', {}), [{ message: 'room.archived', event: 'fail' }])
    assert.deepEqual(await client.next('error'), { message: 'room.archived', event: 'fail' })
  })
}

test('what one socket sends is done in its order; another socket does not wait for it', async (t) => {
  const { url, done, gates } = await openHarbour(t)
  const [ada, ben] = [await connect(t, url), await connect(t, url)]
  gates.set('slow', Promise.withResolvers())
  const answers = ['slow', 'second', 'third'].map((load) => ada.ask('load', load))
  await ben.ask('load', 'other')
  assert.deepEqual(done, ['other'])
  gates.get('slow')?.resolve()
  await Promise.all(answers)
  assert.deepEqual(done, ['other', 'slow', 'second', 'third'])
})

test('what waits behind an event is bounded, and what was not begun when a socket goes is not done', async (t) => {
  const { url, done, gates, closed, arrived } = await openHarbour(t)
  const client = await connect(t, url)
  gates.set('slow', Promise.withResolvers())
  for (let place = 0; place < 210; place++) client.emit('load', place === 0 ? 'slow' : place)
  assert.equal((await client.next('error')).message, 'busy')
  client.leave()
  const other = await connect(t, url)
  await gone(other, closed, arrived[0]?.id)
  gates.get('slow')?.resolve()
  await other.ask('load', 'last')
  assert.deepEqual(done, ['slow', 'last'])
})

/** The server has seen that a socket went. */
async function gone(other: OlderClient, closed: string[], id: string | undefined): Promise<void> {
  while (!closed.includes(id ?? '')) await other.ask('nothing', {})
}

test('a bug says nothing of itself, and the socket stays', async (t) => {
  const { url } = await openHarbour(t)
  const client = await connect(t, url)
  assert.deepEqual(await client.ask('fail', 'bug'), [{ message: 'internal', event: 'fail' }])
  assert.deepEqual(await client.ask('load', 1), [{ loaded: 1 }])
})

test('payloads are bounded before a listener sees them, and extra arguments are passed over', async (t) => {
  const { url, done } = await openHarbour(t)
  const client = await connect(t, url)
  const deep = JSON.parse(`${'['.repeat(200)}${']'.repeat(200)}`) as unknown
  for (const payload of [deep, 'a\u0000b', '\ud800', Array.from({ length: 6_000 }, () => 0)])
    assert.deepEqual(await client.ask('load', payload), [{ message: 'request.invalid', event: 'load' }])
  assert.deepEqual(await client.ask('load', 1, deep, 'more'), [{ loaded: 1 }])
  assert.deepEqual(done, [1])
})

test('binary data closes the connection', async (t) => {
  const { url, done } = await openHarbour(t)
  const client = await connect(t, url)
  client.emit('load', Buffer.from('fish'))
  await client.ended
  assert.deepEqual(done, [])
})

test('events that nobody takes are left alone, whatever they are called', async (t) => {
  const { url } = await openHarbour(t)
  const client = await connect(t, url)
  for (const event of ['unload', '__proto__', 'constructor', 'toString', 'LOAD', '']) client.emit(event, {})
  assert.deepEqual(await client.ask('load', 1), [{ loaded: 1 }])
  assert.deepEqual(client.heard, [])
})

test('of two who take an event the first gets what it means, the other the rest', async (t) => {
  const { url } = await openHarbour(t)
  const client = await connect(t, url)
  assert.deepEqual(await client.ask('load2', 'first'), [{ by: 'first' }])
  assert.deepEqual(await client.ask('load2', 'x'), [{ by: 'second' }])
})

test('rooms are a dialect’s own: no name reaches another’s room or a socket', async (t) => {
  const { url, door } = await openHarbour(t)
  const [ada, ben, cleo] = [await connect(t, url), await connect(t, url), await connect(t, url)]
  await ada.ask('moor', 'pier')
  await ben.ask('board', 'pier')
  for (const name of ['chatrooms pier', ada.id, 'lobby-chat pier']) await cleo.ask('moor', name)
  door.sockets.emitTo('pier', 'bell', { rings: 1 })
  door.sockets.emitTo(ben.id, 'bell', { rings: 2 })
  for (const client of [ada, ben, cleo]) await client.caughtUp()
  assert.deepEqual(ada.all('bell'), [{ rings: 1 }])
  assert.deepEqual([...ben.heard, ...cleo.heard], [])
  assert.deepEqual(
    door.sockets.inRoom('pier').map(({ id }) => id),
    [ada.id],
  )
})

test('who leaves a room, or goes, is in it no more', async (t) => {
  const { url, door, closed } = await openHarbour(t)
  const [ada, ben] = [await connect(t, url), await connect(t, url)]
  for (const client of [ada, ben]) await client.ask('moor', 'pier')
  await ben.ask('unmoor', 'pier')
  door.sockets.emitTo('pier', 'bell', {})
  await ada.next('bell')
  ada.leave()
  await gone(ben, closed, ada.id)
  assert.deepEqual(door.sockets.inRoom('pier'), [])
  assert.deepEqual(ben.heard, [])
})

test('who asks too often is told so, and who does not stop is closed', async (t) => {
  const { url } = await openHarbour(t, { HUBBUB_RATE_REQUESTS: '100' })
  const client = await connect(t, url)
  for (let time = 0; time < 200; time++) client.emit('nothing', {})
  assert.equal((await client.next('error')).message, 'rate.limited')
  for (let time = 0; time < 3000; time++) client.emit('nothing', {})
  await client.ended
})

test('a socket is the same object for every event, and tells when it goes', async (t) => {
  const { url, arrived, closed, door } = await openHarbour(t)
  const client = await connect(t, url)
  await client.ask('moor', 'pier')
  const [socket] = door.sockets.inRoom('pier')
  assert.equal(socket, arrived[0])
  assert.equal(socket?.isIn('pier'), true)
  socket?.close()
  assert.equal(await client.ended, 'io server disconnect')
  const other = await connect(t, url)
  await gone(other, closed, client.id)
  let told = false
  socket?.onClose(() => {
    told = true
  })
  assert.ok(told, 'also who asks too late')
  socket?.join('pier')
  assert.deepEqual(door.sockets.inRoom('pier'), [])
})
