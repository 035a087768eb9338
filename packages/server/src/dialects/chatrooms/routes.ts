import type { Dialect } from '../door.ts'
import { description } from './describe.ts'
import { replyError } from './errors.ts'
import { serveEvents } from './events.ts'
import { messageRoutes } from './messages.ts'
import { roomRoutes } from './rooms.ts'
import { userRoutes } from './users.ts'

const prefixes = ['/api/user', '/api/chatroom', '/api/message']

export const chatrooms: Dialect = {
  name: 'chatrooms',
  description,
  async mount(door) {
    door.http.zone({ prefixes, origins: 'any', reply: replyError })
    for (const [method, path, answer] of [...userRoutes, ...roomRoutes, ...messageRoutes]) {
      door.http.route(method, path, (request) => answer(door, request))
    }
    return serveEvents(door)
  },
}
