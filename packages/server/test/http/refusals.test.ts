import assert from 'node:assert/strict'
import { type Command, commands } from '@hubbub/protocol'
import { test } from 'node:test'
import { type Answer, startServer } from '../server-world.ts'

/** A problem and nothing about our insides. */
function assertProblem(answer: Answer, status: number, code: string): void {
  assert.equal(answer.status, status, answer.text)
  assert.equal(answer.headers['content-type'], 'application/problem+json; charset=utf-8')
  assert.equal(answer.json.code, code)
  assert.equal(answer.json.status, status)
  assert.equal(answer.json.requestId, answer.headers['x-request-id'])
  assert.doesNotMatch(answer.text, /node_modules|\.ts:|at [A-Z]\w+\.|sqlite/i)
}

const routes = (Object.values(commands) as Command[]).flatMap(({ name, http }) =>
  http ? [{ name, ...http }] : [],
)

test('a body that is no object is refused by every route, and nothing falls over', async (t) => {
  const server = await startServer(t)
  const ada = await server.person('ada')
  for (const { name, method, path } of routes) {
    const url = path.replace(/:\w+/g, '0'.repeat(24))
    for (const body of ['[]', 'null', '"x"', '1', 'true', '{', '{"__proto__":{"isAdmin":true}}']) {
      const answer = await ada.ask(method, url, body)
      if (method === 'GET') assert.ok(answer.status < 500, `${name} ${body} ${answer.text}`)
      else assert.equal(answer.status, 400, `${name} ${body} ${answer.text}`)
    }
  }
  assert.equal(({} as Record<string, unknown>)['isAdmin'], undefined)
})

test('an empty object is refused or carried out by every route, never a failure', async (t) => {
  const server = await startServer(t)
  const ada = await server.person('ada')
  for (const { name, method, path } of routes.filter((route) => route.method !== 'GET')) {
    if (name === 'session.revokeAll') continue
    const answer = await ada.ask(method, path.replace(/:\w+/g, '0'.repeat(24)), {})
    assert.ok(answer.status < 500, `${name} ${answer.text}`)
  }
})

test('every route that needs somebody refuses nobody, and a token that is not ours', async (t) => {
  const server = await startServer(t)
  for (const { name, method, path } of routes) {
    const command: Command = commands[name as keyof typeof commands]
    if (command.access === 'anyone') continue
    const url = path.replace(/:\w+/g, '0'.repeat(24))
    const nobody = await server.ask(method, url)
    assert.equal(nobody.status, 401, `${name} ${nobody.text}`)
    assert.equal(nobody.headers['www-authenticate'], 'Bearer realm="hubbub"')
    const forged = await server.ask(method, url, { headers: { authorization: 'Bearer x.y.z' } })
    assertProblem(forged, 401, 'auth.invalid-token')
    assert.match(forged.headers['www-authenticate'] ?? '', /invalid_token/)
  }
})

test('a token in the address counts for nothing', async (t) => {
  const server = await startServer(t)
  const ada = await server.person('ada')
  for (const name of ['token', 'access_token', 'apiKey']) {
    const answer = await server.ask('GET', `/v1/me?${name}=${ada.token}`)
    assert.ok(answer.status === 401 || answer.status === 400, answer.text)
  }
})

test('JSON under another content type is not read', async (t) => {
  const server = await startServer(t)
  const ada = await server.person('ada')
  for (const type of [
    'text/plain',
    'application/json garbage',
    'application/json\ta',
    'APPLICATION/JSON ; x',
    'application/jsonx',
    'multipart/form-data; boundary=x',
    'application/x-www-form-urlencoded',
  ]) {
    const answer = await ada.ask('POST', '/v1/rooms/general/messages', '{"text":"hello"}', {
      'content-type': type,
    })
    assertProblem(answer, 415, 'request.media-type')
  }
  assert.deepEqual((await ada.ask('GET', '/v1/rooms/general/messages')).json.items, [])
})

