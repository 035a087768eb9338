import assert from 'node:assert/strict'
import { connect as connectTcp, type Socket as TcpSocket } from 'node:net'
import { test, type TestContext } from 'node:test'
import { enterRaw, openRaw, type RawSocket } from '../../test/sockets/raw-socket.ts'
import { both, type Client, openSocketWorld, type SocketWorld } from '../../test/sockets/socket-world.ts'

/** After each attack others talk on, nothing failed inside, and no object has a new key. */
async function stillWell(world: SocketWorld, witness: Client): Promise<void> {
  const ack = await witness.ask('message.send', { room: 'general', text: 'all is well' })
  assert.equal(ack.ok, true)
  assert.deepEqual(
    world.log.filter(([what]) => what === 'failed'),
    [],
  )
  assert.deepEqual(Object.keys(Object.prototype), [])
  assert.equal(({} as Record<string, unknown>)['polluted'], undefined)
}

async function witnessed(t: TestContext, given: Parameters<typeof openSocketWorld>[1] = {}) {
  const world = await openSocketWorld(t, given)
  const witness = await world.connect(await world.person('witness'))
  return { world, witness, well: () => stillWell(world, witness) }
}

const hostile: Record<string, (string | Uint8Array)[]> = {
  'SIO-01 reserved names': [
    '42/v1,["connect"]',
    '42/v1,["disconnect"]',
    '42/v1,["disconnecting"]',
    '42/v1,["connect_error"]',
    '42/v1,["newListener",1]',
    '42/v1,["removeListener",1]',
  ],
  'SIO-02 payloads that are no list': ['42/v1,{"a":1}', '42/v1,[]', '42/v1,["a"', '42/v1,"x"', '42["m"]'],
  'SIO-09 broken packets': ['49', '4x', '9zzz', '', `4${'4'.repeat(200_000)}`, '40/v1,null', '2', '41[1]'],
  'SIO-10 announced attachments': [
    '45100000-/v1,["m",{"_placeholder":true,"num":0}]',
    '450-/v1,["m"]',
    '45-1-/v1,["m"]',
    '455-/v1,["m"]',
  ],
  'SIO-12 placeholders out of bounds': [
    '451-/v1,["m",{"_placeholder":true,"num":99}]',
    '461-/v1,["m",{"_placeholder":true,"num":"splice"}]',
  ],
  'SIO-13 binary that nobody announced': [new Uint8Array([1, 2, 3])],
  'SIO-05 a frame over the limit': [`42/v1,["${'e'.repeat(900_000)}"]`],
}

for (const [attack, packets] of Object.entries(hostile)) {
  test(`${attack}: the connection is closed, the server lives`, async (t) => {
    const { world, well } = await witnessed(t)
    const mallory = await world.person('mallory')
    for (const packet of packets) {
      for (const raw of [await openRaw(t, world.port), await enterRaw(t, world.port, mallory.token)]) {
        raw.send(packet)
        await raw.closed
      }
    }
    await well()
  })
}

/** Sends events by hand and gives the error codes of their acks. */
async function codes(raw: RawSocket, events: string[]): Promise<string[]> {
  const found: string[] = []
  for (const [id, event] of events.entries()) {
    raw.send(`42/v1,${id}${event}`)
    const ack = await raw.got(`43/v1,${id}[`)
    const [answer] = JSON.parse(ack.slice(ack.indexOf('['))) as [{ ok: boolean; error?: { code: string } }]
    found.push(answer.error?.code ?? 'ok')
  }
  return found
}

test('SIO-04, PRO-06: names that are no command are unknown, whatever they are', async (t) => {
  const { world, well } = await witnessed(t)
  const raw = await enterRaw(t, world.port, (await world.person('mallory')).token)
  const names = [
    '7',
    '"__proto__"',
    '"constructor"',
    '"constructor.prototype"',
    '"toString"',
    '"hasOwnProperty"',
  ]
  const longName = `"${'e'.repeat(200_000)}"`
  const events = [...names, '""', longName].map((name) => `[${name},{}]`)
  assert.deepEqual(new Set(await codes(raw, events)), new Set(['request.unknown-command']))
  assert.ok(JSON.stringify(world.log).length < 10_000, 'the long name is not logged')
  await well()
})

