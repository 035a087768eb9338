import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openWorld } from '../contract/older-world.ts'

const ada = { name: 'Ada Lovelace', email: 'ada@example.org' }
const ben = { name: 'Ben', email: 'ben@example.org' }
const unknown = '0123456789abcdef01234567'

test('a user is made, read, replaced and deleted', async (t) => {
  const { ask } = await openWorld(t)
  const made = await ask('POST', '/users', { body: ada })
  assert.equal(made.status, 201)
  const { id } = made.json
  assert.match(id, /^[0-9a-f]{24}$/)
  assert.deepEqual(made.json, { message: 'User created successfully!', id })

  const read = await ask('GET', `/users/${id}`)
  assert.equal(read.status, 200)
  assert.deepEqual(read.json, { id, ...ada })

  const replaced = await ask('PUT', `/users/${id}`, { body: ben })
  assert.deepEqual([replaced.status, replaced.json], [200, { message: 'User updated successfully!' }])
  assert.deepEqual((await ask('GET', '/users')).json, [{ id, ...ben }])

  const deleted = await ask('DELETE', `/users/${id}`)
  assert.deepEqual([deleted.status, deleted.json], [200, { message: 'User deleted successfully!' }])
  const gone = await ask('GET', `/users/${id}`)
  assert.deepEqual([gone.status, gone.json], [404, { message: 'User not found!' }])
  assert.deepEqual((await ask('GET', '/users')).json, [])
})

test('all users are listed in the order in which they were made, in one bare list', async (t) => {
  const { ask } = await openWorld(t)
  const names = Array.from({ length: 450 }, (_, place) => `user ${place}`)
  for (const name of names) {
    await ask('POST', '/users', { body: { name, email: 'same@example.org' } })
  }
  const list = await ask('GET', '/users')
  assert.equal(list.status, 200)
  assert.match(list.headers['content-type'] ?? '', /^application\/json/)
  assert.deepEqual(
    list.json.map(({ name }: { name: string }) => name),
    names,
  )
  assert.deepEqual(Object.keys(list.json[0]).sort(), ['email', 'id', 'name'])
})

test('an unknown id is 404, a malformed one 400, in every way of asking', async (t) => {
  const { ask } = await openWorld(t)
  for (const method of ['GET', 'PUT', 'DELETE']) {
    const body = method === 'PUT' ? { body: ada } : {}
    const missing = await ask(method, `/users/${unknown}`, body)
    assert.deepEqual([missing.status, missing.json], [404, { message: 'User not found!' }], method)
    for (const id of ['abc', 'abcdefghijkl', `${unknown}0`, 'g'.repeat(24), '%00', '..%2f..', "' or 1=1"]) {
      const wrong = await ask(method, `/users/${encodeURI(id)}`, body)
      assert.deepEqual(
        [wrong.status, wrong.json],
        [400, { message: 'Invalid ID format!' }],
        `${method} ${id}`,
      )
    }
  }
})

test('an id is found in any case and shown in small letters', async (t) => {
  const { ask } = await openWorld(t)
  const { id } = (await ask('POST', '/users', { body: ada })).json
  assert.deepEqual((await ask('GET', `/users/${id.toUpperCase()}`)).json, { id, ...ada })
})

test('a replacement with the values that are there is a success', async (t) => {
  const { ask } = await openWorld(t)
  const { id } = (await ask('POST', '/users', { body: ada })).json
  assert.equal((await ask('PUT', `/users/${id}`, { body: ada })).status, 200)
})

