import assert from 'node:assert/strict'
import { test } from 'node:test'
import { connect } from '../contract/older-clients.ts'
import { openWorld, type OlderWorld } from '../contract/older-world.ts'
import { from, type Guest, login, say } from './test/visitors.ts'

const room = 'lobby'
const denied = 'You may not write here'

/** The account behind a guest, who has spoken. */
async function accountOf({ native }: OlderWorld, { name }: Guest): Promise<string> {
  const { profiles, items } = await native('message.list', { room })
  const found = profiles.find(({ displayName }) => displayName === name)
  assert.ok(found && items.length > 0)
  return found.id
}

async function lobbyWith(t: Parameters<typeof openWorld>[0]) {
  const world = await openWorld(t)
  const ada = await login(world, 'Ada')
  await world.native('room.join', { room })
  const said = await say(world, ada, 'hello')
  const client = await connect(t, world.url)
  await client.ask('join', { username: 'Ada', token: ada.token })
  const write = (method: string, path: string, body?: object) =>
    world.ask(method, path, { headers: ada.headers, ...(body ? { body } : {}) })
  return { world, ada, said, client, write, account: await accountOf(world, ada) }
}

test('where only moderators may post natively, guests may not either, and read on', async (t) => {
  const { world, ada, said, client, write } = await lobbyWith(t)
  await world.native('room.update', { room, posting: 'moderators' })
  const refused = await write('POST', '/api/messages', { content: 'x' })
  assert.deepEqual([refused.status, refused.json], [403, { error: 'The lobby is closed' }])
  await client.ask('new_message', from(ada, { content: 'x' }))
  assert.deepEqual(await client.next('error'), { message: 'The lobby is closed' })
  assert.deepEqual((await write('GET', '/api/messages')).json, [said])
})

test('who is banned natively writes no more, by no token and no socket', async (t) => {
  const { world, ada, said, client, write, account } = await lobbyWith(t)
  await world.native('member.ban', { room, account, reason: 'spam' })
  const refused = await write('POST', '/api/messages', { content: 'x' })
  assert.deepEqual([refused.status, refused.json], [403, { error: denied }])
  assert.equal((await write('DELETE', `/api/messages/${said.id}`)).status, 403)
  await client.ask('new_message', from(ada, { content: 'x' }))
  assert.deepEqual(await client.next('error'), { message: denied })
  assert.deepEqual((await write('GET', '/api/messages')).json, [said])
  // Who signs in again with the same proof is the same.
  const again = await login(world, 'Ada', ada)
  const { status } = await world.ask('POST', '/api/messages', {
    headers: again.headers,
    body: { content: 'x' },
  })
  assert.equal(status, 403)
})

test('who was taken out natively comes back by speaking, as anybody may join a public room', async (t) => {
  const { world, ada, account } = await lobbyWith(t)
  await world.native('member.remove', { room, account })
  const said = await say(world, ada, 'again')
  assert.equal(await accountOf(world, ada), account)
  assert.equal(said.username, 'Ada')
})

test('a guest who is deactivated natively is out: their token opens nothing more to write', async (t) => {
  const { world, ada, client, write, account } = await lobbyWith(t)
  await world.native('account.deactivate', { account })
  const { status, json } = await write('POST', '/api/messages', { content: 'x' })
  assert.deepEqual([status, json], [401, { msg: 'Token has been revoked' }])
  await client.ask('new_message', from(ada, { content: 'x' }))
  assert.deepEqual(await client.next('error'), { message: 'Token has been revoked' })
})

test('moderators delete what guests wrote, and its author does not find it again', async (t) => {
  const { world, said, client, write } = await lobbyWith(t)
  const { items } = await world.native('message.list', { room })
  await world.native('message.delete', { room, message: items[0]?.id ?? '' })
  assert.deepEqual(await client.next('message_deleted'), { messageId: said.id })
  const gone = { error: `Message ${said.id} not found` }
  assert.deepEqual((await write('PUT', `/api/messages/${said.id}`, { content: 'x' })).json, gone)
  assert.deepEqual((await write('DELETE', `/api/messages/${said.id}`)).json, gone)
  assert.deepEqual((await write('GET', '/api/messages')).json, [])
})

test('a lobby that is made private keeps its guests and lets no new ones write', async (t) => {
  const { world, ada } = await lobbyWith(t)
  await world.native('room.update', { room, type: 'private' })
  await say(world, ada, 'still here')
  const ben = await login(world, 'Ben')
  const answer = await world.ask('POST', '/api/messages', { headers: ben.headers, body: { content: 'x' } })
  assert.deepEqual([answer.status, answer.json], [404, { error: 'The lobby is closed' }])
})

test('a lobby that is deleted natively is closed until the next start', async (t) => {
  const { world, ada, client, write } = await lobbyWith(t)
  await world.native('room.delete', { room })
  for (const [method, path, body] of [
    ['GET', '/api/messages', undefined],
    ['GET', '/api/messages/search?q=h', undefined],
    ['GET', '/api/messages/1', undefined],
    ['POST', '/api/messages', { content: 'x' }],
  ] as const) {
    const { status, json } = await write(method, path, body)
    assert.deepEqual([status, json], [404, { error: 'The lobby is closed' }], path)
  }
  await client.ask('new_message', from(ada, { content: 'x' }))
  assert.deepEqual(await client.next('error'), { message: 'The lobby is closed' })
})

test('no token of the lobby reads a private message: it opens this room and no other', async (t) => {
  const { world, ada, account } = await lobbyWith(t)
  const { room: opened } = await world.native('room.openDirect', { accounts: [account] })
  const direct = opened as { id: string }
  await world.native('message.send', { room: direct.id, text: 'a secret' })
  const { headers } = ada
  for (const path of ['/api/messages', '/api/messages/search?q=secret', '/api/messages/user'])
    assert.equal((await world.ask('GET', path, { headers })).text.includes('secret'), false, path)
  for (const path of ['/v1/rooms', `/v1/rooms/${direct.id}/messages`, `/api/message/${direct.id}`])
    assert.equal((await world.ask('GET', path, { headers })).status, 401, path)
})
