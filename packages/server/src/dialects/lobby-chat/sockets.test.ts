import assert from 'node:assert/strict'
import { test } from 'node:test'
import { clients, connect, refusedAt } from '../contract/older-clients.ts'
import { isProtected, openWorld } from '../contract/older-world.ts'
import { from, login, say } from './test/visitors.ts'

for (const kind of clients) {
  test(`${kind.name}: what goes wrong is told to who did it, and to nobody else`, async (t) => {
    const world = await openWorld(t)
    const [ada, ben] = [await login(world, 'Ada'), await login(world, 'Ben')]
    const said = await say(world, ada, 'mine')
    const [his, watching] = [await connect(t, world.url, { kind }), await connect(t, world.url, { kind })]
    await watching.ask('join', { username: 'Ada' })
    const messageId = said.id
    const bad: [string, unknown, string][] = [
      ['new_message', {}, 'Token is required'],
      ['new_message', undefined, 'Send a JSON object'],
      ['new_message', from(ben), 'Content is required'],
      ['new_message', from(ben, { content: ' ' }), 'Message content cannot be empty'],
      ['new_message', from(ben, { content: { text: 'x' } }), 'Content is required'],
      [
        'new_message',
        { ...from(ben, { content: 'x' }), username: 'Ada' },
        'Username does not match the token',
      ],
      ['new_message', { token: ben.token, content: 'x' }, 'Username does not match the token'],
      ['new_message', { token: 'x', username: 'Ben', content: 'x' }, 'Not enough segments'],
      [
        'new_message',
        { token: `Bearer ${ben.token}`, username: 'Ben', content: 'x' },
        'Invalid header string',
      ],
      ['edit_message', from(ben, { messageId, content: 'x' }), 'Not authorized to edit this message'],
      ['edit_message', from(ada, { messageId, content: '' }), 'Message content cannot be empty'],
      ['edit_message', from(ada, { content: 'x' }), 'messageId is required'],
      ['edit_message', from(ada, { messageId: [1], content: 'x' }), 'messageId must be a number'],
      ['edit_message', from(ada, { messageId: 99, content: 'x' }), 'Message 99 not found'],
      ['delete_message', from(ben, { messageId }), 'Not authorized to delete this message'],
      ['delete_message', from(ada, { messageId: 'abc' }), 'Message abc not found'],
      ['delete_message', from(ada, { messageId: 1.5 }), 'Message 1.5 not found'],
      ['delete_message', from(ada, { messageId: -1 }), 'Message -1 not found'],
      ['join', {}, 'Username cannot be empty'],
      ['join', { username: 7 }, 'Username must be a string'],
      ['join', 'Ben', 'Send a JSON object'],
      ['leave', { username: 'Ada' }, 'You have not joined under this name'],
    ]
    for (const [event, payload, message] of bad) {
      const sent = payload === undefined ? [] : [payload]
      assert.deepEqual(await his.ask(event, ...sent), [{ message }], `${event} ${JSON.stringify(payload)}`)
      assert.deepEqual(await his.next('error'), { message })
    }
    await watching.caughtUp()
    assert.deepEqual(
      watching.heard.map(([event]) => event),
      ['user_joined'],
    )
    assert.deepEqual((await world.ask('GET', '/api/messages', { headers: ada.headers })).json, [said])
  })
}

test('nobody is put offline by somebody else, and a name that nobody has is told to its sender alone', async (t) => {
  const world = await openWorld(t)
  await login(world, 'Ada')
  const hers = await connect(t, world.url)
  const mallory = await connect(t, world.url)
  await hers.ask('join', { username: 'Ada' })
  await mallory.ask('join', { username: 'Mallory' })
  assert.deepEqual(await mallory.next('user_joined'), { username: 'Mallory' })
  await mallory.ask('leave', { username: 'Ada' })
  assert.match(String((await mallory.next('error'))['message']), /not joined/)
  const free = await world.ask('POST', '/api/check-username', { body: { username: 'Mallory' } })
  assert.equal(free.status, 200, 'a join without a token makes nobody')
  assert.equal((await world.ask('POST', '/api/login', { body: { username: 'Ada' } })).status, 409)
  await mallory.ask('leave', { username: 'Mallory' })
  await hers.caughtUp()
  assert.deepEqual(hers.all('user_left'), [])
  assert.deepEqual(hers.all('user_joined'), [{ username: 'Ada' }])
})

test('presence is per socket: a name is offline when its last one has left', async (t) => {
  const world = await openWorld(t)
  await login(world, 'Ada')
  const [one, two, watching] = await Promise.all([0, 1, 2].map(() => connect(t, world.url)))
  assert.ok(one && two && watching)
  await watching.ask('join', { username: 'Watcher' })
  await one.ask('join', { username: 'Ada' })
  await two.ask('join', { username: 'Ada' })
  await two.ask('leave', { username: 'Ada' })
  await watching.caughtUp()
  assert.deepEqual(watching.all('user_left'), [])
  assert.equal((await world.ask('POST', '/api/login', { body: { username: 'Ada' } })).status, 409)
  await one.ask('leave', { username: 'Ada' })
  assert.deepEqual(await watching.next('user_left'), { username: 'Ada' })
  await login(world, 'Ada')
})

test('a closed tab frees the name after the grace time', async (t) => {
  const world = await openWorld(t, { environment: { HUBBUB_LOBBY_GRACE: '0s' } })
  await login(world, 'Ada')
  const [hers, watching] = [await connect(t, world.url), await connect(t, world.url)]
  await watching.ask('join', { username: 'Watcher' })
  await hers.ask('join', { username: 'Ada' })
  hers.leave()
  assert.deepEqual(await watching.next('user_left'), { username: 'Ada' })
})

