import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createContractTokens } from '../../platform/contract-tokens.ts'
import { deriveSecret } from '../../platform/derive-secret.ts'
import { systemClock } from '../../platform/system-clock.ts'
import { connect } from '../contract/older-clients.ts'
import { isProtected, openWorld } from '../contract/older-world.ts'
import { guestWith, login, type Said, say } from './test/visitors.ts'

const inUse = 'Username is already in use'

/** The claims of a token, as anybody can read them. */
const claimsIn = (token: string): Record<string, unknown> =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())

test('a name is free until somebody signs in, then it is in use and others are suggested', async (t) => {
  const world = await openWorld(t)
  const check = (username: unknown) => world.ask('POST', '/api/check-username', { body: { username } })
  const free = await check('Ada')
  assert.deepEqual([free.status, free.json], [200, { available: true, suggestions: [] }])
  await login(world, 'Ada')
  await login(world, 'Ada2')
  for (const name of ['Ada', 'ADA', 'Ａda']) {
    const taken = await check(name)
    assert.deepEqual([taken.status, taken.json.available, taken.json.message], [409, false, inUse])
  }
  const suggestions: string[] = (await check('Ada')).json.suggestions
  assert.deepEqual(suggestions.slice(0, 2), ['Ada1', 'Ada3'])
  assert.match(suggestions[2] ?? '', /^Ada_[a-z]{2}$/)
  const again = await world.ask('POST', '/api/login', { body: { username: 'Ada' } })
  assert.equal(again.status, 409)
  assert.deepEqual([again.json.error, again.json.message], [inUse, inUse])
  assert.equal(again.json.suggestions.length, 3)
})

test('a name that is none is refused, and nobody signs in', async (t) => {
  const { ask, running } = await openWorld(t)
  for (const body of [{}, { username: '' }, { username: '   ' }, { username: null }]) {
    const checked = await ask('POST', '/api/check-username', { body })
    const words = { available: false, message: 'Username cannot be empty', suggestions: [] }
    assert.deepEqual([checked.status, checked.json], [400, words])
    const refused = await ask('POST', '/api/login', { body })
    assert.deepEqual([refused.status, refused.json], [400, { error: 'Username cannot be empty' }])
  }
  const wrong = [
    7,
    true,
    ['Ada'],
    { $ne: '' },
    'a'.repeat(81),
    '<b>Ada</b>',
    'Ada\n',
    ' Ada',
    'a@b',
    '\u202eadA',
  ]
  for (const username of wrong) {
    for (const path of ['/api/check-username', '/api/login']) {
      const { status, text } = await ask('POST', path, { body: { username } })
      assert.equal(status, 400, `${path} ${JSON.stringify(username)}: ${text}`)
    }
  }
  for (const body of ['[]', '"Ada"', 'null', '{"__proto__": {"username": "Ada"}}'])
    assert.equal((await ask('POST', '/api/login', { body })).status, 400, body)
  assert.equal(await running.ports.store.read.countInFeed('claim', 'server'), 0)
})

test('names of many scripts, with spaces and an apostrophe, are shown as they were typed', async (t) => {
  const world = await openWorld(t)
  const { ask } = world
  for (const name of ['Zoë O’Brien'.replace('’', "'"), 'Иван', '語 学', 'a'.repeat(80), 'j.-p_2']) {
    const guest = await login(world, name)
    assert.equal((await say(world, guest, 'hi')).username, name)
  }
  assert.equal((await ask('POST', '/api/check-username', { body: { username: 'иван' } })).status, 409)
})

test('a registered name is never a guest’s', async (t) => {
  const { ask, native } = await openWorld(t)
  await native('room.list', {})
  for (const username of ['olive', 'OLIVE', 'оlive']) {
    assert.equal((await ask('POST', '/api/check-username', { body: { username } })).status, 409, username)
    assert.equal((await ask('POST', '/api/login', { body: { username } })).status, 409, username)
  }
})

test('a token has the claims of the original and is good for fifteen minutes', async (t) => {
  const { token } = await login(await openWorld(t), 'Ada')
  const { sub, type, fresh, iat, exp, nbf, jti, csrf, ...others } = claimsIn(token)
  assert.deepEqual([sub, type, fresh, others], ['Ada', 'access', false, {}])
  assert.equal(Number(exp) - Number(iat), 900)
  assert.equal(nbf, iat)
  assert.ok(typeof jti === 'string' && typeof csrf === 'string' && jti !== csrf)
  assert.equal(JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString()).alg, 'HS256')
})

