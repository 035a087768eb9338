import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { fastify, type FastifyInstance } from 'fastify'
import { dialects } from '../../dialects/index.ts'
import { mountDemos } from './mount-demos.ts'

function serve(t: TestContext, pages: Record<string, string>, contracts = dialects): FastifyInstance {
  const folder = mkdtempSync(join(tmpdir(), 'hubbub-demos-'))
  t.after(() => rmSync(folder, { recursive: true }))
  mkdirSync(join(folder, 'older'))
  for (const [name, html] of Object.entries(pages)) writeFileSync(join(folder, 'older', name), html)
  const app = fastify()
  t.after(() => app.close())
  mountDemos(app, contracts, folder)
  return app
}

test('each page stands where its contract says, in both slash forms, and may run nothing but our files', async (t) => {
  const app = serve(t, { 'lobby-chat.html': 'the lobby', 'users-crud.html': 'the users' })
  for (const [url, body] of [
    ['/lobby', 'the lobby'],
    ['/lobby/', 'the lobby'],
    ['/users-demo', 'the users'],
  ]) {
    const answer = await app.inject({ url })
    assert.equal(answer.body, body)
    assert.equal(answer.headers['cache-control'], 'no-cache')
    const policy = String(answer.headers['content-security-policy'])
    assert.match(policy, /^default-src 'none'; script-src 'self'; style-src 'self'/)
    assert.match(policy, /require-trusted-types-for 'script'/)
    assert.doesNotMatch(policy, /unsafe|https?:|\*|sha256/)
    const headers = { 'if-none-match': String(answer.headers.etag) }
    assert.equal((await app.inject({ url, headers })).statusCode, 304)
  }
})

test('without its contract, or without a build, a page is not there', async (t) => {
  const others = dialects.filter(({ name }) => name !== 'lobby-chat')
  const app = serve(t, { 'lobby-chat.html': 'the lobby' }, others)
  for (const url of ['/lobby', '/users-demo']) assert.equal((await app.inject({ url })).statusCode, 404)
})
