import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createInviteLink } from '../../src/core/accounts/links/create-invite.ts'
import { askOver, startServer } from '../server-world.ts'

test('a page that reaches us by a name of its own is turned away, on every port and path', async (t) => {
  const server = await startServer(t, { HUBBUB_METRICS_PORT: '0' })
  const host = { host: 'attacker.example:3000' }
  for (const path of ['/v1/server', '/docs', '/livez', '/socket.io/?EIO=4&transport=polling']) {
    const answer = await server.ask('GET', path, { headers: host })
    assert.equal(answer.status, 421, path)
  }
  const metrics = new URL(server.running.metricsUrl ?? '')
  assert.equal((await askOver(metrics.origin, 'GET', '/metrics', { headers: host })).status, 421)
  assert.equal((await askOver(metrics.origin, 'GET', '/metrics')).status, 200)
  assert.equal((await askOver(metrics.origin, 'GET', '/')).status, 404)
  assert.equal((await askOver(metrics.origin, 'POST', '/metrics')).status, 405)
  assert.equal((await server.ask('GET', '/metrics')).status, 404, 'not on the public port')
})

test('links name the configured address, never the one a request claims', async (t) => {
  const server = await startServer(t, { HUBBUB_PUBLIC_URL: 'https://chat.example.org' })
  await server.ask('GET', '/v1/server', {
    headers: { host: 'evil.example', 'x-forwarded-host': 'evil.example' },
  })
  const { url } = await createInviteLink(server.running.ports)
  assert.match(url, /^https:\/\/chat\.example\.org\/c\/join#/)
})

test('a page of another origin gets nothing read and nothing done', async (t) => {
  const server = await startServer(t)
  for (const origin of [
    'https://evil.example',
    'null',
    'http://127.0.0.1.evil.example',
    'file://',
    `${server.url}.evil.example`,
  ]) {
    for (const [method, path] of [
      ['GET', '/v1/server'],
      ['POST', '/v1/sessions'],
    ] as const) {
      const answer = await server.ask(method, path, { headers: { origin } })
      assert.equal(answer.status, 403, origin)
      assert.equal(answer.json.code, 'request.origin')
      assert.equal(answer.headers['access-control-allow-origin'], undefined)
    }
    const asked = await server.ask('OPTIONS', '/v1/sessions', {
      headers: { origin, 'access-control-request-method': 'POST' },
    })
    assert.equal(asked.headers['access-control-allow-origin'], undefined)
  }
})

test('a page of a listed origin may read answers, without cookies', async (t) => {
  const origin = 'https://app.example'
  const server = await startServer(t, { HUBBUB_ALLOWED_ORIGINS: origin })
  const answer = await server.ask('GET', '/v1/server', { headers: { origin } })
  assert.equal(answer.headers['access-control-allow-origin'], origin)
  assert.equal(answer.headers['access-control-allow-credentials'], undefined)
  assert.match(answer.headers['access-control-expose-headers'] ?? '', /ETag.*Link.*RateLimit/)
  assert.match(String(answer.headers.vary), /Origin/)
  const asked = await server.ask('OPTIONS', '/v1/rooms/general/messages', {
    headers: {
      origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization',
    },
  })
  assert.equal(asked.status, 204)
  assert.match(asked.headers['access-control-allow-methods'] ?? '', /POST/)
  assert.match(asked.headers['access-control-allow-headers'] ?? '', /Authorization/)
})

test('every answer is guarded: pages, errors and problems before a route', async (t) => {
  const server = await startServer(t, { HUBBUB_PUBLIC_URL: 'https://chat.example.org' })
  const answers = [
    await server.ask('GET', '/v1/server'),
    await server.ask('GET', '/docs'),
    await server.ask('GET', '/docs/style.css'),
    await server.ask('GET', '/v1/openapi.json'),
    await server.ask('GET', '/v1/me'),
    await server.ask('GET', '/nothing'),
    await server.ask('DELETE', '/v1/rooms'),
    await server.ask('POST', '/v1/sessions', { body: '{' }),
    await server.ask('GET', '/livez', { headers: { host: 'evil.example' } }),
    await server.ask('GET', '/%'),
    await server.ask('OPTIONS', '/v1/rooms'),
  ]
  for (const { headers, status } of answers) {
    assert.equal(headers['x-content-type-options'], 'nosniff', String(status))
    assert.equal(headers['referrer-policy'], 'no-referrer')
    assert.equal(headers['cross-origin-opener-policy'], 'same-origin')
    assert.match(headers['content-security-policy'] ?? '', /default-src 'none'.*frame-ancestors 'none'/)
    assert.doesNotMatch(headers['content-security-policy'] ?? '', /unsafe|\*|https?:/)
    assert.match(headers['strict-transport-security'] ?? '', /max-age/)
    assert.match(headers['cache-control'] ?? '', /no-store|public, max-age=60/)
    assert.equal(headers['x-powered-by'], undefined)
    assert.equal(headers.server, undefined)
  }
})

test('who asks too often is told when to come back, whatever address they claim', async (t) => {
  const server = await startServer(t, { HUBBUB_RATE_REQUESTS: '100' })
  const addresses = Array.from({ length: 250 }, (_, count) => `203.0.113.${count}`)
  const answers = await Promise.all(
    addresses.map((address) => server.ask('GET', '/v1/server', { headers: { 'x-forwarded-for': address } })),
  )
  const refused = answers.filter(({ status }) => status === 429)
  assert.ok(refused.length > 0)
  for (const { headers, json } of refused) {
    assert.equal(json.code, 'rate.limited')
    assert.match(headers['retry-after'] ?? '', /^[1-9]\d*$/)
    assert.equal(headers['ratelimit-policy'], '"requests";q=100;w=1')
  }
  for (const { headers } of answers) assert.match(headers['ratelimit'] ?? '', /^"requests";r=\d{1,2};t=\d$/)
})

test('behind a trusted proxy each client has its own counter', async (t) => {
  const server = await startServer(t, { HUBBUB_RATE_REQUESTS: '100', HUBBUB_TRUSTED_PROXIES: '1' })
  const lists = Array.from({ length: 250 }, (_, count) => `6.6.6.6, 203.0.113.${count}`)
  const answers = await Promise.all(
    lists.map((list) => server.ask('GET', '/v1/server', { headers: { 'x-forwarded-for': list } })),
  )
  for (const { status } of answers) assert.equal(status, 200)
})

test('who mistypes while signing up has as many accounts left to make, and no more requests', async (t) => {
  const server = await startServer(t, { HUBBUB_RATE_REGISTER: '1', HUBBUB_GUESTS: 'on' })
  const register = (username: string, password = 'a long walk to the harbour') =>
    server.ask('POST', '/v1/accounts', { body: { username, password } })
  for (const mistaken of [
    await register('a b c'),
    await register('ben', '12345678'),
    await server.ask('POST', '/v1/accounts', { body: { username: 7 } }),
    await server.ask('POST', '/v1/guests', { body: { displayName: '\u200b' } }),
  ]) {
    assert.equal(mistaken.status, 400)
    assert.match(String(mistaken.headers['ratelimit']), /"requests";r=\d+;t=\d+, "registrations"/)
  }
  assert.equal((await register('ben')).status, 201)
  assert.equal((await register('cleo')).status, 429)
  assert.equal((await register('a b c')).status, 429, 'nothing is judged any more')
})

test('making accounts is bounded more tightly, and both bounds are told', async (t) => {
  const server = await startServer(t, { HUBBUB_RATE_REGISTER: '1' })
  await server.person('ada')
  const second = await server.ask('POST', '/v1/accounts', {
    body: { username: 'ben', password: 'a long walk to the harbour' },
  })
  assert.equal(second.status, 429)
  assert.match(String(second.headers['ratelimit-policy']), /"requests";q=\d+;w=1, "registrations";q=1;w=3600/)
})