test('what is wrong with a token is said as the original said it', async (t) => {
  const world = await openWorld(t)
  const { token } = await login(world, 'Ada')
  const wanted = "Expected 'Authorization: Bearer <JWT>'"
  const noBearer = { msg: `Missing 'Bearer' type in 'Authorization' header. ${wanted}` }
  const bad = { msg: `Bad Authorization header. ${wanted}` }
  const cases: [string | undefined, number, object][] = [
    [undefined, 401, { msg: 'Missing Authorization Header' }],
    [token, 401, noBearer],
    [`bearer ${token}`, 401, noBearer],
    ['Basic YTpi', 401, noBearer],
    ['Bearer', 422, bad],
    ['Bearer ', 422, bad],
    [`Bearer ${token} x`, 422, bad],
    ['Bearer abc', 422, { msg: 'Not enough segments' }],
    [`Bearer ${token.slice(0, -6)}AAAAAA`, 422, { msg: 'Signature verification failed' }],
    ['Bearer a.b.c', 422, { msg: 'Invalid header string' }],
  ]
  for (const [authorization, status, body] of cases) {
    for (const [method, path] of [
      ['GET', '/api/messages'],
      ['POST', '/api/messages'],
      ['DELETE', '/api/messages/1'],
    ]) {
      const headers: Record<string, string> = authorization === undefined ? {} : { authorization }
      const answer = await world.ask(method ?? '', path ?? '', { headers })
      assert.deepEqual([answer.status, answer.json], [status, body], `${method} ${authorization}`)
    }
  }
})

test('messages are made, read, changed and deleted by who wrote them, and by nobody else', async (t) => {
  const world = await openWorld(t)
  const { ask } = world
  const [ada, ben] = [await login(world, 'Ada'), await login(world, 'Ben')]
  const first = await say(world, ada, 'one')
  assert.deepEqual(Object.keys(first).sort(), ['content', 'id', 'timestamp', 'username'])
  const second = await say(world, ben, 'two')
  assert.deepEqual([first.id, second.id], [1, 2])
  assert.deepEqual((await ask('GET', '/api/messages', { headers: ben.headers })).json, [first, second])
  assert.deepEqual((await ask('GET', '/api/messages/user', { headers: ben.headers })).json, [second])
  assert.deepEqual((await ask('GET', '/api/messages/1', { headers: ben.headers })).json, first)

  const body = { content: 'mine' }
  const edit = await ask('PUT', '/api/messages/1', { headers: ben.headers, body })
  assert.deepEqual([edit.status, edit.json], [403, { error: 'Not authorized to edit this message' }])
  const drop = await ask('DELETE', '/api/messages/1', { headers: ben.headers })
  assert.deepEqual([drop.status, drop.json], [403, { error: 'Not authorized to delete this message' }])
  const changed = await ask('PUT', '/api/messages/1', { headers: ada.headers, body })
  assert.deepEqual([changed.status, changed.json], [200, { ...first, content: 'mine' }])
  assert.equal((await ask('DELETE', '/api/messages/1', { headers: ada.headers })).status, 204)
  for (const method of ['GET', 'PUT', 'DELETE']) {
    const gone = await ask(method, '/api/messages/1', {
      headers: ada.headers,
      ...(method === 'PUT' ? { body } : {}),
    })
    assert.deepEqual([gone.status, gone.json], [404, { error: 'Message 1 not found' }], method)
  }
  assert.equal((await say(world, ada, 'three')).id, 3, 'a number is never used again')
})

test('an id that is no positive safe integer is unknown, one that is no number is no path', async (t) => {
  const world = await openWorld(t)
  const { headers } = await login(world, 'Ada')
  for (const id of ['0', '99', '9007199254740993', '99999999999999999999999']) {
    const answer = await world.ask('GET', `/api/messages/${id}`, { headers })
    assert.deepEqual([answer.status, answer.json], [404, { error: `Message ${id} not found` }])
  }
  for (const id of ['-1', '1.5', 'abc', '1e3', '0x1', '%31%00', "1'or'1"]) {
    const answer = await world.ask('GET', `/api/messages/${id}`)
    assert.deepEqual([answer.status, typeof answer.json.error], [404, 'string'], id)
  }
})

