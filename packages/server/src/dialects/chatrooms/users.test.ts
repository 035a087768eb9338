import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dataFolder } from '../contract/older-world.ts'
import { openChatrooms, passwordOf } from './test/chatrooms-world.ts'

const unknown = '0123456789abcdef01234567'
const profile = { name: 'Ada', about: 'weaves' }
const invalidToken = { detail: 'Invalid or expired token.' }

test('a name is taken whatever its case and width, also from people who signed up natively', async (t) => {
  const { ask, person, token } = await openChatrooms(t)
  await person('Ada')
  await token('owner')
  for (const username of ['Ada', 'ADA', 'ａｄａ', 'olive', 'OLIVE', 'admin', 'chatrooms']) {
    const again = await ask('POST', '/api/user/', { body: { username, password: 'x', profile } })
    assert.deepEqual([again.status, again.json], [400, { detail: 'User already exists!' }], username)
  }
})

test('of many at once with one name only one is made', async (t) => {
  const { ask, person } = await openChatrooms(t)
  const body = { username: 'ben', password: 'x' }
  const answers = await Promise.all(Array.from({ length: 8 }, () => ask('POST', '/api/user/', { body })))
  assert.equal(answers.filter(({ status }) => status === 200).length, 1)
  assert.equal(answers.filter(({ status }) => status === 400).length, 7)
  assert.equal((await (await person('ada')).ask('GET', '/api/user/')).json.length, 2)
})

test('a given id is ignored, and a profile may be left out', async (t) => {
  const { ask, login } = await openChatrooms(t)
  const made = await ask('POST', '/api/user/', { body: { _id: unknown, username: 'ben', password: 'x' } })
  assert.notEqual(made.json._id, unknown)
  assert.deepEqual(made.json.profile, { name: 'ben', about: '' })
  assert.equal((await login('ben', 'x')).id, made.json._id)
})

test('passwords are hashed and in no answer, and 422 answers do not repeat what was sent', async (t) => {
  const { ask, person, running } = await openChatrooms(t)
  const ada = await person('ada')
  const list = await ada.ask('GET', '/api/user/')
  assert.equal(/password|argon/i.test(list.text), false, list.text)
  const row = await running.ports.store.read.row('account', ada.id)
  assert.match(row?.columns.passwordHash ?? '', /^\$argon2id\$/)
  const secret = 'a secret that nobody may see'
  for (const [path, body] of [
    ['/api/user/', { password: secret }],
    ['/api/user/', { username: 7, password: secret }],
    ['/api/user/', { username: 'ben', password: [secret] }],
    ['/api/user/login', { password: secret }],
    ['/api/user/', [secret]],
    ['/api/user/', `{"password":"${secret}"`],
  ] as const) {
    const answer = await ask('POST', path, { body })
    assert.equal(answer.status, 422, JSON.stringify(body))
    assert.ok(Array.isArray(answer.json.detail))
    assert.equal(answer.text.includes(secret), false, answer.text)
  }
})

test('422 answers name every field with its fault', async (t) => {
  const { ask } = await openChatrooms(t)
  const faults = async (body: unknown, path = '/api/user/') => {
    const answer = await ask('POST', path, { body })
    assert.equal(answer.status, 422, answer.text)
    return answer.json.detail
  }
  const missing = (...loc: string[]) => ({ type: 'missing', loc: ['body', ...loc], msg: 'Field required' })
  const noText = (...loc: string[]) => ({
    type: 'string_type',
    loc: ['body', ...loc],
    msg: 'Input should be a valid string',
  })
  assert.deepEqual(await faults({}), [missing('username'), missing('password')])
  assert.deepEqual(await faults({}, '/api/user/login'), [missing('username'), missing('password')])
  assert.deepEqual(await faults({ username: 1, password: null, profile: { name: 2, about: [] } }), [
    noText('username'),
    noText('password'),
    noText('profile', 'name'),
    noText('profile', 'about'),
  ])
  const [empty] = await faults({ username: 'ada', password: '' })
  assert.deepEqual(empty, {
    type: 'string_too_short',
    loc: ['body', 'password'],
    msg: 'String should have at least 1 character',
    ctx: { min_length: 1 },
  })
  for (const username of ['', ' ada', 'a\u0000b', 'a\nb', '<b>', 'x'.repeat(81), '...']) {
    const [fault] = await faults({ username, password: 'x' })
    assert.deepEqual([fault.type, fault.loc], ['value_error', ['body', 'username']], username)
  }
  for (const [body, place] of [
    ['{"username":', 12],
    ['{"username":"ada",}', 18],
    ['nonsense', 0],
  ] as const) {
    const [fault] = await faults(body)
    assert.deepEqual(fault, { type: 'json_invalid', loc: ['body', place], msg: 'JSON decode error' })
  }
  assert.equal((await faults('[]'))[0].type, 'model_attributes_type')
  for (const username of ["O'Neil", 'a_b-c.d', 'ada@example.org', 'a+b', 'Łucja', '李雷', 'Ada Lovelace']) {
    assert.equal(
      (await ask('POST', '/api/user/', { body: { username, password: 'x' } })).status,
      200,
      username,
    )
  }
})

