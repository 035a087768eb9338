import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { StandingMessage } from '@hubbub/protocol'
import { openChatrooms, type Person } from './test/chatrooms-world.ts'

const unknown = '0123456789abcdef01234567'
const malformed = ['abc', 'abcdefghijkl', '%00', 'general', `${unknown}0`]

const send = (person: Person, chatroom_id: string, content: unknown) =>
  person.ask('POST', '/api/message/', { chatroom_id, content })

test('a chat room is made, shown to its members and joined by who knows its id', async (t) => {
  const { person } = await openChatrooms(t)
  const [ada, ben] = [await person('ada'), await person('ben')]
  const made = await ada.ask('POST', '/api/chatroom/', { name: 'engine', description: 'all of it' })
  const { _id } = made.json
  const room = { _id, name: 'engine', description: 'all of it', members: [ada.id] }
  assert.deepEqual([made.status, made.json], [200, room])
  assert.deepEqual((await ada.ask('GET', '/api/chatroom')).json, [room])
  assert.deepEqual((await ada.ask('GET', `/api/chatroom/${_id.toUpperCase()}/`)).json, room)
  assert.deepEqual((await ben.ask('GET', '/api/chatroom/')).json, [])
  const hidden = { detail: 'Chatroom not found or user is not a member.' }
  for (const id of [_id, unknown, ...malformed]) {
    const answer = await ben.ask('GET', `/api/chatroom/${id}`)
    assert.deepEqual([answer.status, answer.json], [404, hidden], id)
  }
  const joined = await ben.ask('POST', `/api/chatroom/${_id}/join`)
  assert.deepEqual(
    [joined.status, joined.json],
    [200, `User ${ben.id} successfully added to chatroom ${_id}!`],
  )
  assert.deepEqual((await ben.ask('GET', '/api/chatroom/')).json, [{ ...room, members: [ada.id, ben.id] }])
  const again = await ben.ask('POST', `/api/chatroom/${_id}/join/`)
  assert.deepEqual([again.status, again.json], [400, { detail: 'User already a member of the chatroom!' }])
  for (const id of [unknown, ...malformed]) {
    const answer = await ben.ask('POST', `/api/chatroom/${id}/join`)
    assert.deepEqual([answer.status, answer.json], [404, { detail: 'Chatroom not found!' }], id)
  }
})

test('an empty body with a JSON content type joins, as the originals’ clients send it', async (t) => {
  const { person, ask } = await openChatrooms(t)
  const [ada, ben] = [await person('ada'), await person('ben')]
  const room = await ada.chatroom('engine')
  const headers = { authorization: ben.token, 'content-type': 'application/json' }
  assert.equal((await ask('POST', `/api/chatroom/${room}/join`, { headers })).status, 200)
  assert.equal((await ask('GET', '/api/chatroom/', { headers })).json.length, 1)
})

test('a membership is ended, and a room deleted by any of its members', async (t) => {
  const { person } = await openChatrooms(t)
  const [ada, ben, cleo] = [await person('ada'), await person('ben'), await person('cleo')]
  const room = await ada.chatroom('engine', [ben])
  const left = await ada.ask('POST', `/api/chatroom/${room}/leave`)
  assert.deepEqual(
    [left.status, left.json],
    [200, `User ${ada.id} successfully removed from chatroom ${room}!`],
  )
  const again = await ada.ask('POST', `/api/chatroom/${room}/leave`)
  assert.deepEqual([again.status, again.json], [400, { detail: 'User is not a member of the chatroom!' }])
  const nowhere = await ada.ask('POST', `/api/chatroom/${unknown}/leave`)
  assert.deepEqual([nowhere.status, nowhere.json], [404, { detail: 'Chatroom not found!' }])
  assert.deepEqual((await ben.ask('GET', `/api/chatroom/${room}`)).json.members, [ben.id])

  await send(ben, room, 'hello')
  const denied = await cleo.ask('DELETE', `/api/chatroom/${room}`)
  assert.deepEqual(
    [denied.status, denied.json],
    [403, { detail: 'You are not authorized to delete this chatroom.' }],
  )
  const deleted = await ben.ask('DELETE', `/api/chatroom/${room}`)
  assert.deepEqual([deleted.status, deleted.json], [200, `Chatroom ${room} successfully deleted.`])
  for (const id of [room, unknown, 'abc']) {
    const answer = await ben.ask('DELETE', `/api/chatroom/${id}`)
    assert.deepEqual([answer.status, answer.json], [404, { detail: 'Chatroom not found.' }], id)
  }
  assert.equal((await ben.ask('GET', `/api/message/${room}`)).status, 404)
})