test('validation does not depend on the content type', async (t) => {
  const server = await startServer(t)
  const ada = await server.person('ada')
  for (const type of [
    'application/json; charset=utf-8',
    'Application/Json;a=b',
    'application/json ; charset="utf-8"',
  ]) {
    const answer = await ada.ask('POST', '/v1/rooms/general/messages', '{"text":5}', { 'content-type': type })
    assertProblem(answer, 400, 'request.invalid')
  }
})

test('what is nested, large or packed is refused before it costs anything', async (t) => {
  const server = await startServer(t)
  const ada = await server.person('ada')
  const send = (body: string | Buffer, headers?: Record<string, string>) =>
    ada.ask('POST', '/v1/rooms/general/messages', body, headers)
  assertProblem(await send(`${'['.repeat(10_000)}${']'.repeat(10_000)}`), 400, 'request.invalid')
  assertProblem(
    await send(`{"text":${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}}`),
    400,
    'request.invalid',
  )
  assertProblem(await send(JSON.stringify({ text: 'a'.repeat(300_000) })), 413, 'request.too-large')
  assertProblem(
    await send(JSON.stringify({ text: 'x', mentions: Array.from({ length: 9_000 }, () => 1) })),
    400,
    'request.invalid',
  )
  for (const encoding of ['gzip', 'deflate', 'br', 'gzip, gzip']) {
    assertProblem(await send('x', { 'content-encoding': encoding }), 415, 'request.media-type')
  }
  assert.equal((await send('{"text":"hello"}', { 'content-encoding': 'identity' })).status, 201)
})

test('text that cannot be stored unharmed is refused', async (t) => {
  const server = await startServer(t)
  const ada = await server.person('ada')
  const send = (body: string | Buffer) => ada.ask('POST', '/v1/rooms/general/messages', body)
  assertProblem(await send('{"text":"a\\u0000b"}'), 400, 'request.invalid')
  assertProblem(await send('{"text":"\\ud800"}'), 400, 'request.invalid')
  assertProblem(await send(Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d])), 400, 'request.malformed')
  assertProblem(await send('\u{feff}{"text":"x"}'), 400, 'request.malformed')
})

test('names like prototypes are no rooms, accounts or documents', async (t) => {
  const server = await startServer(t)
  const ada = await server.person('ada')
  for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf']) {
    for (const path of [`/v1/rooms/${name}`, `/v1/rooms/${name}/messages`, `/v1/collections/${name}`]) {
      const { status } = await ada.ask('GET', path)
      assert.ok(status === 404 || status === 400, `${path}: ${status}`)
    }
  }
})

test('a path that does not take a method says which it takes', async (t) => {
  const server = await startServer(t)
  const answer = await server.ask('DELETE', '/v1/rooms')
  assertProblem(answer, 405, 'request.method')
  assert.equal(answer.headers.allow, 'GET, HEAD, POST')
  for (const method of ['TRACE', 'PROPFIND', 'PATCH']) {
    assert.equal((await server.ask(method, '/v1/rooms')).status, 405, method)
  }
  assertProblem(await server.ask('GET', '/v1/nothing'), 404, 'request.not-found')
})

test('nothing changes a method or a path but the request line', async (t) => {
  const server = await startServer(t)
  const ada = await server.person('ada')
  await ada.ask('DELETE', '/v1/rooms/general/messages/none')
  const overridden = await ada.ask('GET', '/v1/rooms/general', undefined, {
    'x-http-method-override': 'DELETE',
  })
  assert.equal(overridden.status, 200)
  for (const path of [
    '//v1/me',
    '/v1/me/',
    '/V1/ME',
    '/v1/./me',
    '/v1//me',
    '/v1/me%00',
    '/v1/me;a',
    '/x/../v1/me',
  ]) {
    const answer = await server.ask('GET', path)
    assert.ok(
      answer.status === 404 || answer.status === 401 || answer.status === 400,
      `${path} ${answer.status}`,
    )
  }
  for (const path of [
    '/.git/config',
    '/.env',
    '/hubbub.db',
    '/hubbub.db-wal',
    '/package.json',
    '/main.js.map',
    '/..%5c',
    '/%',
  ]) {
    assert.equal((await server.ask('GET', path)).status, 404, path)
  }
})
