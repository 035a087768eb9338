import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, request as httpRequest, type IncomingMessage } from 'node:http'
import { type AddressInfo, connect as connectTo } from 'node:net'
import { type TestContext, test } from 'node:test'
import { askOver } from '../../../test/server-world.ts'
import { clients, connect } from './older-clients.ts'
import { openWorld } from './older-world.ts'

/** A reverse proxy as operators put one on the same machine: what it passes on comes from a loopback address. */
async function proxyTo(t: TestContext, target: string): Promise<string> {
  const { hostname, port } = new URL(target)
  const marked = ({ headers, socket }: IncomingMessage) => ({
    ...headers,
    'x-forwarded-for': socket.remoteAddress ?? '',
    'x-forwarded-proto': 'https',
  })
  const proxy = createServer((from, to) => {
    const { method = '', url = '' } = from
    const onward = httpRequest({ hostname, port, method, path: url, headers: marked(from), agent: false })
    onward.on('response', (answer) => {
      to.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(to)
    })
    onward.on('error', () => to.destroy())
    from.pipe(onward)
  })
  proxy.on('upgrade', (from, socket) => {
    const onward = connectTo(Number(port), hostname)
    const lines = Object.entries(marked(from)).map(([name, value]) => `${name}: ${String(value)}\r\n`)
    onward.write(`GET ${from.url} HTTP/1.1\r\n${lines.join('')}\r\n`)
    onward.pipe(socket).pipe(onward)
    for (const end of [socket, onward]) end.on('error', () => end.destroy())
  })
  proxy.listen(0, '127.0.0.1')
  await once(proxy, 'listening')
  t.after(() => {
    proxy.closeAllConnections()
    proxy.close()
  })
  return `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`
}

const ada = { name: 'Ada', email: 'ada@example.org' }
const words = 'An API key is required'

test('what comes through a local reverse proxy needs a key; what comes directly does not', async (t) => {
  const world = await openWorld(t)
  const proxy = await proxyTo(t, world.url)
  const passedOn = await askOver(proxy, 'POST', '/users', { body: ada })
  assert.deepEqual([passedOn.status, passedOn.json], [401, { message: words }])
  assert.equal((await world.ask('POST', '/users', { body: ada })).status, 201)
  const headers = { 'x-api-key': await world.apiKey('documents.write') }
  assert.equal((await askOver(proxy, 'POST', '/users', { body: ada, headers })).status, 201)
})

for (const kind of clients) {
  test(`${kind.name} behind a local reverse proxy needs a key for events and broadcasts`, async (t) => {
    const world = await openWorld(t)
    const proxy = await proxyTo(t, world.url)
    const near = await connect(t, world.url, { kind })
    const far = await connect(t, proxy, { kind })
    const keyed = await connect(t, proxy, { kind, auth: { token: await world.apiKey('documents.read') } })
    const [answer] = await far.ask('CREATE', { type: 'CREATE', payload: { a: 1 } })
    assert.deepEqual(answer, { success: false, type: 'CREATE', message: words })
    await near.ask('BROADCAST', { message: 'hello' })
    await world.ask('POST', '/users', { body: ada })
    for (const client of [near, keyed]) {
      assert.equal((await client.next('broadcast')).message, 'hello')
      assert.equal((await client.next('new_user')).name, 'Ada')
    }
    await far.caughtUp()
    assert.deepEqual(
      far.heard.map(([event]) => event),
      ['error'],
    )
  })
}

test('opened by name, a contract answers through the proxy as well, and no other does', async (t) => {
  const world = await openWorld(t, { environment: { HUBBUB_OPEN: 'users-crud' } })
  const proxy = await proxyTo(t, world.url)
  const client = await connect(t, proxy)
  assert.equal((await askOver(proxy, 'POST', '/users', { body: ada })).status, 201)
  assert.equal((await client.next('new_user')).name, 'Ada')
  assert.equal((await askOver(proxy, 'GET', '/api/events')).status, 401)
})

const signUp = { username: 'ada', password: 'x' }

test('contracts with sign-in answer through the proxy, but let people in as its owner says', async (t) => {
  const world = await openWorld(t, { environment: { HUBBUB_GUESTS: 'off', HUBBUB_SIGNUP: 'invite' } })
  const proxy = await proxyTo(t, world.url)
  const registration = await askOver(proxy, 'POST', '/api/user', {
    body: { ...signUp, password: 'lighthouse' },
  })
  const closed = { detail: 'Registration is closed on this server.' }
  assert.deepEqual([registration.status, registration.json], [403, closed])
  const login = await askOver(proxy, 'POST', '/api/login', { body: { username: 'Ben' } })
  const noGuests = { error: 'Guests are not allowed on this server' }
  assert.deepEqual([login.status, login.json], [403, noGuests])

  // Directly everybody gets in, and what they got is good by both ways.
  assert.equal((await world.ask('POST', '/api/user', { body: signUp })).status, 200)
  const { token } = (await world.ask('POST', '/api/user/login', { body: signUp })).json
  const { access_token: guest } = (await world.ask('POST', '/api/login', { body: { username: 'Ben' } })).json
  for (const [path, shown] of [
    ['/api/user', token],
    ['/api/messages', guest],
  ]) {
    const headers = { authorization: `Bearer ${shown}` }
    assert.equal((await askOver(proxy, 'GET', path, { headers })).status, 200, path)
  }
})

test('opened by name, they let everybody in through the proxy, whatever the sign-up mode and guests', async (t) => {
  const environment = {
    HUBBUB_GUESTS: 'off',
    HUBBUB_SIGNUP: 'closed',
    HUBBUB_OPEN: 'chatrooms,lobby-chat',
  }
  const world = await openWorld(t, { environment })
  const proxy = await proxyTo(t, world.url)
  assert.equal((await askOver(proxy, 'POST', '/api/user', { body: signUp })).status, 200)
  assert.equal((await askOver(proxy, 'POST', '/api/login', { body: { username: 'Ben' } })).status, 200)
  assert.equal((await askOver(proxy, 'GET', '/users')).status, 401)
})