test('broken JSON is told before the token is asked for, and fields after it', async (t) => {
  const { ask } = await openChatrooms(t)
  assert.equal((await ask('POST', '/api/chatroom/', { body: '{' })).status, 422)
  assert.equal((await ask('POST', '/api/chatroom/', { body: {} })).status, 401)
})

test('everybody is listed in the order in which they came, but for whom other contracts made', async (t) => {
  const world = await openChatrooms(t)
  await world.token('owner')
  const ada = await world.person('ada')
  const ben = await world.person('ben')
  await world.token('guest')
  await world.ask('POST', '/api/users', {
    body: { name: 'Cleo', email: 'cleo@example.org', password: 'the engine weaves' },
  })
  const list = await ada.ask('GET', '/api/user')
  assert.deepEqual(
    list.json.map(({ username }: { username: string }) => username),
    ['olive', 'ada', 'ben'],
  )
  assert.deepEqual(list.json[1], {
    _id: ada.id,
    username: 'ada',
    profile: { name: 'ada the first', about: 'all about ada' },
  })
  assert.equal(list.text.includes('cleo@'), false)
  assert.deepEqual((await ada.ask('GET', `/api/user/${ben.id.toUpperCase()}`)).json, list.json[2])
  const cleo = (await world.ask('GET', '/api/users')).json[0].id
  for (const id of [unknown, 'abc', 'abcdefghijkl', '%00', cleo]) {
    const answer = await ada.ask('GET', `/api/user/${id}`)
    assert.deepEqual([answer.status, answer.json], [404, { detail: 'User not found!' }], id)
  }
})

test('one changes oneself: name, profile and password, and nothing else', async (t) => {
  const { ask, person, login } = await openChatrooms(t)
  const ada = await person('ada')
  const ben = await person('ben')
  const path = `/api/user/${ada.id}`
  const changed = await ada.ask('PUT', path, {
    username: 'ada king',
    profile: { about: 'counts' },
    _id: unknown,
    role: 'owner',
    $set: { password: 'x' },
  })
  const king = { _id: ada.id, username: 'ada king', profile: { name: 'ada the first', about: 'counts' } }
  assert.deepEqual([changed.status, changed.json], [200, king])
  assert.deepEqual((await ada.ask('PUT', '/api/user/', { profile: { name: 'Ada K.' } })).json.profile, {
    name: 'Ada K.',
    about: 'counts',
  })
  assert.equal((await ada.ask('PUT', path, { password: 'another' })).status, 200)
  assert.equal((await login('ada king', 'another')).id, ada.id)
  const old = await ask('POST', '/api/user/login', {
    body: { username: 'ada king', password: passwordOf('ada') },
  })
  assert.equal(old.status, 401)
  const taken = await ada.ask('PUT', path, { username: 'BEN' })
  assert.deepEqual([taken.status, taken.json], [400, { detail: 'User already exists!' }])
  // The name that was given up is free again.
  assert.equal((await ben.ask('PUT', '/api/user', { username: 'ada' })).json.username, 'ada')
  const body = await ada.ask('PUT', path, [])
  assert.deepEqual([body.status, body.json.detail[0].type], [422, 'dict_type'])
})

test('nobody changes or deletes somebody else, and that is told before anything else', async (t) => {
  const { person } = await openChatrooms(t)
  const [ada, ben] = [await person('ada'), await person('ben')]
  for (const id of [ben.id, unknown, 'abc']) {
    const change = await ada.ask('PUT', `/api/user/${id}`, { username: 'x' })
    assert.deepEqual(
      [change.status, change.json],
      [403, { detail: 'You are not authorized to update this user.' }],
    )
    const deletion = await ada.ask('DELETE', `/api/user/${id}`)
    assert.deepEqual(
      [deletion.status, deletion.json],
      [403, { detail: 'You are not authorized to delete this user.' }],
    )
  }
})

