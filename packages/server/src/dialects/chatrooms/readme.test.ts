import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import { io, type Socket } from 'socket.io-client'
import { openChatrooms } from './test/chatrooms-world.ts'

const heard = (socket: Socket, event: string): Promise<{ message: string }> =>
  new Promise((resolve) => socket.once(event, resolve))

/** As the older README has it: nothing but the address and the token. */
async function met(t: TestContext, socket: Socket): Promise<Socket> {
  t.after(() => void socket.disconnect())
  await heard(socket, 'connect')
  return socket
}

test('the two ways to connect that the README shows work as they stand', async (t) => {
  const { person, url } = await openChatrooms(t)
  const { port } = new URL(url)
  const ada = await person('ada')
  const { token } = ada
  const chatroomId = await ada.chatroom('engine')
  const one = await met(t, io(`http://localhost:${port}`, { auth: { token: `Bearer ${token}` } }))
  const other = await met(t, io(`http://localhost:${port}/socket.io`, { auth: { token: `Bearer ${token}` } }))
  const told = Promise.all([heard(one, 'newMessage'), heard(other, 'newMessage')])
  for (const socket of [one, other]) await socket.emitWithAck('joinRoom', { chatroomId })
  one.emit('chatroomMessage', { chatroomId, message: 'Hello' })
  const [first, second] = await told
  assert.equal(first.message, 'Hello')
  assert.deepEqual(second, first)
  // They share one connection, and each shows a token of its own.
  assert.equal(one.io, other.io)
})
