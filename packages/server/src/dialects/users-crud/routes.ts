import type { Document } from '@hubbub/protocol'
import { collectionFeed } from '../../core/feeds/feed-ids.ts'
import { refuse } from '../../core/refusal.ts'
import { changesOf } from '../../core/feeds/changes-of.ts'
import type { Dialect, Door, DoorAnswer, DoorRequest } from '../door.ts'
import { jsonList } from '../json-list.ts'
import { documentsInOrder } from '../list-documents.ts'
import { mountRoutes } from '../mount-routes.ts'
import { description } from './describe.ts'
import { sentBody } from '../sent-body.ts'
import { valueOf } from '../value-of.ts'
import { replyError } from './errors.ts'
import { collection, eventOf, readId, readUser, type User, userOf } from './translate.ts'

export const usersCrud: Dialect = {
  name: 'users-crud',
  description,
  async mount(door) {
    await door.ensureCollection(collection)
    const { http, sockets, feeds } = door
    http.zone({ prefixes: ['/users'], origins: 'own', reply: replyError })
    mountRoutes(door, {
      'POST /users': create,
      'GET /users': list,
      'GET /users/:id': get,
      'PUT /users/:id': replace,
      'DELETE /users/:id': remove,
    })
    sockets.open(['/'])
    return feeds.follow(collectionFeed(collection), {
      hear(range) {
        for (const change of changesOf(range, 'document')) {
          const told = eventOf(change)
          if (told) sockets.emitToAll(told.event, told.payload, 'entitled')
        }
      },
    })
  },
}

async function create(door: Door, request: DoorRequest): Promise<DoorAnswer> {
  const caller = await request.caller()
  const data = readUser(sentBody(request))
  const answer = await door.ask('document.create', caller, { collection, data })
  const { document } = valueOf(answer)
  return { status: 201, body: { message: 'User created successfully!', id: document.id } }
}

async function list(door: Door, request: DoorRequest): Promise<DoorAnswer> {
  const caller = await request.caller()
  const pages = documentsInOrder(door, caller, { collection })
  return jsonList(usersIn(pages))
}

async function* usersIn(pages: AsyncIterable<Document[]>): AsyncGenerator<User[]> {
  for await (const page of pages) yield page.flatMap((document) => userOf(document) ?? [])
}

async function get(door: Door, request: DoorRequest): Promise<DoorAnswer> {
  const caller = await request.caller()
  const answer = await door.ask('document.get', caller, { collection, document: readId(request.params.id) })
  const user = userOf(valueOf(answer))
  if (!user) throw refuse('document.not-found')
  return { status: 200, body: user }
}

async function replace(door: Door, request: DoorRequest): Promise<DoorAnswer> {
  const caller = await request.caller()
  const document = readId(request.params.id)
  const patch = readUser(sentBody(request))
  await door.ask('document.merge', caller, { collection, document, patch: { ...patch } })
  return { status: 200, body: { message: 'User updated successfully!' } }
}

async function remove(door: Door, request: DoorRequest): Promise<DoorAnswer> {
  const caller = await request.caller()
  await door.ask('document.delete', caller, { collection, document: readId(request.params.id) })
  return { status: 200, body: { message: 'User deleted successfully!' } }
}
