import assert from 'node:assert/strict'
import { test } from 'node:test'
import { jsonOf } from '../../core/encoded.ts'
import type { Dialect, DoorSocket } from '../../dialects/door.ts'
import { clients, connect, refusedAt } from '../../dialects/contract/older-clients.ts'
import { openWorld, type OlderWorld } from '../../dialects/contract/older-world.ts'
import { undescribed } from '../../dialects/contract/undescribed.ts'

interface Lamp {
  keeper: string
}

const invalid = 'Invalid or expired token.'

/** A dialect that knows tokens which begin with `lamp-`, and tells each socket as whom it came. */
const lighthouse: Dialect = {
  name: 'chatrooms',
  description: undescribed,
  async mount({ sockets }) {
    const keeperOf = sockets.identify<Lamp>({
      namespaces: ['/', '/socket.io'],
      missing: 'No lamp was shown',
      async prove(token) {
        if (token === 'lamp-out') return { refused: 'The lamp is out' }
        const account = /^lamp-([0-9a-f]{24})$/.exec(token)?.[1]
        return token.startsWith('lamp-') ? { is: { keeper: token.slice(5) }, account } : undefined
      },
    })
    sockets.arrived(['/', '/socket.io'], (socket: DoorSocket) => {
      socket.emit('you', { keeper: keeperOf(socket)?.keeper ?? null, exposure: socket.exposure })
    })
  },
}

const open = (t: Parameters<typeof openWorld>[0], environment = {}): Promise<OlderWorld> =>
  openWorld(t, { environment, dialects: [lighthouse] })

for (const kind of clients) {
  test(`${kind.name}: with nothing in the handshake a socket enters / and is nobody`, async (t) => {
    const { url } = await open(t)
    const client = await connect(t, url, { kind })
    assert.deepEqual(await client.next('you'), { keeper: null, exposure: 'open' })
    assert.equal(await refusedAt(url, { kind, namespace: '/socket.io' }), 'No lamp was shown')
  })

  test(`${kind.name}: a token is taken from auth, with and without Bearer, in both namespaces`, async (t) => {
    const { url } = await open(t)
    for (const namespace of ['', '/socket.io']) {
      for (const token of ['lamp-ada', 'Bearer lamp-ada', 'bearer  lamp-ada ']) {
        const client = await connect(t, url, { kind, namespace, auth: { token } })
        assert.equal((await client.next('you')).keeper, 'ada')
      }
    }
  })

  test(`${kind.name}: or from the header, with and without Bearer`, async (t) => {
    const { url } = await open(t)
    for (const namespace of ['', '/socket.io']) {
      for (const authorization of ['lamp-ada', 'Bearer lamp-ada']) {
        const client = await connect(t, url, { kind, namespace, headers: { authorization } })
        assert.equal((await client.next('you')).keeper, 'ada')
      }
    }
  })
}

test('what stands in auth counts before the header', async (t) => {
  const { url } = await open(t)
  const headers = { authorization: 'Bearer lamp-ben' }
  const client = await connect(t, url, { auth: { token: 'lamp-ada' }, headers })
  assert.equal((await client.next('you')).keeper, 'ada')
  assert.equal(await refusedAt(url, { auth: { token: 'stone' }, headers }), invalid)
})

test('a token that is nobody’s is refused and never taken for none', async (t) => {
  const { url } = await open(t)
  for (const token of ['stone', 'Bearer stone', 'Bearer ', 'a.b.c', 7, {}, ['lamp-ada'], true])
    assert.equal(await refusedAt(url, { auth: { token } }), invalid, JSON.stringify(token))
  for (const authorization of ['Bearer stone', 'Bearer', 'bearer x.y.z'])
    assert.equal(await refusedAt(url, { headers: { authorization } }), invalid, authorization)
  assert.equal(await refusedAt(url, { headers: { 'x-api-key': 'stone' } }), invalid)
  assert.equal(await refusedAt(url, { auth: { token: 'lamp-out' } }), 'The lamp is out')
  assert.equal(await refusedAt(url, { namespace: '/socket.io', auth: { token: 'stone' } }), invalid)
})

test('no token yet, another scheme, and a header that means nothing to us are nobody', async (t) => {
  const { url } = await open(t)
  for (const token of [null, '', undefined]) {
    const client = await connect(t, url, { auth: { token } })
    assert.equal((await client.next('you')).keeper, null)
  }
  for (const authorization of ['Basic YWRhOmFkYQ==', 'stone', 'Digest a b']) {
    const client = await connect(t, url, { headers: { authorization } })
    assert.equal((await client.next('you')).keeper, null, authorization)
  }
})

test('a token in the address is not looked at', async (t) => {
  const { url } = await open(t)
  const client = await connect(t, url, { query: { token: 'lamp-ada', auth: 'lamp-ada' } })
  assert.equal((await client.next('you')).keeper, null)
})

test('the holder of a native token or of a key enters /, and the other namespace only with its own token', async (t) => {
  const { url, token, apiKey } = await open(t)
  for (const shown of [await token('owner'), await token('guest'), await apiKey('rooms.read')]) {
    const client = await connect(t, url, { auth: { token: shown } })
    assert.equal((await client.next('you')).keeper, null)
    assert.equal(await refusedAt(url, { namespace: '/socket.io', auth: { token: shown } }), invalid)
  }
})

test('a socket that showed a native token ends with the session', async (t) => {
  const { url, token, native } = await open(t)
  const client = await connect(t, url, { auth: { token: await token('owner') } })
  await client.next('you')
  await native('session.revokeAll', {})
  assert.equal(await client.ended, 'io server disconnect')
})

test('a socket that speaks for an account takes its seats and ends with it, in both namespaces', async (t) => {
  const { url, running, native } = await open(t, { HUBBUB_LIMIT_SOCKETS_ACCOUNT: '2', HUBBUB_SIGNUP: 'open' })
  const visitor = { account: undefined, address: '::1' } as const
  const wish = { username: 'ada', password: 'ada walks to the lighthouse' }
  const made = await running.core.ask('account.register', visitor, wish)
  const { account } = JSON.parse(jsonOf(made)) as { account: { id: string } }
  const auth = { token: `lamp-${account.id}` }
  const sockets = [await connect(t, url, { auth }), await connect(t, url, { auth, namespace: '/socket.io' })]
  assert.equal(await refusedAt(url, { auth }), 'Too many connections are open')
  await native('account.deactivate', { account: account.id })
  for (const { ended } of sockets) assert.equal(await ended, 'io server disconnect')
})

test('sockets without an account have a bound of their own', async (t) => {
  const { url } = await open(t, { HUBBUB_LIMIT_SOCKETS_ANONYMOUS: '2' })
  const first = await connect(t, url)
  await connect(t, url)
  assert.equal(await refusedAt(url), 'Too many connections are open')
  first.leave()
  await first.ended
  for (;;) {
    try {
      await connect(t, url)
      break
    } catch (refusal) {
      assert.match(String(refusal), /Too many/)
    }
  }
})

test('without dialects nobody enters /', async (t) => {
  const { url } = await openWorld(t, { dialects: [] })
  assert.equal(await refusedAt(url), 'There is nothing at this path')
})