test('PRO-01, PRO-02, PRO-09, SIZ-02, SIZ-08: bad objects are refused where they are wrong', async (t) => {
  const { world, well } = await witnessed(t)
  const raw = await enterRaw(t, world.port, (await world.person('mallory')).token)
  const deep = (levels: number) => '['.repeat(levels) + ']'.repeat(levels)
  const send = (data: string) => `["signal.send",{"channel":"directory","name":"x","data":${data}}]`
  const events = [
    '["presence.set",{"state":"online","__proto__":{"isAdmin":true,"polluted":1}}]',
    '["presence.set",{"state":"online","constructor":{"prototype":{"polluted":1}}}]',
    ...[...Array(20).keys()].map((depth) =>
      send(`${'{"a":'.repeat(depth)}{"__proto__":{"polluted":1}}${'}'.repeat(depth)}`),
    ),
    ...['{"toString":""}', '{"valueOf":1}', '{"toJSON":"x"}', '{"then":"x"}', '{"length":1e9}'].map(
      (value) => `["presence.set",${value}]`,
    ),
    ...['null', '[]', '"x"', '1', 'true', '[[]]'].map((value) => `["presence.set",${value}]`),
    '["presence.set",{"state":"online"},{"state":"away"}]',
    `["presence.set"${',1'.repeat(1_000)}]`,
    `["presence.set",${deep(20_000)}]`,
    send(deep(20_000)),
    send(`[${'0,'.repeat(6_000)}0]`),
    send('1e400'),
    send('"\\ud800"'),
    send('"\\u0000"'),
    send('{"\\ud800":1}'),
    '["message.list",{"room":"general","before":9007199254740993}]',
    '["message.list",{"room":"general","limit":-1}]',
    '["message.list",{"room":"general","limit":"1"}]',
    `["message.send",{"room":"general","text":"x","mentions":[${'"aaaaaaaaaaaaaaaaaaaaaaaa",'.repeat(5_000)}"a"]}]`,
    ...['__proto__', 'constructor', 'toString', 'valueOf', '65f1'].map(
      (id) => `["profile.get",{"ids":["${id}"]}]`,
    ),
  ]
  const answers = await codes(raw, events)
  assert.deepEqual(
    answers.flatMap((code, place) =>
      code === 'request.invalid' ? [] : [[code, events[place]?.slice(0, 60)]],
    ),
    [],
  )
  await well()
})

test('PRO-05: names of the prototype are no rooms', async (t) => {
  const { world, well } = await witnessed(t)
  const raw = await enterRaw(t, world.port, (await world.person('mallory')).token)
  const events = ['constructor', 'valueof', 'prototype'].map((room) => `["room.get",{"room":"${room}"}]`)
  assert.deepEqual(new Set(await codes(raw, events)), new Set(['room.not-found']))
  await well()
})

test('SIO-06, SIO-08: acks that are missing, huge, reused or unknown are answered at most once', async (t) => {
  const { world, well } = await witnessed(t)
  const raw = await enterRaw(t, world.port, (await world.person('mallory')).token)
  raw.send('42/v1,["feed.heads",{}]')
  raw.send('42/v1,["nonsense"]')
  raw.send('43/v1,777[1]')
  raw.send('42/v1,4299999999999999999999["feed.heads"]')
  raw.send('42/v1,5["feed.heads"]')
  raw.send('42/v1,5["nonsense"]')
  assert.deepEqual(await codes(raw, ['["feed.heads",{}]']), ['ok'])
  assert.equal(raw.packets.filter((packet) => packet.startsWith('43/v1,5[')).length, 2)
  assert.equal(raw.packets.filter((packet) => packet.startsWith('43/v1,')).length, 4)
  await well()
})

test('SIO-14: who tries namespaces is closed after a few, and no long name comes back', async (t) => {
  const { world, well } = await witnessed(t)
  const raw = await openRaw(t, world.port)
  for (let tries = 0; tries < 100; tries++) raw.send(`40/random-${tries},`)
  await raw.closed
  assert.ok(raw.packets.length < 15)
  const long = await openRaw(t, world.port)
  long.send(`40/${'n'.repeat(5_000)},`)
  await long.closed
  assert.ok(long.packets.every((packet) => packet.length < 200))
  await well()
})

test('SIO-17: transports that overlap, are never finished or are taken twice end the connection', async (t) => {
  const { world, well } = await witnessed(t)
  const opened = await poll(world, '')
  const sid = (JSON.parse(opened.body.slice(1)) as { sid: string }).sid
  const probe = await openRaw(t, world.port, `&sid=${sid}`)
  probe.send('2probe')
  assert.equal(await probe.got('3probe'), '3probe')
  const second = await openRaw(t, world.port, `&sid=${sid}`)
  await second.closed
  probe.close()
  const polls = await Promise.all([poll(world, `&sid=${sid}`), poll(world, `&sid=${sid}`)])
  assert.ok(polls.some(({ status }) => status === 400))
  await well()
})

