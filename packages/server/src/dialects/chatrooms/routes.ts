import type { Dialect } from '../door.ts'
import { mountRoutes } from '../mount-routes.ts'
import { description } from './describe.ts'
import { replyError } from './errors.ts'
import { serveEvents } from './events.ts'
import { messageRoutes } from './messages.ts'
import { roomRoutes } from './rooms.ts'
import { userRoutesOf } from './users.ts'

const prefixes = ['/api/user', '/api/chatroom', '/api/message']

export const chatrooms: Dialect = {
  name: 'chatrooms',
  description,
  async mount(door) {
    door.http.zone({ prefixes, origins: 'any', reply: replyError })
    mountRoutes(door, { ...userRoutesOf(door), ...roomRoutes, ...messageRoutes })
    return serveEvents(door)
  },
}
