import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import { openWorld } from '../../src/dialects/contract/older-world.ts'
import { nameless, runPython } from './python.ts'

/** python-socketio, as Debian packages it: programs of the older services' users, and one of the native API. */
const transports = ['polling', 'websocket'] as const

/** What a program told of its conversation with a server of its own. */
async function ran(t: TestContext, transport: string, program: string): Promise<unknown> {
  const world = await openWorld(t)
  const url = `http://localhost:${new URL(world.url).port}`
  const token = program === 'native.py' ? [await world.token('owner')] : []
  return nameless(await runPython(t, program, [url, transport, ...token]))
}

const whole = (id: string) => ({ _id: id, id, createdAt: '<time>', updatedAt: '<time>' })
const message = (id: string, text: string, { by }: { by: string }) => ({
  ...{ _id: id, sender: by, message: text, timestamp: '<time>' },
  ...{ chatroom: '<id 2>', chatroomId: '<id 2>', chatroom_id: '<id 2>' },
})

for (const transport of transports) {
  test(`users-crud: a Python client over ${transport} keeps its list by the events`, async (t) => {
    const ada = { id: '<id 1>', name: 'Ada', email: 'ada@example.org' }
    const changed = { ...ada, name: 'Ada L.' }
    assert.deepEqual(await ran(t, transport, 'users-crud.py'), [
      ['connected over', transport],
      [201, { message: 'User created successfully!', id: '<id 1>' }],
      ['heard', 'new_user', ada],
      [200, { message: 'User updated successfully!' }],
      ['heard', 'updated_user', changed],
      [200, [changed]],
      [200, { message: 'User deleted successfully!' }],
      ['heard', 'deleted_user', { id: '<id 1>' }],
      [404, { message: 'User not found!' }],
      ['unheard', 0],
    ])
  })

  test(`event-bus: Python clients over ${transport} ask, and hear what is broadcast`, async (t) => {
    const created = { field1: 'value1', field2: 'value2', ...whole('<id 1>') }
    const updated = { ...created, field1: 'newValue' }
    const removed = { id: '<id 1>', _id: '<id 1>' }
    assert.deepEqual(await ran(t, transport, 'event-bus.py'), [
      ['connected over', transport],
      ['response', { success: true, type: 'CREATE', data: created }],
      ['response', { success: true, type: 'UPDATE', data: updated }],
      ['response', { success: true, type: 'FETCH', data: [updated] }],
      ['error', { success: false, type: 'FETCH', message: 'A key of the request is not allowed' }],
      ['listed', { success: true, data: [updated] }],
      ['response', { success: true, type: 'DELETE', data: removed }],
      ['error', { success: false, type: 'DELETE', message: 'Event not found' }],
      ['ben', 'broadcast', { message: 'Hello, everyone!' }],
      ['ada', 'broadcast', 'response'],
      ['unheard', 0, 0],
    ])
  })

  test(`lobby-chat: two Python visitors over ${transport} talk, edit, delete and leave`, async (t) => {
    const said = { id: 1, username: 'ada', content: 'Hello <b>Ben</b>', timestamp: '<time>' }
    const suggestions = ['ada1', 'ada2', 'ada3']
    assert.deepEqual(await ran(t, transport, 'lobby-chat.py'), [
      ['connected over', transport],
      ['ada', 'user_joined', { username: 'ada' }],
      [409, { available: false, message: 'Username is already in use', suggestions }],
      ['ada', 'user_joined', { username: 'ben' }],
      ['ben', 'user_joined', { username: 'ben' }],
      ['ada', 'message', said],
      ['ben', 'message', said],
      ['ben', 'error', { message: 'Not authorized to edit this message' }],
      [200, 'Hello, Ben'],
      ['ben', 'message_edited', { messageId: 1, content: 'Hello, Ben' }],
      [['Hello, Ben']],
      ['ben', 'message_deleted', { messageId: 1 }],
      ['ben', 'user_left', { username: 'ada' }],
      [401, { msg: 'Missing Authorization Header' }],
    ])
  })

  test(`chatrooms: Python clients over ${transport} meet from both namespaces`, async (t) => {
    const hello = message('<id 4>', 'Hello', { by: '<id 1>' })
    const reply = message('<id 5>', 'Hello, Ben', { by: '<id 3>' })
    assert.deepEqual(await ran(t, transport, 'chatrooms.py'), [
      ['Ada has been logged in successfully.'],
      ['Ben has been logged in successfully.'],
      ['User <id 1> successfully added to chatroom <id 2>!'],
      ['connected over', transport, transport],
      ['ada', 'notification', { message: 'User <id 3> joined the chatroom' }],
      ['ada', 'notification', { message: 'User <id 1> joined the chatroom' }],
      ['ben', 'notification', { message: 'User <id 1> joined the chatroom' }],
      ['ada', 'newMessage', hello],
      ['ben', 'newMessage', hello],
      ['ada', 'newMessage', reply],
      ['ben', 'newMessage', reply],
      [['Hello', 'Hello, Ben']],
      ['ben', 'error', { message: 'Message cannot be empty' }],
      ['ada', 'notification', { message: 'User left chatroom <id 2>' }],
      ['refused', { message: 'Invalid or expired token.' }],
      ['unheard', 0, 0],
    ])
  })

  test(`python-socketio on asyncio over ${transport} stands in both namespaces at once`, async (t) => {
    assert.deepEqual(await ran(t, transport, 'async-clients.py'), [
      ['connected over', transport],
      [
        ['/', 'Hello'],
        ['/socket.io', 'Hello'],
      ],
      ['broadcast', { message: 'Hello, everyone!' }],
    ])
  })

  test(`the native API answers a Python client over ${transport}`, async (t) => {
    assert.deepEqual(await ran(t, transport, 'native.py'), [
      ['connected over', transport],
      ['follows general', true],
      [true, true],
      [['Hello from Python']],
      ['room.not-found'],
      ['request.invalid'],
    ])
  })
}
