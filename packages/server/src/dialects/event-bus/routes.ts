import type { JsonObject } from '@hubbub/protocol'
import type { AccountCaller } from '../../core/caller.ts'
import type { Dialect, Door, DoorSocket } from '../door.ts'
import { description } from './describe.ts'
import { broadcastIn, createBroadcasting, eventsFeed, nativeNewsIn } from './broadcasts.ts'
import { createEvent, deleteEvent, updateEvent } from './change-events.ts'
import { generic, type Operation, operationIn, operations, readEnvelope } from './envelope.ts'
import { replyError, socketError } from './errors.ts'
import { createFetching, type FetchEvents } from './fetch-events.ts'
import { collection, readFilter, readLimit } from './translate.ts'

export const eventBus: Dialect = {
  name: 'event-bus',
  description,
  async mount(door) {
    await door.ensureCollection(collection)
    const fetchEvents = createFetching(door)
    mountRoute(door, fetchEvents)
    mountEvents(door, fetchEvents)
    return door.feeds.follow(eventsFeed, {
      hear(range) {
        for (const news of nativeNewsIn(range, door.name)) tell(door, news)
      },
      told(event) {
        const payload = broadcastIn(event)
        if (payload) tell(door, payload)
      },
    })
  },
}

const tell = ({ sockets }: Door, payload: JsonObject): void =>
  sockets.emitToAll('broadcast', payload, 'entitled')

function mountRoute(door: Door, fetchEvents: FetchEvents): void {
  door.http.zone({ prefixes: ['/api/events'], origins: 'own', anyCase: true, reply: replyError })
  door.http.route('GET', '/api/events', async (request) => {
    const caller = await request.caller()
    const limit = readLimit(request.query.get('limit') ?? undefined)
    const data = await fetchEvents(caller, readFilter(undefined), limit)
    return { status: 200, body: { success: true, data } }
  })
}

type Carry = (socket: DoorSocket, caller: AccountCaller, payload: JsonObject) => Promise<unknown>

function mountEvents(door: Door, fetchEvents: FetchEvents): void {
  const carryOut: Record<Operation, Carry> = {
    CREATE: (_socket, caller, payload) => createEvent(door, caller, payload),
    UPDATE: (_socket, caller, payload) => updateEvent(door, caller, payload),
    DELETE: (_socket, caller, payload) => deleteEvent(door, caller, payload),
    FETCH: (_socket, caller, { filter, limit }) => fetchEvents(caller, readFilter(filter), readLimit(limit)),
    BROADCAST: createBroadcasting(door),
  }
  const listenTo = (name: string) => async (socket: DoorSocket, argument: unknown) => {
    const caller = await socket.caller()
    const { operation, payload } = readEnvelope(name, argument)
    const data = await carryOut[operation](socket, caller, payload)
    const response = { success: true, type: operation, data }
    socket.emit('response', response)
    return response
  }
  door.sockets.on({
    namespaces: ['/'],
    error: socketError,
    // Any other `message` is somebody else's, or nobody's.
    isMeant: (name, argument) => name !== 'message' || operationIn(name, argument) !== undefined,
    events: Object.fromEntries([...operations, ...generic].map((name) => [name, listenTo(name)])),
  })
}