test('the last member leaves a room and may come back', async (t) => {
  const { person } = await openChatrooms(t)
  const ada = await person('ada')
  const room = await ada.chatroom('engine')
  await send(ada, room, 'hello')
  assert.equal((await ada.ask('POST', `/api/chatroom/${room}/leave`)).status, 200)
  await ada.join(room)
  assert.equal((await ada.ask('GET', `/api/message/${room}`)).json.length, 1)
})

test('members may be named when a room is made', async (t) => {
  const { person } = await openChatrooms(t)
  const [ada, ben] = [await person('ada'), await person('ben')]
  const members = [ben.id.toUpperCase(), ada.id, ben.id]
  const made = await ada.ask('POST', '/api/chatroom/', { name: 'two', members })
  assert.deepEqual(made.json.members, [ada.id, ben.id])
  assert.equal(made.json.description, null)
  const again = await ada.ask('POST', '/api/chatroom/', { name: 'two', description: null, members })
  assert.notEqual(again.json._id, made.json._id)
  const nobody = await ada.ask('POST', '/api/chatroom/', { name: 'x', members: [unknown] })
  assert.deepEqual([nobody.status, nobody.json], [404, { detail: 'User not found!' }])
})

test('a body that is no chat room is refused with its faults', async (t) => {
  const { person } = await openChatrooms(t)
  const ada = await person('ada')
  const bodies: [unknown, string, (string | number)[]][] = [
    [{}, 'missing', ['body', 'name']],
    [{ name: 7 }, 'string_type', ['body', 'name']],
    [{ name: null }, 'string_type', ['body', 'name']],
    [{ name: '' }, 'string_too_short', ['body', 'name']],
    [{ name: 'x'.repeat(81) }, 'string_too_long', ['body', 'name']],
    [{ name: 'x', description: 1 }, 'string_type', ['body', 'description']],
    [{ name: 'x', members: 'all' }, 'list_type', ['body', 'members']],
    [{ name: 'x', members: ['abc'] }, 'value_error', ['body', 'members', 0]],
    [{ name: 'x', members: Array(51).fill(unknown) }, 'too_long', ['body', 'members']],
    [[], 'model_attributes_type', ['body']],
  ]
  for (const [body, type, loc] of bodies) {
    const { status, json } = await ada.ask('POST', '/api/chatroom/', body)
    assert.deepEqual([status, json.detail[0].type, json.detail[0].loc], [422, type, loc])
  }
  assert.deepEqual((await ada.ask('GET', '/api/chatroom/')).json, [])
})

test('scope=all lists what this contract made and anybody may join, without members', async (t) => {
  const { person, native } = await openChatrooms(t)
  const [ada, ben] = [await person('ada'), await person('ben')]
  const names = ['engine', 'loom', 'harbour']
  const ids: string[] = []
  for (const name of names) ids.push(await ada.chatroom(name))
  await native('room.create', { type: 'public', name: 'native' })
  const list = await ben.ask('GET', '/api/chatroom/?scope=all')
  const byName = (rooms: { name: string }[]) =>
    rooms.toSorted((one, other) => (one.name < other.name ? -1 : 1))
  assert.deepEqual(byName(list.json), byName(names.map((name, place) => ({ _id: ids[place], name }))))
  assert.deepEqual((await ben.ask('GET', '/api/chatroom/?scope=mine')).json, [])
})

