import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { fastify, type FastifyInstance } from 'fastify'
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib'
import { replyProblem } from '../reply-problem.ts'
import { mountWeb } from './mount-web.ts'

const theme = 'document.title="x"'
const files = {
  'index.html': `<!doctype html><script>${theme}</script><script type="module" src="/c/assets/main-AAAA.js"></script>`,
  'assets/main-AAAA.js': 'console.log("main")',
  'worker.js': 'console.log("worker")',
}

/** A server of this one folder, as the build leaves it. */
function serve(t: TestContext, folder = builtFolder(t)): FastifyInstance {
  const app = fastify()
  app.setErrorHandler((error, _request, reply) => void replyProblem(reply, error, undefined))
  mountWeb(app, folder)
  t.after(() => app.close())
  return app
}

function builtFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'hubbub-web-'))
  t.after(() => rmSync(folder, { recursive: true }))
  mkdirSync(join(folder, 'assets'))
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(join(folder, name), text)
    writeFileSync(join(folder, `${name}.br`), brotliCompressSync(text))
    writeFileSync(join(folder, `${name}.gz`), gzipSync(text))
  }
  return folder
}

/** As a browser that opens an address asks. */
const opening = { accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' }

test('every screen is the same page, and it may run its own files and its one inline script only', async (t) => {
  const app = serve(t)
  for (const url of ['/', '/c/', '/c/setup', '/c/join', '/c/password', '/c/register', '/c/rooms/general']) {
    const answer = await app.inject({ url, headers: opening })
    assert.equal(answer.statusCode, 200, url)
    assert.equal(answer.headers['content-type'], 'text/html; charset=utf-8')
    assert.equal(answer.body, files['index.html'])
    const policy = String(answer.headers['content-security-policy'])
    const hash = createHash('sha256').update(theme).digest('base64')
    assert.ok(policy.includes(`script-src 'self' 'sha256-${hash}';`), policy)
    assert.ok(!/unsafe|https?:|\*/.test(policy), policy)
  }
})

test('an address that no screen has is not there, and the page says so', async (t) => {
  const app = serve(t)
  const { etag } = (await app.inject({ url: '/', headers: opening })).headers
  for (const headers of [{}, { 'if-none-match': String(etag) }]) {
    const answer = await app.inject({ url: '/c/nowhere', headers })
    assert.equal(answer.statusCode, 404)
    assert.equal(answer.body, files['index.html'])
    assert.match(String(answer.headers['content-security-policy']), /script-src 'self'/)
  }
})

test('the page is asked for again at every visit and sent again only when it changed', async (t) => {
  const app = serve(t)
  const first = await app.inject({ url: '/', headers: opening })
  assert.equal(first.headers['cache-control'], 'no-cache')
  const etag = String(first.headers.etag)
  const second = await app.inject({ url: '/', headers: { ...opening, 'if-none-match': etag } })
  assert.equal(second.statusCode, 304)
  assert.equal(second.body, '')
  const other = await app.inject({ url: '/', headers: { ...opening, 'if-none-match': '"another"' } })
  assert.equal(other.statusCode, 200)
})

test('assets are kept for ever and come in the form the browser takes', async (t) => {
  const app = serve(t)
  const url = '/c/assets/main-AAAA.js'
  const plain = await app.inject({ url })
  assert.equal(plain.body, files['assets/main-AAAA.js'])
  assert.equal(plain.headers['content-type'], 'text/javascript; charset=utf-8')
  assert.match(String(plain.headers['cache-control']), /immutable/)
  assert.match(String(plain.headers.vary), /Accept-Encoding/)
  const brotli = await app.inject({ url, headers: { 'accept-encoding': 'gzip, br' } })
  assert.equal(brotli.headers['content-encoding'], 'br')
  assert.equal(brotliDecompressSync(brotli.rawPayload).toString(), plain.body)
  const gzip = await app.inject({ url, headers: { 'accept-encoding': 'gzip' } })
  assert.equal(gzip.headers['content-encoding'], 'gzip')
  assert.equal(gunzipSync(gzip.rawPayload).toString(), plain.body)
})

test('the service worker is asked for again every time and may reach nothing but this server', async (t) => {
  const app = serve(t)
  const answer = await app.inject({ url: '/c/worker.js' })
  assert.equal(answer.body, files['worker.js'])
  assert.equal(answer.headers['content-type'], 'text/javascript; charset=utf-8')
  assert.equal(answer.headers['cache-control'], 'no-cache')
  assert.equal(answer.headers['content-security-policy'], "default-src 'none'; connect-src 'self'")
  assert.equal(answer.headers['service-worker-allowed'], undefined, 'it never reaches beyond /c/')
})

test('what the build did not make is not there, however it is spelt', async (t) => {
  const app = serve(t)
  const names = [
    'none.js',
    'main-AAAA.js.br',
    '..%2findex.html',
    '%2e%2e%2f%2e%2e%2fetc%2fpasswd',
    '__proto__',
    '%00',
  ]
  for (const name of names) {
    const answer = await app.inject({ url: `/c/assets/${name}` })
    assert.equal(answer.statusCode, 404, name)
  }
})

test('where the client was not built, the first page says how to build it', async (t) => {
  const app = fastify()
  t.after(() => app.close())
  mountWeb(app, null)
  const answer = await app.inject({ url: '/', headers: opening })
  assert.match(answer.body, /npm start/)
  assert.deepEqual((await app.inject({ url: '/' })).json(), { Message: 'Server is working' })
})

test('programs that ask at the root hear that the server works, and caches keep both answers apart', async (t) => {
  const app = serve(t)
  for (const accept of [undefined, '*/*', 'application/json', 'application/json, text/plain, */*']) {
    const headers = accept === undefined ? {} : { accept }
    const answer = await app.inject({ url: '/', headers })
    assert.deepEqual([answer.statusCode, answer.body], [200, '{"Message":"Server is working"}'], accept)
    assert.equal(answer.headers['content-type'], 'application/json; charset=utf-8')
    assert.equal(answer.headers['content-security-policy'], undefined)
    assert.match(String(answer.headers.vary), /\bAccept(?:,|$)/)
  }
  const page = await app.inject({ url: '/', headers: opening })
  assert.equal(page.body, files['index.html'])
  assert.match(String(page.headers.vary), /\bAccept(?:,|$)/)
  const programAgain = await app.inject({ url: '/', headers: { 'if-none-match': String(page.headers.etag) } })
  assert.deepEqual(programAgain.json(), { Message: 'Server is working' })
})

test('HEAD says of both what GET would', async (t) => {
  const app = serve(t)
  for (const headers of [{}, opening]) {
    const got = await app.inject({ url: '/', headers })
    const asked = await app.inject({ url: '/', method: 'HEAD', headers })
    assert.equal(asked.statusCode, 200)
    assert.equal(asked.body, '')
    for (const name of ['content-type', 'content-length', 'vary', 'etag'])
      assert.equal(asked.headers[name], got.headers[name], name)
  }
})