test('what people made natively they change natively', async (t) => {
  const world = await openChatrooms(t)
  await world.token('owner')
  const olive = await world.login('olive')
  assert.equal((await olive.ask('PUT', '/api/user/', { password: 'x' })).status, 403)
  assert.equal((await olive.ask('DELETE', `/api/user/${olive.id}`)).status, 403)
  const change = (newPassword: string) =>
    olive.ask('POST', '/api/user/change-password', {
      currentPassword: 'olive walks to the lighthouse',
      newPassword,
    })
  const weak = await change('password')
  assert.deepEqual([weak.status, weak.json.detail[0].loc], [422, ['body', 'newPassword']])
  assert.equal((await change('another walk by the sea')).json, 'Password changed.')
  assert.equal((await world.login('olive', 'another walk by the sea')).id, olive.id)
})

test('people are found by how their name begins, whatever they type', async (t) => {
  const { person } = await openChatrooms(t)
  const ada = await person('ada')
  for (let place = 0; place < 12; place++) await person(`Bea ${place}`)
  await person('the bea')
  const found = await ada.ask('GET', '/api/user/name/bEA')
  assert.equal(found.json.length, 10)
  assert.ok(found.json.every(({ username }: { username: string }) => username.startsWith('Bea')))
  for (const prefix of ['ada', '.*', '(', '%5B', '%25', 'zz']) {
    const answer = await ada.ask('GET', `/api/user/name/${prefix}`)
    assert.deepEqual([answer.status, answer.json], [404, { detail: 'Username not found!' }], prefix)
  }
})

test('who was deleted is out everywhere', async (t) => {
  const { person, ask } = await openChatrooms(t)
  const [ada, ben] = [await person('ada'), await person('ben')]
  const room = await ada.chatroom('engine', [ben])
  const client = await ben.connect()
  const deleted = await ben.ask('DELETE', `/api/user/${ben.id}`)
  assert.deepEqual([deleted.status, deleted.json], [200, 'User deleted.'])
  assert.equal(await client.ended, 'io server disconnect')
  for (const path of ['/api/user/', '/api/chatroom/', '/api/user/test-login']) {
    const answer = await ben.ask('GET', path)
    assert.deepEqual([answer.status, answer.json], [401, invalidToken], path)
  }
  assert.deepEqual((await ada.ask('GET', `/api/chatroom/${room}`)).json.members, [ada.id])
  assert.equal((await ada.ask('GET', `/api/user/${ben.id}`)).status, 404)
  const body = { username: 'ben', password: passwordOf('ben') }
  assert.equal((await ask('POST', '/api/user/login', { body })).status, 401)
})

test('test routes, unknown paths and wrong methods answer as the original', async (t) => {
  const { ask } = await openChatrooms(t)
  assert.deepEqual((await ask('GET', '/api/user/test')).json, { message: 'Users endpoint' })
  assert.equal((await ask('GET', '/api/chatroom/test')).json, 'Chatroom route works.')
  assert.equal((await ask('GET', '/api/message/test')).json, 'Messages route working.')
  for (const path of ['/api/user/a/b', '/api/chatroom/a/b/c', '/api/message/a/b']) {
    const answer = await ask('GET', path)
    assert.deepEqual([answer.status, answer.json], [404, { detail: 'Not Found' }], path)
  }
  const wrong = await ask('PATCH', '/api/user/', { body: {} })
  assert.deepEqual([wrong.status, wrong.json], [405, { detail: 'Method Not Allowed' }])
  assert.equal((await ask('GET', '/test-db')).status, 404)
})

test('pages of every origin may ask, without credentials', async (t) => {
  const { ask } = await openChatrooms(t)
  const { headers } = await ask('GET', '/api/user/test', { headers: { origin: 'https://elsewhere.example' } })
  assert.ok(['*', 'https://elsewhere.example'].includes(headers['access-control-allow-origin'] ?? ''))
  assert.equal(headers['access-control-allow-credentials'], undefined)
})

test('a restart keeps people, their tokens, rooms and messages', async (t) => {
  const folder = dataFolder(t)
  const first = await openChatrooms(t, { folder })
  const ada = await first.person('ada')
  const room = await ada.chatroom('engine')
  await ada.ask('POST', '/api/message/', { chatroom_id: room, content: 'hello' })
  await first.running.stop()
  const second = await openChatrooms(t, { folder })
  const headers = { authorization: `Bearer ${ada.token}` }
  assert.equal((await second.ask('GET', '/api/chatroom/', { headers })).json[0]._id, room)
  assert.equal((await second.ask('GET', `/api/message/${room}`, { headers })).json[0].content, 'hello')
  assert.equal((await second.ask('GET', '/api/user/', { headers })).json[0].username, 'ada')
  assert.equal((await second.login('ada')).id, ada.id)
})
