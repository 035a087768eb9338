import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createAdmin } from '../../src/core/accounts/signing-up/first-owner.ts'
import { startServer } from '../server-world.ts'

test('ada makes a room, ben joins and reads what she wrote', async (t) => {
  const server = await startServer(t)
  const ada = await server.person('ada')
  const ben = await server.person('ben')
  const made = await ada.ask('POST', '/v1/rooms', { type: 'public', name: 'Tea', handle: 'tea' })
  assert.equal(made.status, 201)
  const sent = await ada.ask('POST', '/v1/rooms/tea/messages', { text: 'hello' })
  assert.equal(sent.status, 201)
  assert.equal(sent.json.message.seq, 1)
  const joined = await ben.ask('POST', '/v1/rooms/tea/join', undefined, {
    'content-type': 'application/json',
  })
  assert.equal(joined.status, 200, 'a JSON content type without a body is fine where nothing is needed')
  const history = await ben.ask('GET', '/v1/rooms/tea/messages')
  assert.deepEqual(
    history.json.items.map(({ text }: { text: string }) => text),
    ['hello'],
  )
})

test('a room one may not know of answers as one that does not exist', async (t) => {
  const server = await startServer(t)
  const ada = await server.person('ada')
  const ben = await server.person('ben')
  const made = await ada.ask('POST', '/v1/rooms', { type: 'private', name: 'Plans' })
  const hidden = await ben.ask('GET', `/v1/rooms/${made.json.room.id}`)
  const missing = await ben.ask('GET', `/v1/rooms/${'0'.repeat(24)}`)
  assert.equal(hidden.status, 404)
  const { requestId: _, ...one } = hidden.json
  const { requestId: __, ...other } = missing.json
  assert.deepEqual(one, other)
})

test('history is read in pages that link to one another', async (t) => {
  const server = await startServer(t)
  const ada = await server.person('ada')
  for (const text of ['one', 'two', 'three']) await ada.ask('POST', '/v1/rooms/general/messages', { text })
  const newest = await ada.ask('GET', '/v1/rooms/general/messages?limit=2')
  assert.equal(newest.headers.link, '</v1/rooms/general/messages?before=2&limit=2>; rel="prev"')
  const older = await ada.ask('GET', /<([^>]+)>/.exec(newest.headers.link ?? '')?.[1] ?? '')
  assert.deepEqual(
    older.json.items.map(({ text }: { text: string }) => text),
    ['one'],
  )
  assert.match(older.headers.link ?? '', /after=1.*rel="next"/)
})

test('lists say where their next page is', async (t) => {
  const server = await startServer(t)
  const ada = await server.person('ada')
  for (const name of ['Tea', 'Boats']) await ada.ask('POST', '/v1/rooms', { type: 'public', name })
  // With these two there are the rooms of every server: general, and the older contract's lobby.
  const first = await ada.ask('GET', '/v1/public-rooms?limit=3')
  assert.equal(first.json.items.length, 3)
  const next = /<([^>]+)>; rel="next"/.exec(first.headers.link ?? '')?.[1] ?? ''
  assert.match(next, /limit=3/)
  const second = await ada.ask('GET', next)
  assert.equal(second.json.items.length, 1)
  assert.equal(second.headers.link, undefined)
})

test('a send with an Idempotency-Key is stored once, whichever way the key is said', async (t) => {
  const server = await startServer(t)
  const ada = await server.person('ada')
  const send = (body: object, key?: string) =>
    ada.ask('POST', '/v1/rooms/general/messages', body, key ? { 'idempotency-key': key } : {})
  const first = await send({ text: 'hello' }, '"key-0001"')
  const again = await send({ text: 'hello' }, 'key-0001')
  const inBody = await send({ text: 'hello', clientId: 'key-0001' })
  assert.equal(again.json.message.id, first.json.message.id)
  assert.equal(inBody.json.message.id, first.json.message.id)
  assert.equal((await send({ text: 'other' }, 'key-0001')).json.code, 'idempotency.conflict')
  assert.equal((await send({ text: 'hello', clientId: 'key-0002' }, 'key-0001')).json.code, 'request.invalid')
})

