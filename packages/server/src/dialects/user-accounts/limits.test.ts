import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isProtected, openWorld } from '../contract/older-world.ts'

const ada = { name: 'Ada', email: 'ada@example.org', password: 'the engine weaves' }

test('more than 30 requests in a second are refused, with what is left in every answer', async (t) => {
  const { ask } = await openWorld(t)
  const answers = await Promise.all(
    Array.from({ length: 70 }, (_, place) => ask('GET', place % 2 ? '/api/users' : '/api/v1/users/x')),
  )
  const refused = answers.filter(({ status }) => status === 429)
  // They may fall into two windows, and never into three.
  assert.ok(refused.length >= 10, `${refused.length} were refused`)
  for (const { json, headers } of refused) {
    assert.deepEqual(json, { message: '30 per 1 second' })
    assert.equal(headers['x-ratelimit-remaining'], '0')
    assert.match(headers['retry-after'] ?? '', /^\d+$/)
  }
  for (const { headers } of answers) {
    assert.equal(headers['x-ratelimit-limit'], '30')
    const reset = Number(headers['x-ratelimit-reset'])
    assert.ok(Math.abs(reset - Date.now() / 1000) < 60, `${reset} is in Unix seconds`)
  }
})

test('the limit holds under these prefixes alone', async (t) => {
  const { ask } = await openWorld(t)
  const answers = await Promise.all(Array.from({ length: 90 }, () => ask('GET', '/api/userspace')))
  assert.deepEqual([...new Set(answers.map(({ status }) => status))], [404])
  assert.equal(answers[0]?.headers['x-ratelimit-limit'], undefined)
})

test('who forges an address is counted as who they are', async (t) => {
  const { ask } = await openWorld(t, { environment: { HUBBUB_OPEN: 'user-accounts' } })
  const answers = await Promise.all(
    Array.from({ length: 70 }, (_, place) =>
      ask('GET', '/api/users', { headers: { 'x-forwarded-for': `203.0.113.${place}` } }),
    ),
  )
  assert.ok(answers.some(({ status }) => status === 429))
})

for (const off of ['False', 'off']) {
  test(`RATELIMIT_ENABLED=${off} means no limit`, async (t) => {
    const { ask } = await openWorld(t, { environment: { RATELIMIT_ENABLED: off } })
    const answers = await Promise.all(Array.from({ length: 80 }, () => ask('GET', '/api/users')))
    assert.deepEqual([...new Set(answers.map(({ status }) => status))], [200])
  })
}

test('RATELIMIT_HEADERS_ENABLED=false means no headers, and the limit stands', async (t) => {
  const { ask } = await openWorld(t, { environment: { RATELIMIT_HEADERS_ENABLED: 'false' } })
  const answers = await Promise.all(Array.from({ length: 70 }, () => ask('GET', '/api/users')))
  assert.ok(answers.some(({ status }) => status === 429))
  assert.ok(answers.every(({ headers }) => headers['x-ratelimit-limit'] === undefined))
})

test('where the contract is protected it asks for a key, and guests have none', async (t) => {
  const { ask, apiKey, token } = await openWorld(t, { environment: isProtected })
  const key = await apiKey('documents.read')
  const refusal = { message: 'An API key is required' }
  for (const [method, path] of [
    ['GET', '/api/users'],
    ['POST', '/api/v1/users'],
    ['DELETE', '/api/users/x'],
  ] as const) {
    const answer = await ask(method, path, method === 'POST' ? { body: ada } : {})
    assert.deepEqual([answer.status, answer.json], [401, refusal], `${method} ${path}`)
  }
  const guest = { authorization: `Bearer ${await token('guest')}` }
  assert.equal((await ask('GET', '/api/users', { headers: guest })).status, 401)
  const shown: Record<string, string>[] = [{ 'x-api-key': key }, { authorization: `Bearer ${key}` }]
  for (const headers of shown) assert.equal((await ask('GET', '/api/users', { headers })).status, 200)
  assert.equal((await ask('POST', '/api/users', { body: ada, headers: { 'x-api-key': key } })).status, 201)
})

test('a request that was passed on is asked for a key, unless the contract was opened by name', async (t) => {
  const headers = { 'x-forwarded-for': '203.0.113.9' }
  const local = await openWorld(t)
  assert.equal((await local.ask('GET', '/api/users')).status, 200)
  assert.equal((await local.ask('GET', '/api/users', { headers })).status, 401)
  const opened = await openWorld(t, { environment: { ...isProtected, HUBBUB_OPEN: 'user-accounts' } })
  assert.equal((await opened.ask('GET', '/api/users', { headers })).status, 200)
})

test('what is made is bounded', async (t) => {
  const { ask } = await openWorld(t, { environment: { HUBBUB_CONTRACT_ROWS: '1' } })
  assert.equal((await ask('POST', '/api/users', { body: ada })).status, 201)
  const full = await ask('POST', '/api/users', { body: { ...ada, email: 'ben@example.org' } })
  assert.deepEqual([full.status, full.json], [507, { message: 'No more users can be stored.' }])
})