test('content that is none is refused before and after, the owner being asked first', async (t) => {
  const world = await openWorld(t)
  const [ada, ben] = [await login(world, 'Ada'), await login(world, 'Ben')]
  const said = await say(world, ada, '<script>"&amp;\u2028')
  assert.equal(said.content, '<script>"&amp;\u2028', 'the text is kept as it was sent')
  const bad: [unknown, string][] = [
    [{}, 'Content is required'],
    [{ content: null }, 'Content is required'],
    [{ content: 7 }, 'Content is required'],
    [{ content: ['x'] }, 'Content is required'],
    [{ content: '' }, 'Message content cannot be empty'],
    [{ content: ' \n\t' }, 'Message content cannot be empty'],
    [{ content: 'é'.repeat(4001) }, 'Message content is longer than 4000 characters'],
  ]
  for (const [body, error] of bad) {
    for (const [method, path] of [
      ['POST', '/api/messages'],
      ['PUT', '/api/messages/1'],
    ]) {
      const answer = await world.ask(method ?? '', path ?? '', { headers: ada.headers, body })
      assert.deepEqual([answer.status, answer.json], [400, { error }], `${method} ${JSON.stringify(body)}`)
    }
    const foreign = await world.ask('PUT', '/api/messages/1', { headers: ben.headers, body })
    assert.equal(foreign.status, 403)
  }
  await say(world, ada, '😀'.repeat(4000))
  const list: Said[] = (await world.ask('GET', '/api/messages', { headers: ada.headers })).json
  assert.deepEqual(
    list.map(({ id }) => id),
    [1, 2],
  )
})

test('search is literal, but for the case of A to Z, and finds what was just acknowledged', async (t) => {
  const world = await openWorld(t)
  const ada = await login(world, 'Ada')
  const texts = ['100% Tea', '100 teas', 'snake_case', 'snakeXcase', 'CAFÉ', 'café', 'a.b', 'acb']
  for (const content of texts) await say(world, ada, content)
  const find = async (q: string): Promise<string[]> => {
    const path = `/api/messages/search?q=${encodeURIComponent(q)}`
    const { json } = await world.ask('GET', path, { headers: ada.headers })
    return json.map(({ content }: Said) => content)
  }
  assert.deepEqual(await find('TEA'), ['100% Tea', '100 teas'])
  assert.deepEqual(await find('100%'), ['100% Tea'])
  assert.deepEqual(await find('%'), ['100% Tea'])
  assert.deepEqual(await find('e_c'), ['snake_case'])
  assert.deepEqual(await find('caf\u00e9'), ['café'])
  assert.deepEqual(await find('a.b'), ['a.b'])
  assert.deepEqual(await find('nothing'), [])
  assert.deepEqual(await find(''), texts)
  const all = await world.ask('GET', '/api/messages/search', { headers: ada.headers })
  assert.equal(all.json.length, texts.length)
})

test('the whole history comes in one list, however long, and in parts for who asks so', async (t) => {
  const world = await openWorld(t)
  const ada = await login(world, 'Ada')
  for (let round = 0; round < 11; round++) {
    await Promise.all(Array.from({ length: 50 }, () => say(world, ada, 'tea')))
  }
  const get = async (query: string): Promise<number[]> => {
    const { json } = await world.ask('GET', `/api/messages${query}`, { headers: ada.headers })
    return json.map(({ id }: Said) => id)
  }
  const numbers = Array.from({ length: 550 }, (_, place) => place + 1)
  assert.deepEqual(await get(''), numbers)
  assert.deepEqual(await get('/user'), numbers)
  assert.deepEqual(await get('?limit=3'), [548, 549, 550])
  assert.deepEqual(await get('?limit=2&before=10'), [8, 9])
  for (const query of ['?limit=0', '?limit=x', '?before=-1', '?before=1e9'])
    assert.equal((await world.ask('GET', `/api/messages${query}`, { headers: ada.headers })).status, 400)
})

test('who takes an offline name over is somebody else', async (t) => {
  const world = await openWorld(t)
  const { ask } = world
  const ada = await login(world, 'Ada')
  const said = await say(world, ada, 'mine')
  const socket = await connect(t, world.url)
  await socket.ask('join', { username: 'Ada' })
  await socket.ask('leave', { username: 'Ada' })
  const other = await login(world, 'Ada')
  for (const [method, path, body] of [
    ['PUT', `/api/messages/${said.id}`, { content: 'theirs' }],
    ['DELETE', `/api/messages/${said.id}`, undefined],
  ] as const) {
    const theirs = await ask(method, path, { headers: other.headers, body })
    assert.equal(theirs.status, 403, method)
    const mine = await ask(method, path, { headers: ada.headers, body })
    assert.deepEqual([mine.status, mine.json], [401, { msg: 'Token has been revoked' }], method)
  }
  const list = await ask('GET', '/api/messages', { headers: other.headers })
  assert.deepEqual(list.json, [said])
  assert.equal(
    (await ask('POST', '/api/login', { body: { username: 'Ada' }, headers: ada.headers })).status,
    409,
  )
  const again = await login(world, 'Ada', other)
  await say(world, again, 'still me')
})

