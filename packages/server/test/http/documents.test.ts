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
  for (const path of ['', '/commands', '/socket', '/types', '/errors', '/filters']) {
    const { status, headers } = await server.ask('GET', `/docs${path}`)
    assert.equal(status, 200, path)
    assert.match(headers['content-security-policy'] ?? '', /style-src 'self'/)
  }
  assert.match((await server.ask('GET', '/docs/style.css')).headers['content-type'] ?? '', /text\/css/)
})

test('who watches the process is answered, and HEAD too', async (t) => {
  const server = await startServer(t)
  for (const path of ['/livez', '/readyz']) {
    assert.equal((await server.ask('GET', path)).text, 'ok\n')
    assert.equal((await server.ask('HEAD', path)).status, 200)
  }
})