test('SIO-18, SIO-20, SIO-21, SIO-22: requests that are none of ours are refused', async (t) => {
  const { world, well, witness } = await witnessed(t)
  const sid = (JSON.parse((await poll(world, '')).body.slice(1)) as { sid: string }).sid
  // Engine.IO keeps a connection without a poll for 30 s to tell it that it was closed.
  const pending = poll(world, `&sid=${sid}`)
  const octets = await poll(world, `&sid=${sid}`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: new Uint8Array(10),
  })
  assert.equal(octets.status, 400)
  await pending
  for (const stolen of ['__proto__', 'constructor', 'x'.repeat(10_000), witness.socket.id ?? '']) {
    assert.equal((await poll(world, `&sid=${stolen}`)).status, 400, stolen.slice(0, 20))
  }
  for (const query of [
    'EIO=2&transport=polling',
    'EIO=3&transport=polling',
    'EIO=4&transport=foo',
    'EIO=4',
  ]) {
    const { status, body } = await answered(`${world.url}/socket.io/?${query}`)
    assert.equal(status, 400, query)
    assert.doesNotMatch(body, /node_modules|at /)
  }
  const script = await answered(`${world.url}/socket.io/?EIO=4&transport=polling&j=0;alert(1)`)
  assert.equal(script.status, 400)
  assert.doesNotMatch(script.body, /alert/)
  for (const method of ['PUT', 'DELETE', 'PATCH']) {
    assert.equal((await poll(world, `&sid=${sid}`, { method })).status, 405)
  }
  assert.equal((await answered(`${world.url}/socket.io/socket.io.js`)).status, 404)
  assert.equal((await answered(`${world.url}/socket.io`)).status, 404)
  await well()
})

test('SIO-24: a flood is told to wait and then closed', async (t) => {
  const { world, witness } = await witnessed(t, { requestsPerSecond: 10 })
  const raw = await enterRaw(t, world.port, (await world.person('mallory')).token)
  for (let frame = 0; frame < 2_000; frame++) raw.send(`42/v1,${frame}["feed.heads"]`)
  await raw.closed
  const told = raw.packets.filter((packet) => packet.includes('"rate.limited"'))
  assert.ok(told.length > 0)
  assert.match(raw.packets.at(-2) ?? '', /goodbye.*rate\.limited/)
  assert.equal((await witness.ask('feed.heads')).ok, true)
})

test('SIO-24: a flood of packets that ask for nothing is closed too', async (t) => {
  const { world, witness } = await witnessed(t, { requestsPerSecond: 10 })
  const raw = await openRaw(t, world.port)
  for (let frame = 0; frame < 200; frame++) raw.send('6')
  await raw.closed
  assert.equal((await witness.ask('feed.heads')).ok, true)
})

test('SIO-25, SIO-26: frames against the protocol close the connection', async (t) => {
  const { world, well } = await witnessed(t)
  const frames: Record<string, Buffer> = {
    'not masked': Buffer.from([0x81, 0x01, 0x36]),
    'a reserved bit': masked(0xc1, '6'),
    'a reserved operation': masked(0x83, '6'),
    'a control frame in parts': masked(0x09, ''),
    'a ping of 126 bytes': masked(0x89, 'x'.repeat(126)),
    'text that is not UTF-8': masked(0x81, Buffer.from([0xff, 0xfe])),
    'a close with a reserved code': masked(0x88, Buffer.from([0x03, 0xed])),
    'a close of one byte': masked(0x88, Buffer.from([0x03])),
    'a reason that is not UTF-8': masked(0x88, Buffer.from([0x03, 0xe8, 0xff])),
    'endless small parts': Buffer.concat([
      masked(0x01, '4'),
      ...Array.from({ length: 100_000 }, () => masked(0x00, 'x')),
    ]),
  }
  for (const frame of Object.values(frames)) {
    const socket = await upgraded(world)
    socket.write(frame)
    await new Promise((done) => socket.once('close', done))
  }
  await well()
})

test('SIO-28: upgrades with nonsense in their headers are refused', async (t) => {
  const { world, well } = await witnessed(t)
  const bad: Record<string, string>[] = [
    { 'sec-websocket-key': 'short' },
    { 'sec-websocket-version': '99' },
    { 'sec-websocket-protocol': ','.repeat(10_000) },
  ]
  for (const headers of bad) {
    const socket = connectTcp(world.port, '127.0.0.1')
    socket.write(upgradeRequest(headers))
    let answer = ''
    socket.on('data', (chunk) => (answer += String(chunk)))
    await new Promise((done) => socket.once('close', done))
    assert.match(answer, /^HTTP\/1\.1 4\d\d/, JSON.stringify(headers).slice(0, 60))
  }
  await well()
})

