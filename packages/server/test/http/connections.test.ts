import assert from 'node:assert/strict'
import { Agent, get, request as httpRequest } from 'node:http'
import { once } from 'node:events'
import { test } from 'node:test'
import { startServer } from '../server-world.ts'

const head = 'POST /v1/sessions HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n'

for (const [what, bytes, statuses] of [
  [
    'length and chunks at once',
    `${head}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    [400],
  ],
  ['two lengths', `${head}Content-Length: 4\r\nContent-Length: 5\r\n\r\n{}xx`, [400]],
  ['chunks of chunks', `${head}Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n`, [400]],
  ['chunks not last', `${head}Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n`, [400]],
  ['a folded header', `${head}X-A: b\r\n c\r\n\r\n`, [400]],
  ['a space before the colon', `${head}X-A : b\r\n\r\n`, [400]],
  ['lines that end with CR alone', 'GET /livez HTTP/1.1\rHost: localhost\r\r', [400]],
  ['a method nobody knows', 'BOGUS /livez HTTP/1.1\r\nHost: localhost\r\n\r\n', [400]],
  ['no host', 'GET /livez HTTP/1.1\r\n\r\n', [400]],
  ['a header of 17 KB', `${head}X-A: ${'a'.repeat(17 * 1024)}\r\n\r\n`, [431]],
  ['two thousand headers', `${head}${'A: b\r\n'.repeat(6000)}\r\n`, [431]],
  ['a token of 64 KB', `${head}Authorization: Bearer ${'A'.repeat(65_536)}\r\n\r\n`, [431]],
  ['what is no HTTP', '\u0016\u0003\u0001\u0000\r\n\r\n', [400]],
] as const) {
  test(`${what}: refused and the connection closed`, async (t) => {
    const server = await startServer(t)
    const answer = await server.raw(bytes)
    assert.match(answer, new RegExp(`^HTTP/1\\.1 (?:${statuses.join('|')}) `))
    assert.match(answer, /connection: close/i)
    assert.doesNotMatch(answer, /HPE_|Parse Error|node:/)
    assert.equal((await server.ask('GET', '/livez')).status, 200)
  })
}

test('a body that never stops is cut at the limit', async (t) => {
  const server = await startServer(t)
  const chunk = `10000\r\n${'a'.repeat(65_536)}\r\n`
  const answer = await server.raw(`${head}Transfer-Encoding: chunked\r\n\r\n${chunk.repeat(8)}`)
  assert.match(answer, /^HTTP\/1\.1 413 /)
})

test('every port answers, and the socket on each', async (t) => {
  const server = await startServer(t, { HUBBUB_PORT: '0,0' })
  assert.equal(server.running.urls.length, 2)
  for (const url of server.running.urls) {
    assert.equal((await fetch(`${url}/livez`)).status, 200)
    assert.equal((await fetch(`${url}/socket.io/?EIO=4&transport=polling`)).status, 200)
  }
})

test('a stop lets a request under way end and does not wait for idle connections', async (t) => {
  const server = await startServer(t)
  const ada = await server.person('ada')
  const agent = new Agent({ keepAlive: true })
  t.after(() => agent.destroy())
  const [response] = await once(get(`${server.url}/livez`, { agent }), 'response')
  response.resume()
  await once(response, 'end')

  const body = JSON.stringify({ text: 'my last words' })
  const request = httpRequest(`${server.url}/v1/rooms/general/messages`, {
    method: 'POST',
    agent: false,
    headers: {
      authorization: `Bearer ${ada.token}`,
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      expect: '100-continue',
    },
  })
  request.flushHeaders()
  await once(request, 'continue')
  const stopped = server.running.stop()
  request.end(body)
  const [answer] = await once(request, 'response')
  assert.equal(answer.statusCode, 201)
  answer.resume()
  await stopped
  await assert.rejects(server.ask('GET', '/livez'))
})
