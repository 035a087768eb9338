import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import { type Connecting, connect, type OlderClient } from './older-clients.ts'
import { dataFolder, openWorld, type OlderWorld } from './older-world.ts'

/** What is done by one door shows by the others, live. The older sides of it are tried again in each dialect. */

type Item = Record<string, unknown>
type Native = Awaited<ReturnType<typeof nativeClient>>

/** A client of the native API, as the server's owner, in these rooms. */
async function nativeClient(t: TestContext, world: OlderWorld) {
  const client = await connect(t, world.url, {
    namespace: '/v1',
    auth: { token: await world.token('owner') },
  })
  return {
    ask: (command: string, input: object) => client.ask(command, input),
    /** The next message it hears of, as it stands. */
    async message(): Promise<Item> {
      for (;;) {
        const { items } = (await client.next('range')) as { items: Item[] }
        const found = items.find(({ kind }) => kind === 'message')
        if (found) return found
      }
    },
  }
}

async function lobbyGuest(t: TestContext, { ask, url }: OlderWorld, username: string) {
  const { json } = await ask('POST', '/api/login', { body: { username } })
  const token = json.access_token as string
  const client = await connect(t, url)
  await client.ask('join', { username, token })
  const say = (event: string, payload: object) => client.ask(event, { token, username, ...payload })
  return { client, say, headers: { authorization: `Bearer ${token}` } }
}

async function chatPerson(t: TestContext, { ask, url }: OlderWorld, username: string, at: Connecting = {}) {
  const body = { username, password: 'walks to the lighthouse' }
  await ask('POST', '/api/user', { body })
  const { token } = (await ask('POST', '/api/user/login', { body })).json as { token: string }
  const headers = { authorization: `Bearer ${token}` }
  const client = await connect(t, url, { ...at, auth: { token: `Bearer ${token}` } })
  return {
    client,
    ask: (method: string, path: string, sent?: object) =>
      ask(method, path, { headers, ...(sent ? { body: sent } : {}) }),
  }
}

const heardBy = (client: OlderClient, event: string): Item[] => client.all(event) as Item[]

test('lobby-chat and the native room: each change shows on the other side, live', async (t) => {
  const world = await openWorld(t)
  const native: Native = await nativeClient(t, world)
  await native.ask('room.join', { room: 'lobby' })
  const ada = await lobbyGuest(t, world, 'Ada')

  await ada.say('new_message', { content: 'from the lobby' })
  const said = await native.message()
  assert.equal(said['text'], 'from the lobby')
  await ada.say('edit_message', { messageId: said['seq'], content: 'changed' })
  const edited = await native.message()
  assert.deepEqual([edited['id'], edited['text']], [said['id'], 'changed'])
  await ada.say('delete_message', { messageId: said['seq'] })
  const gone = await native.message()
  assert.deepEqual([gone['id'], gone['text']], [said['id'], undefined])
  await ada.client.next('message')

  await native.ask('message.send', { room: 'lobby', text: 'from the other side' })
  const heard = await ada.client.next('message')
  assert.equal(heard['content'], 'from the other side')
  const { id: message } = await native.message()
  await native.ask('message.edit', { room: 'lobby', message, text: 'changed there' })
  await ada.client.next('message_edited')
  assert.deepEqual(await ada.client.next('message_edited'), {
    messageId: heard['id'],
    content: 'changed there',
  })
  await native.ask('message.delete', { room: 'lobby', message })
  await ada.client.next('message_deleted')
  assert.deepEqual(await ada.client.next('message_deleted'), { messageId: heard['id'] })
})

for (const namespace of ['', '/socket.io']) {
  test(`chatrooms on ${namespace || '/'} and native rooms: one made by each door is the other’s`, async (t) => {
    const world = await openWorld(t)
    const native: Native = await nativeClient(t, world)
    const ada = await chatPerson(t, world, 'ada', { namespace })
    const { _id: room } = (await ada.ask('POST', '/api/chatroom', { name: 'engine' })).json as { _id: string }
    await ada.client.ask('joinRoom', { chatroomId: room })
    const [joined] = (await native.ask('room.join', { room })) as { result: { room: Item } }[]
    assert.deepEqual([joined?.result.room['name'], joined?.result.room['type']], ['engine', 'unlisted'])

    await ada.client.ask('chatroomMessage', { chatroomId: room, message: 'hello' })
    assert.equal((await native.message())['text'], 'hello')
    assert.equal((await ada.client.next('newMessage')).message, 'hello')
    await native.ask('message.send', { room, text: 'hello ada' })
    const heard = await ada.client.next('newMessage')
    assert.deepEqual([heard.message, heard.chatroom_id], ['hello ada', room])

    await native.ask('message.edit', { room, message: heard._id, text: 'hello there' })
    const shown = async () => (await ada.ask('GET', `/api/message/${room}`)).json as Item[]
    assert.deepEqual(
      (await shown()).map(({ content }) => content),
      ['hello', 'hello there'],
    )
    await native.ask('message.delete', { room, message: heard._id })
    assert.deepEqual(
      (await shown()).map(({ content }) => content),
      ['hello'],
    )

    const [made] = (await native.ask('room.create', { type: 'unlisted', name: 'garden' })) as {
      result: { room: { id: string } }
    }[]
    const garden = made?.result.room.id ?? ''
    assert.equal((await ada.ask('POST', `/api/chatroom/${garden}/join`)).status, 200)
    const names = ((await ada.ask('GET', '/api/chatroom')).json as Item[]).map(({ name }) => name)
    assert.deepEqual(names, ['engine', 'garden'])
    await ada.client.caughtUp()
    assert.equal(heardBy(ada.client, 'newMessage').length, 2)
  })
}

