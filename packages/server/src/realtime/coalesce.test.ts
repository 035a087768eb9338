import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo, Socket as TcpSocket } from 'node:net'
import { once } from 'node:events'
import { test, type TestContext } from 'node:test'
import { setImmediate as turnOfTheLoop } from 'node:timers/promises'
import { Server } from 'socket.io'
import { io, type Socket } from 'socket.io-client'
import { openRaw } from '../../test/sockets/raw-socket.ts'
import { type Coalescer, createCoalescer, type EngineSocket } from './coalesce.ts'
import type { Outbound } from './outbound.ts'
import { eventText, Packet } from './packet.ts'
import { wireParser } from './wire-parser.ts'

/** Socket.IO with nothing of ours but the coalescing, and what it writes to its TCP connections. */
async function openServer(t: TestContext, joins = true) {
  const http = createServer()
  const server = new Server(http, {
    parser: wireParser,
    httpCompression: false,
    // A transport that compresses cannot write frames that were made before.
    perMessageDeflate: joins ? false : { threshold: 1e9 },
  })
  const coalescer = createCoalescer({
    bounds: { bytes: 1e9, ms: 1e9 },
    now: () => 0,
    resync: () => new Packet(''),
    slowReaderTold: () => {},
  })
  const outbounds: Outbound[] = []
  const writes: number[] = []
  server.engine.on('connection', (conn: EngineSocket) => outbounds.push(coalescer.take(conn)))
  http.on('connection', (socket: TcpSocket) => {
    const write = socket._writev?.bind(socket)
    assert.ok(write)
    const counted = (...args: Parameters<typeof write>) => {
      writes.push(args[0].length)
      write(...args)
    }
    const writeOne = socket._write.bind(socket)
    socket._writev = counted
    socket._write = (...args) => {
      writes.push(1)
      writeOne(...args)
    }
  })
  http.listen(0, '127.0.0.1')
  await once(http, 'listening')
  const { port } = http.address() as AddressInfo
  t.after(() => server.close())
  return { server, coalescer, outbounds, writes, port, url: `http://127.0.0.1:${port}` }
}

type Opened = Awaited<ReturnType<typeof openServer>>

async function openClient(
  t: TestContext,
  opened: Opened,
  options: object,
): Promise<{ socket: Socket; got: string[] }> {
  const client = startClient(t, opened, options)
  await new Promise<void>((resolve) => client.socket.once('connect', resolve))
  return client
}

function startClient(t: TestContext, { url }: Opened, options: object): { socket: Socket; got: string[] } {
  const socket = io(url, { reconnection: false, forceNew: true, ...options })
  t.after(() => void socket.disconnect())
  const got: string[] = []
  socket.onAny((name: string) => got.push(name))
  return { socket, got }
}

const event = (name: string) => new Packet(eventText('/', name, '{}'))

const last = (socket: Socket): Promise<void> => new Promise((resolve) => socket.once('last', () => resolve()))

test('this leans on engine.io 6.6 and ws 8: look at coalesce.ts before you raise them', () => {
  const versionOf = (name: string): string => {
    const path = new URL(`../../../../node_modules/${name}/package.json`, import.meta.url)
    return (JSON.parse(readFileSync(path, 'utf8')) as { version: string }).version
  }
  assert.match(versionOf('socket.io'), /^4\.8\./)
  assert.match(versionOf('engine.io'), /^6\.6\./)
  assert.match(versionOf('ws'), /^8\./)
})

test('all that a turn says to a socket is one write, and arrives as ordinary packets in order', async (t) => {
  const opened = await openServer(t)
  const { socket, got } = await openClient(t, opened, { transports: ['websocket'] })
  const [outbound] = opened.outbounds
  const before = opened.writes.length
  const names = Array.from({ length: 20 }, (_, place) => `event ${place}`)
  for (const name of names) outbound?.share(event(name))
  outbound?.say(event('own'))
  const done = last(socket)
  opened.server.emit('broadcast')
  outbound?.share(event('last'))
  await done
  assert.deepEqual(got, [...names, 'own', 'broadcast', 'last'])
  assert.equal(opened.coalescer.joins(), true)
  assert.equal(opened.writes.length - before, 1)
})

test('what many sockets get is put together once', async (t) => {
  const opened = await openServer(t)
  const clients = await Promise.all([1, 2, 3].map(() => openClient(t, opened, { transports: ['websocket'] })))
  const frames = [event('one'), event('last')]
  let made = 0
  for (const packet of frames) {
    const { frame } = packet
    Object.defineProperty(packet, 'frame', { get: () => (made++, frame) })
  }
  const done = Promise.all(clients.map(({ socket }) => last(socket)))
  for (const packet of frames) for (const outbound of opened.outbounds) outbound.share(packet)
  await done
  assert.equal(made, 2)
})

