import assert from 'node:assert/strict'
import { test } from 'node:test'
import { clients, connect } from '../contract/older-clients.ts'
import { dataFolder, isProtected, openWorld } from '../contract/older-world.ts'

const ada = { name: 'Ada', email: 'ada@example.org' }
const ben = { name: 'Ben', email: 'ben@example.org' }

for (const kind of clients) {
  test(`${kind.name} hears of every change once, before the answer is there`, async (t) => {
    const { url, ask } = await openWorld(t)
    const client = await connect(t, url, { kind })
    const { id } = (await ask('POST', '/users', { body: ada })).json
    assert.deepEqual(await client.next('new_user'), { id, ...ada })
    await ask('PUT', `/users/${id.toUpperCase()}`, { body: ben })
    assert.deepEqual(await client.next('updated_user'), { id, ...ben })
    await ask('DELETE', `/users/${id.toUpperCase()}`)
    assert.deepEqual(await client.next('deleted_user'), { id })
    assert.equal(client.heard.length, 3)
  })
}

test('the event leaves before the response does', async (t) => {
  const { url, ask } = await openWorld(t)
  const client = await connect(t, url)
  const order: string[] = []
  const events = Promise.all(
    Array.from({ length: 20 }, () => client.next('new_user').then(() => order.push('event'))),
  )
  for (let time = 0; time < 20; time++) {
    await ask('POST', '/users', { body: ada })
    order.push('answer')
  }
  await events
  assert.deepEqual(order.slice(0, 4), ['event', 'answer', 'event', 'answer'])
})

test('everybody is told, whoever made the change, and on every path', async (t) => {
  const { url, ask } = await openWorld(t)
  const everybody = await Promise.all(clients.map((kind) => connect(t, url, { kind })))
  const { id } = (await ask('POST', '/users/', { body: ada })).json
  for (const client of everybody) assert.deepEqual(await client.next('new_user'), { id, ...ada })
})

test('a replacement with the same values is told as well', async (t) => {
  const { url, ask } = await openWorld(t)
  const client = await connect(t, url)
  const { id } = (await ask('POST', '/users', { body: ada })).json
  await ask('PUT', `/users/${id}`, { body: ada })
  assert.deepEqual(await client.next('updated_user'), { id, ...ada })
})

test('what is written natively is told in the older shape', async (t) => {
  const { url, native } = await openWorld(t)
  const client = await connect(t, url)
  const collection = 'users'
  const { document } = await native('document.create', { collection, data: { ...ada, note: 'native' } })
  const { id } = document as { id: string }
  assert.deepEqual(await client.next('new_user'), { id, ...ada })
  await native('document.merge', { collection, document: id, patch: { name: 'Ada King' } })
  assert.deepEqual(await client.next('updated_user'), { id, ...ada, name: 'Ada King' })
  await native('document.delete', { collection, document: id })
  assert.deepEqual(await client.next('deleted_user'), { id })
})

test('a document that is no user is nobody’s news, and one that stops being one is a deletion', async (t) => {
  const { url, native } = await openWorld(t)
  const client = await connect(t, url)
  const collection = 'users'
  await native('document.create', { collection, data: { note: 'no user' } })
  const { document } = await native('document.create', { collection, data: ada })
  const { id } = document as { id: string }
  await native('document.merge', { collection, document: id, patch: { email: null } })
  assert.deepEqual(await client.next('deleted_user'), { id })
  assert.deepEqual(
    client.heard.map(([event]) => event),
    ['new_user', 'deleted_user'],
  )
})

test('of many changes at once clients end with what is there', async (t) => {
  const { url, ask, native } = await openWorld(t)
  const { id } = (await ask('POST', '/users', { body: ada })).json
  const client = await connect(t, url)
  const names = Array.from({ length: 30 }, (_, place) => `Ada ${place}`)
  await Promise.all([
    ...names.map((name) => native('document.merge', { collection: 'users', document: id, patch: { name } })),
    ...names.map((name) => ask('POST', '/users', { body: { ...ben, name } })),
  ])
  await client.caughtUp()
  const users = (await ask('GET', '/users')).json
  assert.deepEqual(client.all('updated_user').at(-1), users[0])
  assert.deepEqual(client.all('new_user'), users.slice(1))
})

test('after a restart nothing is told again, and what comes then is', async (t) => {
  const folder = dataFolder(t)
  const first = await openWorld(t, { folder })
  const { id } = (await first.ask('POST', '/users', { body: ada })).json
  await first.running.stop()

  const second = await openWorld(t, { folder })
  const client = await connect(t, second.url)
  assert.deepEqual((await second.ask('GET', '/users')).json, [{ id, ...ada }])
  await second.native('document.create', { collection: 'users', data: ben })
  assert.equal((await client.next('new_user')).name, 'Ben')
  await second.ask('PUT', `/users/${id}`, { body: ben })
  assert.deepEqual(await client.next('updated_user'), { id, ...ben })
  assert.equal(client.heard.length, 2)
})

test('a page of a foreign origin connects and hears nothing of users', async (t) => {
  const { url, ask } = await openWorld(t)
  const headers = { origin: 'https://elsewhere.example' }
  const foreign = await connect(t, url, { headers })
  const own = await connect(t, url, { headers: { origin: 'http://localhost:8080' } })
  await ask('POST', '/users', { body: ada })
  await own.next('new_user')
  await foreign.caughtUp()
  assert.deepEqual(foreign.heard, [])
})

test('where the contract is protected only sockets with a key are told', async (t) => {
  const { url, ask, apiKey } = await openWorld(t, { environment: isProtected })
  const key = await apiKey('documents.read')
  const stranger = await connect(t, url)
  const holders = await Promise.all([
    connect(t, url, { auth: { token: key } }),
    connect(t, url, { headers: { authorization: `Bearer ${key}` } }),
    connect(t, url, { headers: { 'x-api-key': key } }),
  ])
  const { id } = (await ask('POST', '/users', { body: ada, headers: { 'x-api-key': key } })).json
  for (const client of holders) assert.deepEqual(await client.next('new_user'), { id, ...ada })
  await stranger.caughtUp()
  assert.deepEqual(stranger.heard, [])
})

test('a key that is taken back ends the sockets that showed it', async (t) => {
  const { url, apiKey, native, running } = await openWorld(t, { environment: isProtected })
  const key = await apiKey('documents.read')
  const client = await connect(t, url, { auth: { token: key } })
  const bot = await running.ports.store.read.owner({ space: 'username', name: 'courier' })
  await native('key.revoke', { bot: bot ?? '', key: key.slice('hbk_'.length).split('_')[0] ?? '' })
  assert.equal(await client.ended, 'io server disconnect')
})