const user = { collection: 'users', data: { name: 'Ada', email: 'ada@example.org' } }
const event = { collection: 'events', data: { message: 'launch' } }

test('nothing is replayed to sockets that connect later, nor after a restart; what comes then is told', async (t) => {
  const folder = dataFolder(t)
  const first = await openWorld(t, { folder })
  const early = await connect(t, first.url)
  await first.native('document.create', user)
  await first.native('document.create', event)
  await early.next('new_user')
  await early.next('broadcast')
  const late = await connect(t, first.url)
  await late.caughtUp()
  assert.deepEqual(late.heard, [])
  early.leave()
  await first.running.stop()

  const second = await openWorld(t, { folder })
  const again = await connect(t, second.url)
  await again.caughtUp()
  assert.deepEqual(again.heard, [])
  await second.native('document.create', user)
  await second.native('document.create', event)
  assert.equal((await again.next('new_user'))['name'], 'Ada')
  assert.equal((await again.next('broadcast'))['message'], 'launch')
  await again.caughtUp()
  assert.equal(again.heard.length, 2)
})

test('of several changes of one row that arrive together clients end with what is there', async (t) => {
  const world = await openWorld(t)
  const client = await connect(t, world.url)
  const made = await Promise.all(
    Array.from({ length: 8 }, async () => {
      const { document } = await world.native('document.create', user)
      return (document as { id: string }).id
    }),
  )
  const merge = (document: string, name: string) =>
    world.native('document.merge', { collection: 'users', document, patch: { name } })
  await Promise.all(
    made.map(async (document, place) => {
      await Promise.all([merge(document, 'Ben'), merge(document, 'Cleo'), merge(document, 'Dora')])
      if (place % 2) await world.native('document.delete', { collection: 'users', document })
    }),
  )
  await client.caughtUp()
  const shown = new Map<unknown, unknown>()
  for (const [name, payload] of client.heard) {
    const { id, name: called } = payload as Item
    assert.equal(shown.has(id), name !== 'new_user', `${name} of ${String(id)}`)
    if (name === 'deleted_user') shown.delete(id)
    else shown.set(id, called)
  }
  const users = (await world.ask('GET', '/users')).json as Item[]
  assert.deepEqual(shown, new Map(users.map(({ id, name }) => [id, name])))
  assert.equal(shown.size, 4)
})

test('of a message that is changed and deleted at once the lobby ends with nothing, and hears no ghost', async (t) => {
  const world = await openWorld(t)
  await world.native('room.join', { room: 'lobby' })
  const ada = await lobbyGuest(t, world, 'Ada')
  const sent = await Promise.all(
    Array.from({ length: 10 }, async (_, place) => {
      const { message } = await world.native('message.send', { room: 'lobby', text: `tea ${place}` })
      return (message as { id: string }).id
    }),
  )
  const change = (message: string, text: string) =>
    world.native('message.edit', { room: 'lobby', message, text })
  await Promise.all(
    sent.flatMap((message) => [
      change(message, 'green').catch(() => undefined),
      change(message, 'black').catch(() => undefined),
      world.native('message.delete', { room: 'lobby', message }),
    ]),
  )
  await ada.client.caughtUp()
  const shown = new Map<unknown, unknown>()
  for (const [name, payload] of ada.client.heard) {
    const { id, messageId, content } = payload as Item
    if (name === 'message') assert.equal(shown.has(id), false)
    if (name === 'message') shown.set(id, content)
    if (name === 'message_edited') assert.ok(shown.has(messageId), 'edited after it was gone')
    if (name === 'message_deleted') shown.delete(messageId)
  }
  assert.equal(heardBy(ada.client, 'message').length, 10)
  assert.deepEqual([...shown], [])
  const history = await world.ask('GET', '/api/messages', { headers: ada.headers })
  assert.deepEqual(history.json, [])
})