test('whose account was deleted is not found', async (t) => {
  const world = await openWorld(t)
  const { headers } = await login(world, 'Ada')
  const said = await say(world, guestWith('Ada', headers.authorization.slice(7)), 'hello')
  const [account] = await world.running.ports.store.read.accountsWithRole('guest')
  await world.native('account.remove', { account: account?.id ?? '' })
  const answer = await world.ask('POST', '/api/messages', { headers, body: { content: 'again' } })
  assert.deepEqual([answer.status, answer.json], [404, { error: 'User not found' }])
  const list = await world.ask('GET', '/api/messages', { headers })
  assert.deepEqual(list.json, [{ ...said, username: 'deleted' }])
})

test('where the server is protected guests must be allowed', async (t) => {
  const closed = { ...isProtected, HUBBUB_GUESTS: 'off' }
  const ask = async (environment: Record<string, string>) => {
    const world = await openWorld(t, { environment })
    return world.ask('POST', '/api/login', { body: { username: 'Ada' } })
  }
  const refused = await ask(closed)
  assert.deepEqual([refused.status, refused.json], [403, { error: 'Guests are not allowed on this server' }])
  for (const environment of [
    { ...closed, HUBBUB_GUESTS: 'on' },
    { ...closed, HUBBUB_OPEN: 'lobby-chat' },
    { HUBBUB_GUESTS: 'off' },
  ] as Record<string, string>[])
    assert.equal((await ask(environment)).status, 200, JSON.stringify(environment))
})

test('one address takes so many names and no more, and keeps those it has', async (t) => {
  const world = await openWorld(t, { environment: { HUBBUB_LOBBY_NAMES: '2' } })
  const [ada] = [await login(world, 'Ada'), await login(world, 'Ben')]
  const cleo = await world.ask('POST', '/api/login', { body: { username: 'Cleo' } })
  assert.deepEqual([cleo.status, cleo.json], [429, { error: 'Too many requests' }])
  assert.match(cleo.headers['retry-after'] ?? '', /^\d+$/)
  const again = await login(world, 'Ada', ada)
  await say(world, again, 'still Ada')
  // Mistakes take no name.
  const blank = await world.ask('POST', '/api/login', { body: { username: ' ' } })
  assert.equal(blank.status, 400)
})

test('a token that ended is refused, a forged one of the same name too', async (t) => {
  const master = 'the harbour master counts the boats at night'
  const world = await openWorld(t, { environment: { HUBBUB_TOKEN_SECRET: master } })
  const { token } = await login(world, 'Ada')
  const secretOf = (text: string) => deriveSecret(new TextEncoder().encode(text), 'tokens of lobby-chat')
  const signed = (text: string, seconds: number) =>
    createContractTokens({ secret: secretOf(text), clock: systemClock }).sign(claimsIn(token), seconds)
  const asked = async (shown: string) => {
    const { status, json } = await world.ask('GET', '/api/messages', guestWith('Ada', shown))
    return [status, json]
  }
  assert.deepEqual(await asked(await signed(master, 60)), [200, []])
  assert.deepEqual(await asked(await signed(master, -60)), [401, { msg: 'Token has expired' }])
  const forged = await signed('somebody who would like to be the harbour master', 60)
  assert.deepEqual(await asked(forged), [422, { msg: 'Signature verification failed' }])
  const late = { username: 'Ada' }
  const { headers } = guestWith('Ada', await signed(master, -60))
  assert.equal((await world.ask('POST', '/api/login', { body: late, headers })).status, 409)
})

test('errors below its paths have its form, also where names are checked', async (t) => {
  const { ask } = await openWorld(t)
  const broken = await ask('POST', '/api/check-username', { body: '{' })
  assert.equal(broken.status, 400)
  assert.deepEqual(
    [broken.json.available, broken.json.suggestions, typeof broken.json.error],
    [false, [], 'string'],
  )
  const typed = await ask('POST', '/api/login', {
    body: 'username=Ada',
    headers: { 'content-type': 'text/plain' },
  })
  assert.deepEqual([typed.status, Object.keys(typed.json)], [415, ['error']])
  const wrong = await ask('GET', '/api/login')
  assert.deepEqual([wrong.status, wrong.json], [405, { error: 'Method not allowed' }])
})
