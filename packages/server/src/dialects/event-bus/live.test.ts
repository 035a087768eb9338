import assert from 'node:assert/strict'
import { test } from 'node:test'
import { connect } from '../contract/older-clients.ts'
import { dataFolder, isProtected, openWorld } from '../contract/older-world.ts'

const collection = 'events'
const hello = { type: 'BROADCAST', payload: { message: 'hello' } }

test('events that were written natively are broadcast, whole and in the older shape', async (t) => {
  const { url, native } = await openWorld(t)
  const client = await connect(t, url)
  const { document } = await native('document.create', {
    collection,
    data: { message: 'tea is ready', cups: 2 },
  })
  const { id, createdAt, updatedAt } = document as { id: string; createdAt: string; updatedAt: string }
  const data = { message: 'tea is ready', cups: 2, id, _id: id, createdAt, updatedAt }
  assert.deepEqual(await client.next('broadcast'), { message: 'tea is ready', type: 'CREATE', data })
  await native('document.merge', { collection, document: id, patch: { message: null } })
  const updated = await client.next('broadcast')
  assert.deepEqual([updated.message, updated.type], ['An event was updated', 'UPDATE'])
  await native('document.delete', { collection, document: id })
  const deleted = { message: 'An event was deleted', type: 'DELETE', data: { id, _id: id } }
  assert.deepEqual(await client.next('broadcast'), deleted)
})

test('what one client does is answered to it and told to nobody else', async (t) => {
  const { url } = await openWorld(t)
  const [ada, ben] = [await connect(t, url), await connect(t, url)]
  await ada.ask('CREATE', { a: 1 })
  await ben.caughtUp()
  assert.deepEqual(ben.heard, [])
})

test('after a restart events are there, nothing is told again, and what is written then is', async (t) => {
  const folder = dataFolder(t)
  const first = await openWorld(t, { folder })
  await first.native('document.create', { collection, data: { before: true } })
  await first.running.stop()
  const second = await openWorld(t, { folder })
  const client = await connect(t, second.url)
  await second.native('document.create', { collection, data: { after: true } })
  const told = await client.next('broadcast')
  assert.equal((told.data as { after: boolean }).after, true)
  assert.equal(client.heard.length, 1)
  assert.equal((await second.ask('GET', '/api/events')).json.data.length, 2)
})

test('events that others made are read, and changing them answers that there are none', async (t) => {
  const { url, native, ask } = await openWorld(t)
  const { document } = await native('document.create', { collection, data: { mine: true } })
  const { id } = document as { id: string }
  const client = await connect(t, url)
  for (const type of ['UPDATE', 'DELETE']) {
    const [answer] = await client.ask(type, { id, updateData: { mine: false } })
    assert.deepEqual(answer, { success: false, type, message: 'Event not found' })
  }
  assert.equal((await ask('GET', '/api/events')).json.data[0].mine, true)
})

test('a broadcast is a signal of the collection: natives hear it, and theirs reach the older clients', async (t) => {
  const { url, native } = await openWorld(t)
  const client = await connect(t, url)
  const channel = 'collection:events'
  await native('signal.send', { channel, name: 'broadcast', data: { message: 'from afar' } })
  assert.deepEqual(await client.next('broadcast'), { message: 'from afar' })
  await native('signal.send', { channel, name: 'broadcast', data: 'only words' })
  assert.deepEqual(await client.next('broadcast'), { message: 'only words' })
  await native('signal.send', { channel, name: 'other', data: { message: 'not meant' } })
  await native('signal.send', { channel, name: 'broadcast' })
  await client.caughtUp()
  assert.equal(client.heard.length, 2)
})

test('a page of a foreign origin is refused every event and hears no broadcast', async (t) => {
  const { url, ask } = await openWorld(t)
  const foreign = await connect(t, url, { headers: { origin: 'https://elsewhere.example' } })
  const own = await connect(t, url, { headers: { origin: url } })
  for (const type of ['CREATE', 'UPDATE', 'DELETE', 'FETCH', 'BROADCAST']) {
    const [answer] = await foreign.ask(type, { type, payload: { a: 1 } })
    assert.deepEqual(answer, { success: false, type, message: 'Not allowed' })
  }
  await own.ask('BROADCAST', hello)
  await own.next('broadcast')
  await foreign.caughtUp()
  assert.deepEqual(foreign.all('broadcast'), [])
  assert.deepEqual((await ask('GET', '/api/events')).json.data, [])
})

test('where the contract is protected all five events and the broadcasts need a key', async (t) => {
  const { url, apiKey, token } = await openWorld(t, { environment: isProtected })
  const stranger = await connect(t, url)
  const guest = await connect(t, url, { auth: { token: await token('guest') } })
  for (const client of [stranger, guest]) {
    for (const type of ['CREATE', 'UPDATE', 'DELETE', 'FETCH', 'BROADCAST']) {
      const [answer] = await client.ask(type, { type, payload: { a: 1 } })
      assert.deepEqual(answer, { success: false, type, message: 'An API key is required' })
    }
  }
  const key = await apiKey('documents.read', 'documents.write')
  const owner = await token('owner')
  const holders = [
    await connect(t, url, { auth: { token: key } }),
    await connect(t, url, { headers: { 'x-api-key': key } }),
    await connect(t, url, { auth: { token: `Bearer ${owner}` } }),
    await connect(t, url, { headers: { authorization: `Bearer ${owner}` } }),
  ]
  for (const [place, client] of holders.entries()) {
    const [answer] = await client.ask('BROADCAST', { message: `hello ${place}` })
    assert.equal((answer as { success: boolean }).success, true)
    for (const listener of holders) assert.equal((await listener.next('broadcast')).message, `hello ${place}`)
  }
  for (const client of [stranger, guest]) {
    await client.caughtUp()
    assert.deepEqual(client.all('broadcast'), [])
  }
})
