import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import { dataFolder, type OlderWorld, openWorld, type WorldOptions } from '../contract/older-world.ts'

const ada = { name: 'Ada Lovelace', email: 'Ada@Example.org', password: 'the engine weaves' }
const ben = { name: 'Ben', email: 'ben@example.org', password: 'patterns and leaves' }
const unknown = '0123456789abcdef01234567'
const mounts = ['/api/users', '/api/v1/users']

const open = (t: TestContext, options: WorldOptions = {}): Promise<OlderWorld> =>
  openWorld(t, { ...options, environment: { RATELIMIT_ENABLED: 'False', ...options.environment } })

const signIn = (world: OlderWorld, identifier: string, password: string) =>
  world.ask('POST', '/v1/sessions', { body: { identifier, password } })

for (const path of mounts) {
  test(`a user is made, read, changed and deleted under ${path}`, async (t) => {
    const { ask } = await open(t)
    const made = await ask('POST', path, { body: ada })
    const { id } = made.json.user
    const user = { id, name: ada.name, email: ada.email }
    assert.match(id, /^[0-9a-f]{24}$/)
    assert.deepEqual([made.status, made.json], [201, { message: 'User created successfully', user }])
    const read = await ask('GET', `${path}/${id}`)
    assert.deepEqual([read.status, read.json], [200, user])
    assert.deepEqual((await ask('GET', path)).json, [user])

    const changed = await ask('PUT', `${path}/${id}`, { body: { name: 'Ada King' } })
    const king = { ...user, name: 'Ada King' }
    assert.deepEqual(
      [changed.status, changed.json],
      [200, { message: 'User updated successfully', user: king }],
    )
    const deleted = await ask('DELETE', `${path}/${id}`)
    assert.deepEqual(
      [deleted.status, deleted.json],
      [200, { message: 'User deleted successfully', user: king }],
    )
    const gone = await ask('GET', `${path}/${id}`)
    assert.deepEqual([gone.status, gone.json], [404, { message: `User with ID ${id} not found` }])
    assert.deepEqual((await ask('GET', path)).json, [])
  })
}

test('both mounts show the same users, with and without a last slash', async (t) => {
  const { ask } = await open(t)
  const { user } = (await ask('POST', '/api/users/', { body: ada })).json
  for (const path of ['/api/users', '/api/users/', '/api/v1/users', '/api/v1/users/']) {
    assert.deepEqual((await ask('GET', path)).json, [user], path)
  }
  assert.deepEqual((await ask('GET', `/api/v1/users/${user.id.toUpperCase()}/`)).json, user)
})

test('users are listed in the order in which they were made', async (t) => {
  const { ask } = await open(t)
  const names = Array.from({ length: 30 }, (_, place) => `user ${place}`)
  for (const [place, name] of names.entries()) {
    await ask('POST', '/api/users', { body: { ...ada, name, email: `u${place}@example.org` } })
  }
  assert.deepEqual(
    (await ask('GET', '/api/users')).json.map(({ name }: { name: string }) => name),
    names,
  )
})

test('the first field that is absent is named, in the order name, email, password', async (t) => {
  const { ask } = await open(t)
  const required = async (body: object) => (await ask('POST', '/api/users', { body })).json.message
  assert.equal(await required({}), "The 'name' field is required")
  assert.equal(await required({ password: 'x' }), "The 'name' field is required")
  assert.equal(await required({ name: '' }), "The 'email' field is required")
  assert.equal(await required({ name: 1, email: 2 }), "The 'password' field is required")
})

const faulty: [given: object, error: object][] = [
  [{ name: 'x'.repeat(31) }, { name: 'String value is too long' }],
  [{ name: '' }, { name: 'Field is required' }],
  [{ name: '  ' }, { name: 'Field is required' }],
  [{ name: null }, { name: 'Field is required' }],
  [{ name: 7 }, { name: 'StringField only accepts string values' }],
  [{ name: 'A\u202eda' }, { name: 'String value has invalid characters' }],
  [{ email: 'nobody' }, { email: 'Invalid email address: nobody' }],
  [{ email: '@example.org' }, { email: 'Invalid email address: @example.org' }],
  [{ email: 'x@localhost' }, { email: 'Invalid email address: x@localhost (domain validation failed)' }],
  [{ email: ['a@b.example'] }, { email: 'StringField only accepts string values' }],
  [{ password: 'seven77' }, { password: 'String value is too short' }],
  [{ password: 'x'.repeat(257) }, { password: 'String value is too long' }],
  [{ password: null }, { password: 'Field is required' }],
  [
    { name: {}, email: false, password: 12345678 },
    {
      name: 'StringField only accepts string values',
      email: 'StringField only accepts string values',
      password: 'StringField only accepts string values',
    },
  ],
]

