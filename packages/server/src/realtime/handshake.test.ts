import assert from 'node:assert/strict'
import { request } from 'node:http'
import { test } from 'node:test'
import { setImmediate as turnOfTheLoop } from 'node:timers/promises'
import { Problem } from '@hubbub/protocol'
import { Compile } from 'typebox/compile'
import { openRaw } from '../../test/sockets/raw-socket.ts'
import { both, openSocketWorld } from '../../test/sockets/socket-world.ts'

const problems = Compile(Problem)

for (const transports of both) {
  const over = { transports: [...transports] }

  test(`who shows a token enters and is told where they stand (${transports})`, async (t) => {
    const world = await openSocketWorld(t)
    const ada = await world.person('ada')
    const { saw } = await world.connect(ada, over)
    const { account, heads } = await saw<{ account: string; heads: { feed: string }[] }>('heads')
    assert.equal(account, ada.account)
    const asked = await world.ask(ada, 'feed.heads', {})
    assert.deepEqual(heads, asked.heads)
    assert.equal(heads.length, 2, 'their own feed and #general')
    assert.equal(world.log[0]?.[0], 'connected')
  })

  test(`who shows none, or a bad one, is refused with the problem (${transports})`, async (t) => {
    const world = await openSocketWorld(t)
    const ada = await world.person('ada')
    const bad: [unknown, string][] = [
      [undefined, 'auth.required'],
      ['', 'auth.invalid-token'],
      ['nonsense', 'auth.invalid-token'],
      [`${ada.token.slice(0, -3)}AAA`, 'auth.invalid-token'],
      [{ $gt: '' }, 'auth.invalid-token'],
      [[ada.token], 'auth.invalid-token'],
      [1, 'auth.invalid-token'],
      [null, 'auth.invalid-token'],
      ['A'.repeat(60_000), 'auth.invalid-token'],
      ['hbk_nonsense', 'auth.invalid-token'],
    ]
    for (const [token, code] of bad) {
      const problem = await world.refused(token === undefined ? {} : { token }, over)
      assert.equal(problem.code, code, JSON.stringify(token)?.slice(0, 40))
      assert.ok(problems.Check(problem))
    }
    const refusals = world.log.filter(([what]) => what === 'refused')
    assert.equal(refusals.length, bad.length)
    assert.equal(JSON.stringify(world.log).includes(ada.token.slice(0, 20)), false)
    assert.equal(
      world.log.some(([what]) => what === 'failed'),
      false,
    )
  })
}

test('a token in the address or in a cookie is no token', async (t) => {
  const world = await openSocketWorld(t)
  const ada = await world.person('ada')
  const raw = await openRaw(t, world.port, `&token=${ada.token}`)
  raw.send('40/v1,{}')
  assert.match(await raw.got('44/v1,'), /"auth\.required"/)
  const problem = await world.refused({}, { headers: { cookie: `token=${ada.token}` } })
  assert.equal(problem.code, 'auth.required')
})

test('an expired token is told from a wrong one, and an ended session is not valid', async (t) => {
  const world = await openSocketWorld(t)
  const ada = await world.person('ada')
  const ben = await world.person('ben')
  await world.ask(ben, 'session.revoke', { session: ben.session })
  assert.equal((await world.refused({ token: ben.token })).code, 'auth.invalid-token')
  world.clock.pass(901_000)
  assert.equal((await world.refused({ token: ada.token })).code, 'auth.expired-token')
})

test('pages of other origins do not get in; programs and our own pages do', async (t) => {
  const world = await openSocketWorld(t, { allowedOrigins: ['https://app.example'] })
  const ada = await world.person('ada')
  for (const origin of [world.url, 'https://app.example']) {
    const { socket } = await world.connect(ada, { headers: { origin } })
    assert.equal(socket.connected, true)
  }
  const foreign = [
    'null',
    'https://evil.example',
    'http://app.example',
    'https://app.example.evil.example',
    'https://evilapp.example',
  ]
  for (const origin of foreign) {
    for (const transport of ['polling', 'websocket']) {
      const { status, headers } = await handshake(world.port, transport, { origin })
      assert.equal(status, 403, `${origin} ${transport}`)
      assert.equal(headers['access-control-allow-origin'], undefined)
    }
  }
})