test('within the grace time the name is held for who was cut off, and nobody is told', async (t) => {
  const world = await openWorld(t)
  await login(world, 'Ada')
  const [hers, watching] = [await connect(t, world.url), await connect(t, world.url)]
  await watching.ask('join', { username: 'Watcher' })
  await hers.ask('join', { username: 'Ada' })
  hers.leave()
  await hers.ended
  assert.equal((await world.ask('POST', '/api/login', { body: { username: 'Ada' } })).status, 409)
  const back = await connect(t, world.url)
  await back.ask('join', { username: 'Ada' })
  await watching.caughtUp()
  assert.deepEqual(watching.all('user_left'), [])
  assert.equal(watching.all('user_joined').length, 3)
})

test('who comes in under another name leaves the one before', async (t) => {
  const world = await openWorld(t)
  await login(world, 'Ada')
  await login(world, 'Ben')
  const [client, watching] = [await connect(t, world.url), await connect(t, world.url)]
  await watching.ask('join', { username: 'Watcher' })
  await client.ask('join', { username: 'Ada' })
  await client.ask('join', { username: 'Ben' })
  assert.deepEqual(await watching.next('user_left'), { username: 'Ada' })
  await login(world, 'Ada')
})

test('who never joined speaks and does not hear it back', async (t) => {
  const world = await openWorld(t)
  const ada = await login(world, 'Ada')
  const client = await connect(t, world.url)
  assert.deepEqual(await client.ask('new_message', from(ada, { content: 'hello' })), [])
  await client.caughtUp()
  assert.deepEqual(client.heard, [])
  assert.equal((await world.ask('GET', '/api/messages', { headers: ada.headers })).json.length, 1)
})

test('a lobby token may be shown in the handshake, a bad one is refused', async (t) => {
  const world = await openWorld(t)
  const { token } = await login(world, 'Ada')
  const client = await connect(t, world.url, { auth: { token } })
  await client.ask('join', { username: 'Ada' })
  assert.deepEqual(await client.next('user_joined'), { username: 'Ada' })
  const forged = `${token.slice(0, -6)}AAAAAA`
  assert.equal(await refusedAt(world.url, { auth: { token: forged } }), 'Invalid or expired token.')
})

test('pages of foreign origins speak in the lobby, also of a protected server', async (t) => {
  const world = await openWorld(t, { environment: isProtected })
  const ada = await login(world, 'Ada')
  const client = await connect(t, world.url, { headers: { origin: 'https://elsewhere.example' } })
  await client.ask('join', { username: 'Ada' })
  await client.ask('new_message', from(ada, { content: 'from afar' }))
  assert.equal((await client.next('message'))['content'], 'from afar')
})

test('when the room is archived nobody writes, and everybody reads', async (t) => {
  const world = await openWorld(t)
  const ada = await login(world, 'Ada')
  const said = await say(world, ada, 'before')
  await world.native('room.join', { room: 'lobby' })
  await world.native('room.archive', { room: 'lobby' })
  const client = await connect(t, world.url)
  await client.ask('new_message', from(ada, { content: 'after' }))
  assert.deepEqual(await client.next('error'), { message: 'The lobby is closed' })
  const { headers } = ada
  const refused = await world.ask('POST', '/api/messages', { headers, body: { content: 'after' } })
  assert.deepEqual([refused.status, refused.json], [409, { error: 'The lobby is closed' }])
  assert.deepEqual((await world.ask('GET', '/api/messages', { headers })).json, [said])
})

test('of many who want one name at once one signs in, and of many messages each is told once', async (t) => {
  const world = await openWorld(t)
  const tries = await Promise.all(
    Array.from({ length: 20 }, () => world.ask('POST', '/api/login', { body: { username: 'Ada' } })),
  )
  assert.equal(tries.filter(({ status }) => status === 200).length, 1)
  assert.equal(tries.filter(({ status }) => status === 409).length, 19)
  const ben = await login(world, 'Ben')
  const client = await connect(t, world.url)
  await client.ask('join', { username: 'Ben' })
  await world.native('room.join', { room: 'lobby' })
  const doors: ((text: string) => Promise<unknown>)[] = [
    (text) => say(world, ben, text),
    (text) => client.ask('new_message', from(ben, { content: text })),
    (text) => world.native('message.send', { room: 'lobby', text }),
  ]
  const turns = Array.from({ length: 20 }, (_, turn) => doors.map((send) => send(`tea ${turn}`)))
  await Promise.all(turns.flat())
  const { headers } = ben
  const all = (await world.ask('GET', '/api/messages', { headers })).json
  for (const one of all) assert.deepEqual(await client.next('message'), one)
  assert.equal(client.all('message').length, 60)
})

for (const kind of clients) {
  test(`${kind.name}: who leaves and disconnects at once has left, and the name is free`, async (t) => {
    const world = await openWorld(t, { environment: { HUBBUB_LOBBY_GRACE: '1h' } })
    const [ada, ben] = [await login(world, 'Ada'), await login(world, 'Ben')]
    const [hers, his] = [await connect(t, world.url, { kind }), await connect(t, world.url, { kind })]
    await his.ask('join', { username: 'Ben', token: ben.token })
    await hers.ask('join', { username: 'Ada', token: ada.token })
    hers.emit('leave', { username: 'Ada' })
    hers.leave()
    assert.deepEqual(await his.next('user_left'), { username: 'Ada' })
    // The claim ends with the news or just behind it; by itself it would not for an hour.
    const check = () => world.ask('POST', '/api/check-username', { body: { username: 'Ada' } })
    while ((await check()).status !== 200) await his.caughtUp()
  })
}