test('all faults are told at once, and on PUT as on POST', async (t) => {
  const { ask } = await open(t)
  const { user } = (await ask('POST', '/api/users', { body: ben })).json
  for (const [given, error] of faulty) {
    const answer = { message: 'Validation error', error }
    const made = await ask('POST', '/api/users', { body: { ...ada, ...given } })
    assert.deepEqual([made.status, made.json], [400, answer], JSON.stringify(given))
    const changed = await ask('PUT', `/api/users/${user.id}`, { body: given })
    assert.deepEqual([changed.status, changed.json], [400, answer], JSON.stringify(given))
  }
  assert.deepEqual((await ask('GET', '/api/users')).json, [user])
})

test('an address is taken whatever its case, and shown as it was given', async (t) => {
  const { ask } = await open(t)
  const { user } = (await ask('POST', '/api/users', { body: ada })).json
  assert.equal(user.email, 'Ada@Example.org')
  const email = 'aDA@eXAMPLE.ORG'
  const answer = { message: 'A user with this email already exists', value: email }
  const again = await ask('POST', '/api/users', { body: { ...ben, email } })
  assert.deepEqual([again.status, again.json], [400, answer])
  const other = (await ask('POST', '/api/users', { body: ben })).json.user
  const changed = await ask('PUT', `/api/users/${other.id}`, { body: { email } })
  assert.deepEqual([changed.status, changed.json], [400, answer])
  const own = await ask('PUT', `/api/users/${user.id}`, { body: { email } })
  assert.deepEqual(own.json.user, { ...user, email })
})

test('of many at once with one address only one is made', async (t) => {
  const { ask } = await open(t)
  const answers = await Promise.all(
    Array.from({ length: 8 }, (_, place) =>
      ask('POST', '/api/users', { body: { ...ada, name: `ada ${place}` } }),
    ),
  )
  assert.equal(answers.filter(({ status }) => status === 201).length, 1)
  assert.equal(answers.filter(({ status }) => status === 400).length, 7)
  assert.equal((await ask('GET', '/api/users')).json.length, 1)
})

test('an unknown id is 404 and a malformed one 400, in every way of asking', async (t) => {
  const { ask } = await open(t)
  for (const method of ['GET', 'PUT', 'DELETE']) {
    const body = method === 'PUT' ? { body: { name: 'Ada' } } : {}
    const missing = await ask(method, `/api/users/${unknown}`, body)
    assert.deepEqual([missing.status, missing.json], [404, { message: `User with ID ${unknown} not found` }])
    for (const id of ['abc', 'abcdefghijkl', `${unknown}0`, 'general']) {
      const wrong = await ask(method, `/api/v1/users/${id}`, body)
      const message = `'${id}' is not a valid ObjectId, it must be a 12-byte input or a 24-character hex string`
      assert.deepEqual([wrong.status, wrong.json], [400, { message }], `${method} ${id}`)
    }
  }
})

test('on PUT the body is read before the user is looked up, and judged after', async (t) => {
  const { ask } = await open(t)
  const path = `/api/users/${unknown}`
  assert.equal((await ask('PUT', path, { body: '{"name":' })).status, 400)
  assert.equal(
    (await ask('PUT', path, { body: 'name=x', headers: { 'content-type': 'text/plain' } })).status,
    415,
  )
  assert.equal((await ask('PUT', path)).status, 415)
  assert.equal((await ask('PUT', path, { body: { name: '' } })).status, 404)
})

test('what is no JSON object is refused in this contract’s own shape', async (t) => {
  const { ask } = await open(t)
  const broken = { message: 'The browser (or proxy) sent a request that this server could not understand.' }
  for (const body of ['{', '[]', '"x"', 'null', '7']) {
    const answer = await ask('POST', '/api/users', { body })
    assert.deepEqual([answer.status, answer.json], [400, broken], body)
  }
  const message =
    "Did not attempt to load JSON data because the request Content-Type was not 'application/json'."
  for (const headers of [
    { 'content-type': 'text/plain' },
    { 'content-type': 'application/x-www-form-urlencoded' },
  ]) {
    const answer = await ask('POST', '/api/users', { body: 'name=ada', headers })
    assert.deepEqual([answer.status, answer.json], [415, { message }])
  }
  const method = await ask('PATCH', '/api/users', { body: {} })
  assert.deepEqual(
    [method.status, method.json],
    [405, { message: 'The method is not allowed for the requested URL.' }],
  )
  const path = await ask('GET', '/api/users/a/b')
  assert.equal(path.status, 404)
  assert.equal(typeof path.json.message, 'string')
})

test('a given id overwrites nobody', async (t) => {
  const { ask } = await open(t)
  const { user } = (await ask('POST', '/api/users', { body: ada })).json
  const other = (await ask('POST', '/api/users', { body: { ...ben, id: user.id, _id: user.id } })).json.user
  assert.notEqual(other.id, user.id)
  await ask('PUT', `/api/users/${other.id}`, { body: { id: user.id, name: 'Cleo' } })
  assert.deepEqual((await ask('GET', `/api/users/${user.id}`)).json, user)
})