test('where a contract lives on the root, pages of any origin enter there and nowhere else', async (t) => {
  const world = await openSocketWorld(t)
  const ada = await world.person('ada')
  const root = world.realtime.open('/')
  const entered = new Promise<string>((resolve) =>
    root.on('connection', (socket) => resolve(world.realtime.entryOf(socket)?.origin ?? '')),
  )
  const foreign = { headers: { origin: 'https://evil.example' } }
  const { socket } = await world.connect({ token: '' }, { namespace: '/', ...foreign })
  assert.equal(socket.connected, true)
  assert.equal(await entered, 'foreign')
  assert.equal((await world.refused({ token: ada.token }, foreign)).code, 'request.origin')
  const { headers } = await handshake(world.port, 'polling', { origin: 'https://evil.example' })
  assert.equal(headers['access-control-allow-origin'], '*')
  assert.equal(headers['access-control-allow-credentials'], undefined)
})

test('the root and unknown namespaces are closed', async (t) => {
  const world = await openSocketWorld(t)
  const ada = await world.person('ada')
  assert.equal((await world.refused({ token: ada.token }, { namespace: '/' })).code, 'request.not-found')
  const raw = await openRaw(t, world.port)
  raw.send(`40/admin,${JSON.stringify({ token: ada.token })}`)
  assert.match(await raw.got('44/admin,'), /Invalid namespace/)
})

test('another host name is not served: a name that a page made point here', async (t) => {
  const world = await openSocketWorld(t)
  for (const transport of ['polling', 'websocket']) {
    const host = `attacker.example:${world.port}`
    const { status, body } = await handshake(world.port, transport, { host, origin: `http://${host}` })
    assert.equal(status, 421)
    assert.equal(JSON.parse(body).code, 'request.host')
    assert.equal(
      (await handshake(world.port, transport, { host: `localhost:${world.port}` })).status < 300,
      true,
    )
  }
})

test('an account has so many connections and no more', async (t) => {
  const world = await openSocketWorld(t, { limits: { socketsPerAccount: 3 } })
  const ada = await world.person('ada')
  const [first] = await Promise.all([1, 2, 3].map(() => world.connect(ada)))
  const problem = await world.refused({ token: ada.token })
  assert.deepEqual([problem.code, problem.status], ['connection.too-many', 429])
  await world.connect(await world.person('ben'))
  first?.socket.disconnect()
  while (world.realtime.counts().connections > 3) await turnOfTheLoop()
  await world.connect(ada)
})

test('an address has so many connections that have not entered, and those who entered do not count', async (t) => {
  const world = await openSocketWorld(t, { limits: { waitingSocketsPerAddress: 3 } })
  const ada = await world.person('ada')
  await Promise.all([1, 2, 3].map(() => world.connect(ada)))
  const waiting = await Promise.all([1, 2, 3].map(() => openRaw(t, world.port)))
  for (const transport of ['polling', 'websocket']) {
    const { status, body } = await handshake(world.port, transport)
    assert.equal(status, 429)
    assert.equal(JSON.parse(body).code, 'connection.too-many')
  }
  for (const sid of ['&sid=', '&sid=x&sid=', '&sid']) {
    assert.equal((await handshake(world.port, 'websocket', {}, sid)).status, 429)
  }
  waiting[0]?.send(`40/v1,${JSON.stringify({ token: ada.token })}`)
  await waiting[0]?.got('40/v1,')
  const { status } = await handshake(world.port, 'polling')
  assert.equal(status, 200)
})

test('who enters nothing is closed before long', async (t) => {
  const world = await openSocketWorld(t, { limits: { connectMs: 30 } })
  const raw = await openRaw(t, world.port)
  await raw.closed
  assert.equal(world.realtime.counts().connections, 0)
})

interface Answered {
  status: number
  headers: Record<string, unknown>
  body: string
}

/** A handshake as a program writes it, over either transport. */
async function handshake(
  port: number,
  transport: string,
  headers: Record<string, string> = {},
  query = '',
): Promise<Answered> {
  const upgrade = {
    connection: 'Upgrade',
    upgrade: 'websocket',
    'sec-websocket-version': '13',
    'sec-websocket-key': 'AAAAAAAAAAAAAAAAAAAAAA==',
  }
  const sent = request({
    port,
    path: `/socket.io/?EIO=4&transport=${transport}${query}`,
    headers: { ...(transport === 'websocket' ? upgrade : {}), ...headers },
  })
  sent.end()
  return new Promise((resolve, reject) => {
    sent.on('error', reject)
    sent.on('upgrade', (response, socket) => {
      socket.destroy()
      resolve({ status: 101, headers: response.headers, body: '' })
    })
    sent.on('response', (response) => {
      let body = ''
      response.on('data', (chunk) => (body += chunk))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }))
    })
  })
}
