import assert from 'node:assert/strict'
import { errors } from '@hubbub/protocol'
import { test } from 'node:test'
import { startServer } from '../server-world.ts'

test('the contract is served for programs', async (t) => {
  const server = await startServer(t)
  const openApi = await server.ask('GET', '/v1/openapi.json')
  assert.equal(openApi.status, 200)
  assert.match(openApi.json.openapi, /^3\.1/)
  const asyncApi = await server.ask('GET', '/v1/asyncapi.json')
  assert.match(asyncApi.json.asyncapi, /^3\./)
  assert.equal(`http://${asyncApi.json.servers.here.host}`, server.url)
})

test('the address in a problem is a page that explains it', async (t) => {
  const server = await startServer(t)
  const { json } = await server.ask('GET', '/v1/me')
  assert.equal(json.type, '/docs/errors#auth.required')
  const [path = '', anchor] = json.type.split('#')
  const page = await server.ask('GET', path)
  assert.match(page.headers['content-type'] ?? '', /text\/html/)
  assert.ok(page.text.includes(`id="${anchor}"`))
  for (const code of Object.keys(errors)) assert.ok(page.text.includes(`id="${code}"`), code)
})

test('every page of the reference is served, with its style and nothing from elsewhere', async (t) => {
  const server = await startServer(t)
  for (const path of ['', '/commands', '/socket', '/types', '/errors', '/filters', '/older', '/chatrooms']) {
    const { status, headers } = await server.ask('GET', `/docs${path}`)
    assert.equal(status, 200, path)
    assert.match(headers['content-security-policy'] ?? '', /style-src 'self'/)
  }
  assert.match((await server.ask('GET', '/docs/style.css')).headers['content-type'] ?? '', /text\/css/)
})

test('the older contracts are in the documents, and stand where their clients look for them', async (t) => {
  const server = await startServer(t)
  const openApi = await server.ask('GET', '/v1/openapi.json')
  for (const path of ['/users', '/api/events', '/api/login', '/api/v1/users', '/api/chatroom/{id}/join'])
    assert.ok(openApi.json.paths[path], path)
  const asyncApi = await server.ask('GET', '/v1/asyncapi.json')
  assert.deepEqual(
    Object.values<{ address: string }>(asyncApi.json.channels).map(({ address }) => address),
    ['/v1', '/', '/socket.io'],
  )
  for (const path of ['/api/docs', '/api/docs/']) {
    const page = await server.ask('GET', path)
    assert.equal(page.status, 200)
    assert.match(page.headers['content-type'] ?? '', /text\/html/)
    assert.match(page.headers['content-security-policy'] ?? '', /style-src 'self'/)
    assert.match(page.text, /POST \/api\/check-username/)
  }
  const yaml = await server.ask('GET', '/static/swagger.yaml')
  assert.match(yaml.headers['content-type'] ?? '', /^application\/yaml/)
  assert.match(yaml.text, /^openapi: "3\.1/)
  assert.match(yaml.text, /^ {2}\/api\/messages\/search:$/m)
  assert.doesNotMatch(yaml.text, /\/api\/user/)
  for (const [path, to] of [
    ['/redoc', '/docs'],
    ['/redoc/', '/docs'],
    ['/openapi.json', '/v1/openapi.json'],
  ]) {
    const { status, headers } = await server.ask('GET', path ?? '')
    assert.deepEqual([status, headers['location']], [307, to])
  }
})

test('/docs tells which older contracts are open to who asks', async (t) => {
  const near = await startServer(t)
  for (const [headers, exposure] of [
    [{}, 'open'],
    [{ via: '1.1 proxy' }, 'protected'],
    [{}, 'open'],
  ] as const) {
    const { text } = await near.ask('GET', '/docs/older', { headers })
    assert.match(text, new RegExp(`this server now:.*users-crud</code> ${exposure},`))
    const own = await near.ask('GET', '/docs/event-bus', { headers })
    assert.match(own.text, new RegExp(`this server now it is ${exposure}\\.`))
  }
  const named = { HUBBUB_PUBLIC_URL: 'https://chat.example.org', HUBBUB_OPEN: 'event-bus' }
  const far = await startServer(t, { ...named, HUBBUB_ALLOWED_HOSTS: '127.0.0.1' })
  const { text } = await far.ask('GET', '/docs/older')
  assert.match(text, /users-crud<\/code> protected, <code>event-bus<\/code> open,/)
})

test('who watches the process is answered, and HEAD too', async (t) => {
  const server = await startServer(t)
  for (const path of ['/livez', '/readyz']) {
    assert.equal((await server.ask('GET', path)).text, 'ok\n')
    assert.equal((await server.ask('HEAD', path)).status, 200)
  }
})
