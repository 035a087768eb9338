import type { Dialect, Door, DoorAnswer, DoorSocket, DoorZone, SocketEvents } from '../door.ts'
import { describedBy, routeOf } from './described.ts'

/** What a dialect registered and did while somebody watched. */
export interface Sightings {
  /** `GET /users/:id`, as mounted. */
  routes: Set<string>
  /** Those that were asked. */
  asked: Set<string>
  /** Events that clients may send, and those that were sent to clients. */
  events: Set<string>
  told: Set<string>
  /** What the documents do not say. */
  wrong: string[]
}

export const noSightings = (): Sightings => ({
  routes: new Set(),
  asked: new Set(),
  events: new Set(),
  told: new Set(),
  wrong: [],
})

/** The same dialect; every answer, refusal and event that leaves it is held against its description. */
export function watched(dialect: Dialect, sightings: Sightings): Dialect {
  return { ...dialect, mount: (door) => dialect.mount(watchedDoor(dialect, door, sightings)) }
}

function watchedDoor({ name, description }: Dialect, door: Door, sightings: Sightings): Door {
  const documents = describedBy(description)
  const patched = new WeakSet<DoorSocket>()
  const note = (what: string, fault: string | undefined): void => {
    if (fault !== undefined) sightings.wrong.push(`${name}: ${what}: ${fault.slice(0, 600)}`)
  }

  function tell(event: string, payload: unknown): void {
    sightings.told.add(event)
    note(`the event ${event}`, documents.event(event, JSON.parse(JSON.stringify(payload))))
  }

  /** A socket is one object for ever, and may be a key: so it is not wrapped. */
  function patch(socket: DoorSocket): DoorSocket {
    if (patched.has(socket)) return socket
    patched.add(socket)
    const emit = socket.emit.bind(socket)
    socket.emit = (event, payload) => {
      tell(event, payload)
      emit(event, payload)
    }
    return socket
  }

  async function answered(route: string, answer: DoorAnswer | Promise<DoorAnswer>): Promise<DoorAnswer> {
    const given = await answer
    const { status, body, json, stream } = given
    sightings.asked.add(route)
    const judge = (text: string) => note(route, documents.answer(route, status, text))
    if (stream) return { ...given, stream: judgedAtTheEnd(stream, judge) }
    judge(json ?? (body === undefined ? '' : JSON.stringify(body)))
    return given
  }

  const { http, sockets } = door
  return {
    ...door,
    http: {
      route(method, path, answer) {
        const route = routeOf(method, path)
        sightings.routes.add(route)
        http.route(method, path, (request) => answered(route, answer(request)))
      },
      zone: (zone: DoorZone) =>
        http.zone({
          ...zone,
          reply(problem, request) {
            const shaped = zone.reply(problem, request)
            const { method, path } = request
            const fault = documents.refusal(method, path, shaped.status, JSON.stringify(shaped.body))
            note(`${method} ${path}`, fault)
            return shaped
          },
        }),
    },
    sockets: {
      ...sockets,
      on(given: SocketEvents) {
        for (const event of Object.keys(given.events)) sightings.events.add(event)
        const events = Object.entries(given.events).map(
          ([event, listener]) =>
            [event, (socket: DoorSocket, payload: unknown) => listener(patch(socket), payload)] as const,
        )
        sockets.on({
          ...given,
          events: Object.fromEntries(events),
          error(problem, event, payload) {
            const error = given.error(problem, event, payload)
            tell('error', error)
            return error
          },
        })
      },
      arrived: (namespaces, listener) => sockets.arrived(namespaces, (socket) => listener(patch(socket))),
      inRoom: (room) => sockets.inRoom(room).map(patch),
      emitTo(room, event, payload) {
        tell(event, payload)
        sockets.emitTo(room, event, payload)
      },
      emitToAll(event, payload, audience) {
        tell(event, payload)
        sockets.emitToAll(event, payload, audience)
      },
    },
  }
}

/** Of an answer that was read to its end. */
async function* judgedAtTheEnd(
  pieces: AsyncIterable<string>,
  judge: (text: string) => void,
): AsyncGenerator<string> {
  let text = ''
  for await (const piece of pieces) {
    text += piece
    yield piece
  }
  judge(text)
}