test('what is said twice must agree', async (t) => {
  const server = await startServer(t)
  const ada = await server.person('ada')
  const same = await ada.ask('POST', '/v1/rooms/general/messages', { room: 'general', text: 'hello' })
  assert.equal(same.status, 201)
  const other = await ada.ask('POST', '/v1/rooms/general/messages', { room: 'tea', text: 'hello' })
  assert.equal(other.status, 400)
  assert.equal(other.json.errors[0].pointer, '/room')
})

test('numbers of an address are whole numbers as JSON writes them', async (t) => {
  const server = await startServer(t)
  const ada = await server.person('ada')
  const list = (query: string) => ada.ask('GET', `/v1/rooms/general/messages?${query}`)
  assert.equal((await list('limit=5')).status, 200)
  for (const limit of [
    '1e2',
    '0x10',
    '%205',
    '05',
    '5.0',
    '',
    'NaN',
    '1e400',
    '9007199254740993',
    '-1',
    '0',
  ]) {
    const answer = await list(`limit=${limit}`)
    assert.equal(answer.status, 400, limit)
    assert.equal(answer.json.errors[0].pointer, '/limit')
  }
  assert.equal((await list('limit=5&limit=6')).status, 400)
  assert.equal((await list('limt=5')).status, 400, 'what is not known is refused, not ignored')
  assert.equal((await list('__proto__=5')).status, 400)
})

test('lists of an address stand with commas or repeated', async (t) => {
  const server = await startServer(t)
  const ada = await server.person('ada')
  const ben = await server.person('ben')
  const names = async (query: string) => {
    const answer = await ada.ask('GET', `/v1/profiles?${query}`)
    return answer.json.items.map(({ username }: { username: string }) => username).sort()
  }
  assert.deepEqual(await names(`ids=${ada.id},${ben.id}`), ['ada', 'ben'])
  assert.deepEqual(await names(`ids=${ada.id}&ids=${ben.id}`), ['ada', 'ben'])
})

test('a password in an address is refused, so that nobody gets used to it', async (t) => {
  const server = await startServer(t)
  await server.person('ada')
  const answer = await server.ask('POST', '/v1/sessions?identifier=ada&password=x', { body: {} })
  assert.equal(answer.status, 400)
})

test('documents carry their version as ETag, and writes may ask for it', async (t) => {
  const server = await startServer(t)
  const ada = await server.person('ada')
  await createAdmin(server.running.ports, { username: 'root', password: 'a long walk to the harbour' })
  const signedIn = await server.ask('POST', '/v1/sessions', {
    body: { identifier: 'root', password: 'a long walk to the harbour' },
  })
  const owner = { authorization: `Bearer ${signedIn.json.tokens.accessToken}` }
  const rules = { read: 'anyone', create: 'anyone', update: 'anyone', delete: 'anyone' }
  const collection = await server.ask('POST', '/v1/collections', {
    headers: owner,
    body: { collection: 'tasks', rules },
  })
  assert.equal(collection.status, 201, collection.text)

  const made = await ada.ask('POST', '/v1/collections/tasks/documents', {
    data: { version: 99, done: false },
  })
  const path = `/v1/collections/tasks/documents/${made.json.document.id}`
  const etag = made.headers.etag ?? ''
  assert.equal(etag, `"${made.json.document.version}"`)

  const read = await ada.ask('GET', path)
  assert.equal(read.headers.etag, etag)
  const known = await ada.ask('GET', path, undefined, { 'if-none-match': `W/${etag}` })
  assert.equal(known.status, 304)
  assert.equal(known.text, '')

  const replaced = await ada.ask('PUT', path, { data: { done: true } }, { 'if-match': etag })
  assert.equal(replaced.status, 200)
  assert.notEqual(replaced.headers.etag, etag)
  const stale = await ada.ask('PUT', path, { data: { done: false } }, { 'if-match': etag })
  assert.equal(stale.status, 412)
  assert.equal(stale.json.code, 'document.changed')
  const overwrite = await ada.ask('PUT', path, { data: {} }, { 'if-none-match': '*' })
  assert.equal(overwrite.status, 412)
  assert.equal((await ada.ask('GET', path, undefined, { 'if-none-match': etag })).status, 200)
})