test('native rooms are shown to their members, joined where that is allowed, and private ones are not there', async (t) => {
  const world = await openChatrooms(t)
  const ada = await world.person('ada')
  const make = async (type: 'public' | 'private', members: string[] = []) => {
    const { room } = await world.native('room.create', { type, name: `${type} room`, members })
    return (room as { id: string }).id
  }
  const [open, closed, mine] = [await make('public'), await make('private'), await make('private', [ada.id])]
  await ada.join(open)
  for (const action of ['join', 'leave']) {
    const answer = await ada.ask('POST', `/api/chatroom/${closed}/${action}`)
    assert.deepEqual([answer.status, answer.json], [404, { detail: 'Chatroom not found!' }], action)
  }
  assert.equal((await ada.ask('DELETE', `/api/chatroom/${closed}`)).status, 404)
  assert.equal((await ada.ask('DELETE', `/api/chatroom/${mine}`)).status, 403)
  assert.deepEqual((await send(ada, closed, 'x')).json, { detail: 'Chatroom not found!' })
  const olive = await world.running.ports.store.read.owner({ space: 'username', name: 'olive' })
  const direct = await world.native('room.openDirect', { accounts: [ada.id] })
  // Rooms of one millisecond come in any order.
  const list = (await ada.ask('GET', '/api/chatroom/')).json as {
    _id: string
    name: string
    members: string[]
  }[]
  const named = (name: string) => list.find((one) => one.name === name)
  assert.equal(list.length, 3)
  assert.equal(named('public room')?._id, open)
  assert.equal(named('private room')?._id, mine)
  assert.equal(named('olive')?._id, (direct.room as { id: string }).id)
  assert.deepEqual(named('private room')?.members, [olive, ada.id])
})

test('messages are sent and read by members, all of them, oldest first', async (t) => {
  const { person } = await openChatrooms(t)
  const [ada, ben, cleo] = [await person('ada'), await person('ben'), await person('cleo')]
  const room = await ada.chatroom('engine', [ben])
  assert.deepEqual((await ada.ask('GET', `/api/message/${room}`)).json, [])
  const sent = await send(ada, room, 'hello')
  const { _id } = sent.json
  const stored = { _id, chatroom_id: room, sender: ada.id, content: 'hello' }
  assert.deepEqual([sent.status, sent.json], [200, stored])
  assert.deepEqual((await ben.ask('GET', `/api/message/${room}/`)).json, [stored])

  const notMember = await cleo.ask('GET', `/api/message/${room}`)
  assert.deepEqual(
    [notMember.status, notMember.json],
    [403, { detail: 'You are not authorized to access this chatroom.' }],
  )
  const mayNot = await send(cleo, room, 'hello')
  assert.deepEqual(
    [mayNot.status, mayNot.json],
    [403, { detail: 'You are not authorized to send messages in this chatroom.' }],
  )
  const nowhere = { detail: 'Chatroom not found!' }
  assert.deepEqual((await send(ada, unknown, 'x')).json, nowhere)
  assert.equal((await send(cleo, unknown, '')).status, 404)
  assert.equal((await send(cleo, room, '')).status, 403)
  for (const id of [unknown, ...malformed]) {
    const answer = await ada.ask('GET', `/api/message/${id}`)
    assert.deepEqual([answer.status, answer.json], [404, nowhere], id)
  }
  for (const content of ['', '  \n ']) {
    const answer = await send(ada, room, content)
    assert.deepEqual([answer.status, answer.json], [400, { detail: 'Message cannot be empty' }])
  }
  assert.equal((await ada.ask('GET', `/api/message/${room}`)).json.length, 1)
})

test('a history of any length is read whole, without what was deleted', async (t) => {
  const { person, running } = await openChatrooms(t)
  const ada = await person('ada')
  const room = await ada.chatroom('engine')
  const caller = { account: ada.id, role: 'member', address: '127.0.0.1' } as const
  const texts = Array.from({ length: 1_203 }, (_, place) => `message ${place}`)
  const ids: string[] = []
  for (const text of texts) {
    const answer = await running.core.ask('message.send', caller, { room, text })
    ids.push((JSON.parse((answer as { json: string }).json) as { message: StandingMessage }).message.id)
  }
  await running.core.ask('message.delete', caller, { room, message: ids[700] ?? '' })
  await running.core.ask('message.edit', caller, { room, message: ids[3] ?? '', text: 'edited' })
  const expected = texts.map((text, place) => (place === 3 ? 'edited' : text)).toSpliced(700, 1)
  const history = (await ada.ask('GET', `/api/message/${room}`)).json
  assert.deepEqual(
    history.map(({ content }: { content: string }) => content),
    expected,
  )
})

