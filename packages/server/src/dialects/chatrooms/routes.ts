import type { Dialect, Door, DoorMethod } from '../door.ts'
import { description } from './describe.ts'
import {
  createChatroom,
  deleteChatroom,
  getChatroom,
  joinChatroom,
  leaveChatroom,
  listChatrooms,
} from './chatroom-routes.ts'
import { replyError, unlessFaulty } from './errors.ts'
import { serveEvents } from './events.ts'
import { listMessages, sendMessage } from './message-routes.ts'
import {
  type Answer,
  changePassword,
  deleteUser,
  findUsers,
  getUser,
  listUsers,
  login,
  register,
  testLogin,
  updateUser,
} from './user-routes.ts'

const prefixes = ['/api/user', '/api/chatroom', '/api/message']

export const chatrooms: Dialect = {
  name: 'chatrooms',
  description,
  async mount(door) {
    door.http.zone({ prefixes, origins: 'any', reply: replyError })
    for (const [method, path, answer] of routes) route(door, method, path, answer)
    return serveEvents(door)
  },
}

const always =
  (body: unknown): Answer =>
  async () => ({ status: 200, body })

const routes: readonly [DoorMethod, string, Answer][] = [
  ['POST', '/api/user', register],
  ['GET', '/api/user', listUsers],
  ['PUT', '/api/user', updateUser],
  ['POST', '/api/user/login', login],
  ['POST', '/api/user/change-password', changePassword],
  ['GET', '/api/user/test', always({ message: 'Users endpoint' })],
  ['GET', '/api/user/test-login', testLogin],
  ['GET', '/api/user/name/:prefix', findUsers],
  ['GET', '/api/user/:id', getUser],
  ['PUT', '/api/user/:id', updateUser],
  ['DELETE', '/api/user/:id', deleteUser],

  ['GET', '/api/chatroom', listChatrooms],
  ['POST', '/api/chatroom', createChatroom],
  ['GET', '/api/chatroom/test', always('Chatroom route works.')],
  ['GET', '/api/chatroom/:id', getChatroom],
  ['DELETE', '/api/chatroom/:id', deleteChatroom],
  ['POST', '/api/chatroom/:id/join', joinChatroom],
  ['POST', '/api/chatroom/:id/leave', leaveChatroom],

  ['POST', '/api/message', sendMessage],
  ['GET', '/api/message/test', always('Messages route working.')],
  ['GET', '/api/message/:id', listMessages],
]

function route(door: Door, method: DoorMethod, path: string, answer: Answer): void {
  door.http.route(method, path, (request) => unlessFaulty(() => answer(door, request)))
}