test('SIO-33: a forged recovery takes the whole way in', async (t) => {
  const { world, well } = await witnessed(t)
  const mallory = await world.person('mallory')
  const raw = await openRaw(t, world.port)
  raw.send(`40/v1,${JSON.stringify({ pid: 'somebody', offset: '1' })}`)
  assert.match(await raw.got('44/v1,'), /auth\.required/)
  raw.send(`40/v1,${JSON.stringify({ token: mallory.token, pid: 'somebody', offset: '1' })}`)
  assert.doesNotMatch(await raw.got('40/v1,'), /pid/)
  await well()
})

test('SIO-36: connections that are cut at any moment are nothing special', async (t) => {
  const { world, well } = await witnessed(t)
  const { token } = await world.person('mallory')
  for (let round = 0; round < 30; round++) {
    const half = connectTcp(world.port, '127.0.0.1')
    half.on('error', () => {})
    half.write(upgradeRequest({}).slice(0, round * 5))
    half.resetAndDestroy()
    const socket = await upgraded(world)
    socket.on('error', () => {})
    if (round % 2) socket.write(masked(0x81, `40/v1,${JSON.stringify({ token })}`))
    if (round % 3) socket.write(masked(0x81, '42/v1,1["feed.heads"]'))
    socket.resetAndDestroy()
  }
  await well()
})

for (const transports of both) {
  test(`SIO-38: a Buffer in the payload closes the connection (${transports})`, async (t) => {
    const { world, well } = await witnessed(t)
    const mallory = await world.connect(await world.person('mallory'), { transports: [...transports] })
    const gone = new Promise((done) => mallory.socket.once('disconnect', done))
    mallory.socket.emit('message.send', { room: 'general', text: Buffer.from('hello') })
    await gone
    await well()
  })

  test(`SIZ-02: what is nested deeply is refused and reaches nobody (${transports})`, async (t) => {
    const { world, well, witness } = await witnessed(t)
    const mallory = await world.connect(await world.person('mallory'), { transports: [...transports] })
    let data: unknown = 1
    for (let level = 0; level < 100; level++) data = [data]
    const ack = await mallory.ask('signal.send', { channel: 'directory', name: 'x', data })
    assert.ok(!ack.ok && ack.error.code === 'request.invalid')
    assert.equal(
      witness.events.some(([name]) => name === 'signal'),
      false,
    )
    await well()
  })
}

test('SIO-29: a connection follows so many feeds and no more', async (t) => {
  const { world, well } = await witnessed(t, {
    hubBounds: { feedsPerConnection: 1, signalDeliveriesPerSecond: 10 },
  })
  const ada = await world.person('ada')
  const { room } = await world.ask(ada, 'room.create', { type: 'private', name: 'Cellar' })
  const client = await world.connect(ada)
  assert.equal((await client.ask('feed.follow', { feed: 'directory' })).ok, true)
  const more = await client.ask('feed.follow', { feed: `staff:${room.id}` })
  assert.ok(!more.ok && more.error.code === 'feed.too-many')
  const foreign = await client.ask('feed.follow', { feed: `user:${(await world.person('ben')).account}` })
  assert.ok(!foreign.ok && foreign.error.code === 'feed.not-found')
  await well()
})

function poll(world: SocketWorld, query: string, init: RequestInit = {}) {
  return answered(`${world.url}/socket.io/?EIO=4&transport=polling${query}`, init)
}

async function answered(url: string, init: RequestInit = {}) {
  const response = await fetch(url, init)
  return { status: response.status, body: await response.text() }
}

/** A frame as a client has to write it. */
function masked(first: number, payload: string | Buffer): Buffer {
  const body = Buffer.from(payload)
  const length = body.length < 126 ? [0x80 | body.length] : [0x80 | 126, body.length >> 8, body.length & 0xff]
  return Buffer.concat([Buffer.from([first, ...length, 0, 0, 0, 0]), body])
}

function upgradeRequest(headers: Record<string, string>): string {
  const all: Record<string, string> = {
    host: '127.0.0.1',
    connection: 'Upgrade',
    upgrade: 'websocket',
    'sec-websocket-version': '13',
    'sec-websocket-key': 'AAAAAAAAAAAAAAAAAAAAAA==',
    ...headers,
  }
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`)
  return `GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\n${lines.join('')}\r\n`
}

/** A WebSocket whose frames are written by hand. */
async function upgraded(world: SocketWorld): Promise<TcpSocket> {
  const socket = connectTcp(world.port, '127.0.0.1')
  socket.on('error', () => {})
  socket.write(upgradeRequest({}))
  await new Promise<void>((resolve) => socket.once('data', () => resolve()))
  return socket
}