test('the room and the text of a message go by the names that clients of all versions use', async (t) => {
  const { person } = await openChatrooms(t)
  const ada = await person('ada')
  const room = await ada.chatroom('engine')
  for (const body of [
    { chatroom_id: room, content: 'a' },
    { chatroom: room, message: 'b' },
    { chatroomId: room.toUpperCase(), message: { content: 'c', pubKey: 'x' } },
  ]) {
    assert.equal((await ada.ask('POST', '/api/message', body)).status, 200, JSON.stringify(body))
  }
  const history = (await ada.ask('GET', `/api/message/${room}`)).json
  assert.deepEqual(
    history.map(({ content }: { content: string }) => content),
    ['a', 'b', 'c'],
  )
})

test('a body that is no message is refused with its faults', async (t) => {
  const { person } = await openChatrooms(t)
  const ada = await person('ada')
  const room = await ada.chatroom('engine')
  const faults = async (body: unknown) => {
    const { status, json } = await ada.ask('POST', '/api/message/', body)
    assert.equal(status, 422, JSON.stringify(body))
    return json.detail
  }
  assert.deepEqual(await faults({}), [
    { type: 'missing', loc: ['body', 'chatroom_id'], msg: 'Field required' },
    { type: 'missing', loc: ['body', 'content'], msg: 'Field required' },
  ])
  assert.deepEqual(await faults({ chatroom_id: 'abc', content: 'x' }), [
    { type: 'value_error', loc: ['body', 'chatroom_id'], msg: 'Value error, Invalid ObjectId: abc' },
  ])
  for (const content of [1, null, {}, ['x']]) {
    const [fault] = await faults({ chatroom_id: room, content })
    assert.deepEqual([fault.type, fault.loc], ['string_type', ['body', 'content']])
  }
  for (const chatroom_id of [{ $ne: null }, 7, null, [room]]) {
    assert.equal((await faults({ chatroom_id, content: 'x' }))[0].type, 'value_error')
  }
  const long = await send(ada, room, 'é'.repeat(8_193))
  assert.equal(long.status, 413)
  assert.equal(typeof long.json.detail, 'string')
  assert.deepEqual((await ada.ask('GET', `/api/message/${room}`)).json, [])
})

test('who may not write natively may not here', async (t) => {
  const world = await openChatrooms(t)
  const ada = await world.person('ada')
  const { room } = await world.native('room.create', {
    type: 'public',
    name: 'news',
    posting: 'moderators',
  })
  const { id } = room as { id: string }
  await ada.join(id)
  const denied = { detail: 'You are not authorized to send messages in this chatroom.' }
  assert.deepEqual((await send(ada, id, 'x')).json, denied)
  await world.native('member.ban', { room: id, account: ada.id })
  const banned = await ada.ask('POST', `/api/chatroom/${id}/join`)
  assert.deepEqual([banned.status, banned.json], [400, { detail: 'Failed to add user to chatroom!' }])
})

test('an account has so many rooms, a room so many members', async (t) => {
  const environment = { HUBBUB_LIMIT_ROOMS: '2', HUBBUB_LIMIT_MEMBERS: '2' }
  const { person } = await openChatrooms(t, { environment })
  const [ada, ben, cleo] = [await person('ada'), await person('ben'), await person('cleo')]
  const room = await ada.chatroom('engine', [ben])
  await ada.chatroom('loom')
  const third = await ada.ask('POST', '/api/chatroom', { name: 'mill' })
  assert.deepEqual([third.status, third.json], [400, { detail: 'Failed to create chatroom!' }])
  const full = await cleo.ask('POST', `/api/chatroom/${room}/join`)
  assert.deepEqual([full.status, full.json], [400, { detail: 'Failed to add user to chatroom!' }])
})