test('both fields are needed in both writes, and the answer names the one that is wrong', async (t) => {
  const { ask } = await openWorld(t)
  const { id } = (await ask('POST', '/users', { body: ada })).json
  const bad: [unknown, RegExp][] = [
    [{ name: 'Ada' }, /'email'/],
    [{ email: 'a@b' }, /'name'/],
    [{ name: null, email: 'a@b' }, /'name'/],
    [{ name: 7, email: 'a@b' }, /'name'/],
    [{ name: 'Ada', email: ['a@b'] }, /'email'/],
    [{ name: { $ne: null }, email: 'a@b' }, /'name'/],
    [{ name: '   ', email: 'a@b' }, /'name'/],
    [{ name: 'Ada', email: 'nowhere' }, /'email'/],
    [{ name: 'Ada', email: 'a@b@c' }, /'email'/],
    [{ name: 'é'.repeat(201), email: 'a@b' }, /'name'/],
    [{ name: 'Ada', email: `${'a'.repeat(254)}@b` }, /'email'/],
    [{ name: 'A\u0000', email: 'a@b' }, /name/],
    [[ada], /object/],
    ['"Ada"', /object/],
    ['null', /object/],
    ['{"__proto__": {"name": "Ada", "email": "a@b"}}', /'name'/],
  ]
  for (const [body, words] of bad) {
    for (const [method, path] of [
      ['POST', '/users'],
      ['PUT', `/users/${id}`],
    ] as const) {
      const answer = await ask(method, path, { body })
      assert.equal(answer.status, 400, JSON.stringify(body))
      assert.deepEqual(Object.keys(answer.json), ['message'])
      assert.match(answer.json.message, words)
    }
  }
  assert.deepEqual((await ask('GET', '/users')).json, [{ id, ...ada }], 'nothing has changed')
})

test('a name of 200 letters of any script, two users of one address and extra fields are fine', async (t) => {
  const { ask } = await openWorld(t)
  const wide = { name: '語'.repeat(200), email: ada.email }
  for (const body of [ada, wide, { ...ada, id: unknown, _id: unknown, role: 'admin', $set: { x: 1 } }]) {
    assert.equal((await ask('POST', '/users', { body })).status, 201)
  }
  const users = (await ask('GET', '/users')).json
  assert.deepEqual(
    users.map(({ name }: { name: string }) => name),
    [ada.name, wide.name, ada.name],
  )
  for (const user of users) assert.deepEqual(Object.keys(user).sort(), ['email', 'id', 'name'])
  assert.notEqual(users[2].id, unknown)
})

test('text is given back as it was sent', async (t) => {
  const { ask } = await openWorld(t)
  const odd = { name: ' <b>Ada</b> & "co" \u2028 e\u0301 ', email: 'a@b ' }
  const { id } = (await ask('POST', '/users', { body: odd })).json
  assert.deepEqual((await ask('GET', `/users/${id}`)).json, { id, ...odd })
})

test('users that were written natively are shown, and only read', async (t) => {
  const { ask, native } = await openWorld(t)
  const made = await native('document.create', { collection: 'users', data: { ...ada, note: 'hers' } })
  await native('document.create', { collection: 'users', data: { name: 'no address' } })
  const { id } = made.document as { id: string }
  assert.deepEqual((await ask('GET', '/users')).json, [{ id, ...ada }])
  assert.deepEqual((await ask('GET', `/users/${id}`)).json, { id, ...ada })
  for (const method of ['PUT', 'DELETE']) {
    const answer = await ask(method, `/users/${id}`, method === 'PUT' ? { body: ben } : {})
    assert.deepEqual([answer.status, answer.json], [404, { message: 'User not found!' }])
  }
  assert.deepEqual((await ask('GET', '/users')).json, [{ id, ...ada }])
})

test('what an admin added to a user stays when the contract replaces name and address', async (t) => {
  const { ask, native } = await openWorld(t)
  const { id } = (await ask('POST', '/users', { body: ada })).json
  await native('document.merge', { collection: 'users', document: id, patch: { note: 'first' } })
  assert.equal((await ask('PUT', `/users/${id}`, { body: ben })).status, 200)
  const document = await native('document.get', { collection: 'users', document: id })
  assert.deepEqual(document.data, { ...ben, note: 'first' })
})

test('a full contract says so and goes on reading', async (t) => {
  const { ask } = await openWorld(t, { environment: { HUBBUB_CONTRACT_ROWS: '2' } })
  const { id } = (await ask('POST', '/users', { body: ada })).json
  await ask('POST', '/users', { body: ben })
  const full = await ask('POST', '/users', { body: ben })
  assert.deepEqual([full.status, full.json], [507, { message: 'No more users can be stored.' }])
  assert.equal((await ask('PUT', `/users/${id}`, { body: ben })).status, 200)
  assert.equal((await ask('DELETE', `/users/${id}`)).status, 200)
  assert.equal((await ask('POST', '/users', { body: ada })).status, 201)
})
