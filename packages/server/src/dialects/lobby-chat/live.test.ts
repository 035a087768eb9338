import assert from 'node:assert/strict'
import { test } from 'node:test'
import { clients, connect } from '../contract/older-clients.ts'
import { dataFolder, openWorld } from '../contract/older-world.ts'
import { from, login, type Said, say } from './test/visitors.ts'

for (const kind of clients) {
  test(`${kind.name}: who signs in, joins and speaks is heard once by everybody who joined`, async (t) => {
    const world = await openWorld(t)
    const ada = await login(world, 'Ada')
    const [hers, his, other] = await Promise.all([0, 1, 2].map(() => connect(t, world.url, { kind })))
    assert.ok(hers && his && other)
    assert.deepEqual(await hers.ask('join', { username: 'Ada' }), [])
    assert.deepEqual(await hers.next('user_joined'), { username: 'Ada' })
    const ben = await login(world, 'Ben')
    await his.ask('join', { username: 'Ben' })
    assert.deepEqual(await hers.next('user_joined'), { username: 'Ben' })

    assert.deepEqual(await hers.ask('new_message', from(ada, { content: '<b>hello</b>' })), [])
    const heard = await his.next('message')
    assert.deepEqual(heard, {
      id: 1,
      username: 'Ada',
      content: '<b>hello</b>',
      timestamp: heard['timestamp'],
    })
    assert.match(String(heard['timestamp']), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
    assert.deepEqual(await hers.next('message'), heard)
    assert.deepEqual((await world.ask('GET', '/api/messages', { headers: ben.headers })).json, [heard])

    await hers.ask('edit_message', from(ada, { messageId: '1', content: 'hello' }))
    assert.deepEqual(await his.next('message_edited'), { messageId: 1, content: 'hello' })
    await hers.ask('delete_message', from(ada, { messageId: 1 }))
    for (const client of [hers, his, other])
      assert.deepEqual(await client.next('message_deleted'), { messageId: 1 })
    await hers.ask('leave', { username: 'Ada' })
    assert.deepEqual(await his.next('user_left'), { username: 'Ada' })
    await Promise.all([hers, his, other].map((client) => client.caughtUp()))
    assert.equal(hers.all('message').length, 1)
    assert.equal(his.all('message').length, 1)
    assert.deepEqual(hers.all('user_left'), [])
    assert.deepEqual(
      other.heard.map(([event]) => event),
      ['message_deleted'],
      'who never joined hears of deletions only',
    )
  })
}

test('the known browser client: each of the five things it does', async (t) => {
  const world = await openWorld(t)
  const { ask, url } = world
  const ada = await login(world, 'Ada')
  const page = await connect(t, url)
  const watching = await connect(t, url)
  page.emit('join', { username: 'Ada' })
  await page.next('user_joined')
  watching.emit('join', { username: 'Ben' })
  await watching.next('user_joined')

  page.emit('new_message', from(ada, { content: 'first' }))
  const { id } = (await page.next('message')) as { id: number }
  await watching.next('message')

  const path = `/api/messages/${id}`
  assert.equal((await ask('PUT', path, { headers: ada.headers, body: { content: 'second' } })).status, 200)
  assert.deepEqual(await watching.next('message_edited'), { messageId: id, content: 'second' })
  assert.deepEqual(
    await page.ask('edit_message', from(ada, { messageId: String(id), content: 'second' })),
    [],
  )

  const gone = await ask('DELETE', path, { headers: ada.headers })
  assert.deepEqual([gone.status, gone.text], [204, ''])
  assert.deepEqual(await watching.next('message_deleted'), { messageId: id })
  assert.deepEqual(await page.ask('delete_message', from(ada, { messageId: String(id) })), [])

  page.emit('leave', { username: 'Ada' })
  page.leave()
  assert.deepEqual(await watching.next('user_left'), { username: 'Ada' })
  await login(world, 'Ada')
  await watching.caughtUp()
  assert.deepEqual(watching.all('error'), [])
  assert.deepEqual(page.all('error'), [])
  assert.equal(watching.all('message').length, 1)
})

test('what is said over REST is told once, before the answer is there', async (t) => {
  const world = await openWorld(t)
  const ada = await login(world, 'Ada')
  const client = await connect(t, world.url)
  await client.ask('join', { username: 'Ada' })
  for (let count = 0; count < 10; count++) {
    const said = await say(world, ada, `tea ${count}`)
    assert.deepEqual(await client.next('message'), said)
  }
  await client.caughtUp()
  assert.equal(client.all('message').length, 10)
})

test('the lobby is a native room: what is said, changed and deleted on one side shows on the other', async (t) => {
  const world = await openWorld(t)
  const { native, ask } = world
  const ada = await login(world, 'Ada')
  const client = await connect(t, world.url)
  await client.ask('join', { username: 'Ada' })

  await native('room.join', { room: 'lobby' })
  const { message } = await native('message.send', { room: 'lobby', text: 'native tea' })
  const id = (message as { id: string }).id
  const heard = await client.next('message')
  assert.deepEqual([heard['id'], heard['username'], heard['content']], [1, 'olive', 'native tea'])
  await native('message.edit', { room: 'lobby', message: id, text: 'green tea' })
  assert.deepEqual(await client.next('message_edited'), { messageId: 1, content: 'green tea' })
  const denied = await ask('PUT', '/api/messages/1', { headers: ada.headers, body: { content: 'mine' } })
  assert.deepEqual([denied.status, denied.json], [403, { error: 'Not authorized to edit this message' }])
  await native('message.delete', { room: 'lobby', message: id })
  assert.deepEqual(await client.next('message_deleted'), { messageId: 1 })

  await say(world, ada, 'from the lobby')
  const list = await native('message.list', { room: 'lobby' })
  const last = list.items.at(-1) as { text: string; seq: number; author: string }
  assert.deepEqual([last.text, last.seq], ['from the lobby', 2])
  const profile = list.profiles.find((one) => one.id === last.author)
  assert.deepEqual([profile?.displayName, profile?.role], ['Ada', 'guest'])
  await native('room.get', { room: 'lobby' })
  assert.equal(client.all('message').length, 2)
})

test('who reads a part again sees what changed since, and the names of now', async (t) => {
  const world = await openWorld(t)
  const { native } = world
  const ada = await login(world, 'Ada')
  const shown = async () => {
    const { json } = await world.ask('GET', '/api/messages?limit=2', { headers: ada.headers })
    return (json as Said[]).map(({ username, content }) => `${username}: ${content}`)
  }
  const first = await say(world, ada, 'one')
  assert.deepEqual(await shown(), ['Ada: one'])
  await native('room.join', { room: 'lobby' })
  await native('message.send', { room: 'lobby', text: 'two' })
  assert.deepEqual(await shown(), ['Ada: one', 'olive: two'])
  assert.deepEqual(await shown(), ['Ada: one', 'olive: two'])
  await native('profile.update', { username: 'olivia' })
  assert.deepEqual(await shown(), ['Ada: one', 'olivia: two'])
  await world.ask('PUT', `/api/messages/${first.id}`, { headers: ada.headers, body: { content: '1' } })
  assert.deepEqual(await shown(), ['Ada: 1', 'olivia: two'])
  await world.ask('DELETE', `/api/messages/${first.id}`, { headers: ada.headers })
  assert.deepEqual(await shown(), ['olivia: two'])
})

test('after a restart nothing is told again, the history is there, and its names', async (t) => {
  const folder = dataFolder(t)
  const first = await openWorld(t, { folder })
  const ada = await login(first, 'Ada')
  const said = await say(first, ada, 'before')
  await first.running.stop()

  const second = await openWorld(t, { folder })
  const client = await connect(t, second.url)
  await client.ask('join', { username: 'Ada', token: ada.token })
  const { headers } = ada
  assert.deepEqual((await second.ask('GET', '/api/messages', { headers })).json, [said])
  const again = await say(second, ada, 'after')
  assert.deepEqual(await client.next('message'), again)
  assert.equal(again.id, said.id + 1)
  assert.equal(client.all('message').length, 1)
})