test('operators and unknown fields do nothing', async (t) => {
  const { ask } = await open(t)
  const { user } = (await ask('POST', '/api/users', { body: { ...ada, role: 'owner', admin: true } })).json
  const body = { set__name: 'x', unset__email: 1, inc__age: 1, $set: { name: 'x' }, role: 'owner' }
  const changed = await ask('PUT', `/api/users/${user.id}`, { body })
  assert.deepEqual([changed.status, changed.json.user], [200, user])
  const nothing = await ask('PUT', `/api/users/${user.id}`, {
    body: '{"__proto__":{"name":"x"},"constructor":1}',
  })
  assert.deepEqual(nothing.json.user ?? user, user)
  assert.deepEqual((await ask('PUT', `/api/users/${user.id}`, { body: {} })).json.user, user)
  assert.deepEqual((await ask('GET', `/api/users/${user.id}`)).json, user)
})

test('a changed password works afterwards and the earlier one does not', async (t) => {
  const world = await open(t)
  const { user } = (await world.ask('POST', '/api/users', { body: ada })).json
  assert.equal((await signIn(world, ada.email, ada.password)).status, 201)
  const password = 'another engine entirely'
  assert.equal((await world.ask('PUT', `/api/users/${user.id}`, { body: { password } })).status, 200)
  assert.equal((await signIn(world, ada.email, ada.password)).status, 401)
  assert.equal((await signIn(world, ada.email, password)).status, 201)
})

test('the password is in no answer and only hashed in the store', async (t) => {
  const { ask, running } = await open(t)
  const made = await ask('POST', '/api/users', { body: ada })
  const { id } = made.json.user
  const texts = [
    made.text,
    (await ask('GET', '/api/users')).text,
    (await ask('GET', `/api/users/${id}`)).text,
  ]
  assert.deepEqual(
    texts.filter((text) => text.includes('password') || text.includes(ada.password)),
    [],
  )
  const row = await running.ports.store.read.row('account', id)
  assert.match(row?.columns.passwordHash ?? '', /^\$argon2id\$/)
})

test('passwords that differ after 72 bytes are two', async (t) => {
  const world = await open(t)
  const begin = 'x'.repeat(80)
  await world.ask('POST', '/api/users', { body: { ...ada, password: `${begin}1` } })
  assert.equal((await signIn(world, ada.email, `${begin}2`)).status, 401)
  assert.equal((await signIn(world, ada.email, `${begin}1`)).status, 201)
})

test('native accounts are neither listed nor found', async (t) => {
  const world = await open(t)
  await world.token('owner')
  const olive = await world.running.ports.store.read.owner({ space: 'username', name: 'olive' })
  for (const method of ['GET', 'PUT', 'DELETE']) {
    const body = method === 'PUT' ? { body: { name: 'x' } } : {}
    assert.equal((await world.ask(method, `/api/users/${olive}`, body)).status, 404, method)
  }
  assert.deepEqual((await world.ask('GET', '/api/users')).json, [])
})

test('once its person has claimed it the contract reads an account and changes it no more', async (t) => {
  const world = await open(t)
  const { user } = (await world.ask('POST', '/api/users', { body: ada })).json
  const { tokens } = (await signIn(world, ada.email, ada.password)).json
  const claim = await world.ask('PUT', '/v1/me/password', {
    body: { current: ada.password, password: 'a walk along the harbour' },
    headers: { authorization: `Bearer ${tokens.accessToken}` },
  })
  assert.ok(claim.status < 300, claim.text)
  assert.deepEqual((await world.ask('GET', `/api/users/${user.id}`)).json, user)
  assert.deepEqual((await world.ask('GET', '/api/users')).json, [user])
  const message = { message: `User with ID ${user.id} not found` }
  for (const [method, asked] of [
    ['PUT', { body: { password: 'mine again now' } }],
    ['DELETE', {}],
  ] as const) {
    const answer = await world.ask(method, `/api/users/${user.id}`, asked)
    assert.deepEqual([answer.status, answer.json], [404, message], method)
  }
  assert.equal((await signIn(world, ada.email, 'a walk along the harbour')).status, 201)
})

test('until it is claimed it holds no role', async (t) => {
  const world = await open(t)
  const { user } = (await world.ask('POST', '/api/users', { body: ada })).json
  await assert.rejects(world.native('account.setRole', { account: user.id, role: 'admin' }), {
    code: 'access.denied',
  })
})

test('a restart keeps users and their passwords', async (t) => {
  const folder = dataFolder(t)
  const first = await open(t, { folder })
  const { user } = (await first.ask('POST', '/api/users', { body: ada })).json
  await first.running.stop()
  const second = await open(t, { folder })
  assert.deepEqual((await second.ask('GET', '/api/users')).json, [user])
  assert.equal((await signIn(second, ada.email, ada.password)).status, 201)
})