test('Socket.IO’s own packets keep their place: acks, broadcasts, the end of a namespace', async (t) => {
  const opened = await openServer(t)
  opened.server.on('connection', (socket) => {
    socket.on('ask', (answer: (text: string) => void) => {
      opened.outbounds[0]?.share(event('news'))
      answer('yes')
      opened.outbounds[0]?.share(event('more news'))
      socket.emit('plain')
      socket.disconnect()
    })
  })
  const { socket, got } = await openClient(t, opened, { transports: ['websocket'] })
  const order: string[] = []
  socket.onAny((name: string) => order.push(name))
  const ended = new Promise((resolve) => socket.once('disconnect', resolve))
  socket.emit('ask', (answer: string) => order.push(answer))
  await ended
  assert.deepEqual(order, ['news', 'yes', 'more news', 'plain'])
  assert.deepEqual(got, ['news', 'more news', 'plain'])
})

for (const joins of [true, false]) {
  test(`clients that poll, and that upgrade in the middle, miss nothing (joined: ${joins})`, async (t) => {
    const opened = await openServer(t, joins)
    // From the second connection on it is known whether packets can be joined.
    await openClient(t, opened, { transports: ['websocket'] })
    const said = new Map<Outbound, string[]>()
    const sayToAll = (name: string) => {
      for (const outbound of opened.outbounds.slice(1)) {
        outbound.share(event(name))
        outbound.say(event(`${name}, own`))
        said.set(outbound, [...(said.get(outbound) ?? []), name, `${name}, own`])
      }
    }
    const polling = startClient(t, opened, { transports: ['polling'] })
    const upgrading = startClient(t, opened, { transports: ['polling', 'websocket'] })
    const isUpgraded = () => upgrading.socket.io.engine?.transport?.name === 'websocket'
    for (let turn = 0; !isUpgraded() || !polling.socket.connected || turn < 50; turn++) {
      sayToAll(`event ${turn}`)
      await turnOfTheLoop()
    }
    const done = Promise.all([polling, upgrading].map(({ socket }) => last(socket)))
    sayToAll('last')
    await done
    const heard = [polling, upgrading].map(({ got }) => got.filter((name) => name !== 'last, own').length)
    const expected = [...said.values()].map((names) => names.length - 1)
    assert.deepEqual(new Set(heard), new Set(expected))
    for (const { got } of [polling, upgrading]) {
      assert.ok([...said.values()].some((names) => got.every((name, place) => name === names[place])))
    }
    assert.equal(opened.coalescer.joins(), joins)
  })
}

test('where frames cannot be made before, packets go out one by one', async (t) => {
  const opened = await openServer(t, false)
  const { socket, got } = await openClient(t, opened, { transports: ['websocket'] })
  const done = last(socket)
  for (const name of ['one', 'two', 'last']) opened.outbounds[0]?.share(event(name))
  await done
  assert.deepEqual(got, ['one', 'two', 'last'])
  assert.equal(opened.coalescer.joins(), false)
})

test('over WebSocket each packet is a frame of its own', async (t) => {
  const opened = await openServer(t)
  const raw = await openRaw(t, opened.port)
  raw.send('40')
  await raw.got('40')
  for (const name of ['one', 'two', 'last']) opened.outbounds[0]?.share(event(name))
  await raw.got('42["last"')
  assert.deepEqual(
    raw.packets.filter((packet) => packet.startsWith('42')),
    ['42["one",{}]', '42["two",{}]', '42["last",{}]'],
  )
})

test('a connection that closes is given what waits first', async (t) => {
  const opened = await openServer(t)
  const raw = await openRaw(t, opened.port)
  raw.send('40')
  await raw.got('40')
  const conns: EngineSocket[] = []
  for (const { conn } of opened.server.sockets.sockets.values()) conns.push(conn)
  opened.outbounds[0]?.say(event('goodbye'))
  conns[0]?.close()
  await raw.closed
  assert.equal(raw.packets.at(-1), '42["goodbye",{}]')
})

test('written() waits for this turn’s news, and for nothing when there is none', async (t) => {
  const opened = await openServer(t)
  await openClient(t, opened, { transports: ['websocket'] })
  const coalescer: Coalescer = opened.coalescer
  await coalescer.written()
  const before = opened.writes.length
  opened.outbounds[0]?.share(event('one'))
  assert.equal(opened.writes.length, before)
  await coalescer.written()
  assert.equal(opened.writes.length, before + 1)
})
