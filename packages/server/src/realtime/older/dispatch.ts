import { checkJson, type JsonBounds, type Problem } from '@hubbub/protocol'
import type { DoorNamespace, DoorSocket, SocketEvents, SocketListener } from '../../core/ports/door.ts'
import { isExpected, problemOf } from '../../core/problem.ts'
import { refuse } from '../../core/refusal.ts'
import type { OlderSocket } from './older-socket.ts'

/** An event that a dialect takes. */
export interface Taken {
  /** The socket as that dialect sees it. */
  viewOf(socket: OlderSocket): DoorSocket
  set: SocketEvents
  listener: SocketListener
}

export interface DispatchNeeds {
  jsonBounds: JsonBounds
  ids: { next(): string }
  watch: {
    rateLimited(scope: string): void
    eventRefused(facts: object, problem: Problem): void
    failed(facts: object, error: unknown): void
  }
}

/** Events that may wait for those before them. */
const mostWaiting = 200

type Answer = (...answer: unknown[]) => void

/** Which listener an event of a namespace goes to. Names come from the other side: a map has no prototype to be found in. */
export class EventTable {
  readonly #byNamespace = new Map<DoorNamespace, Map<string, Taken[]>>()

  add(set: SocketEvents, viewOf: Taken['viewOf']): void {
    for (const namespace of set.namespaces) {
      const table = this.#byNamespace.get(namespace) ?? new Map<string, Taken[]>()
      this.#byNamespace.set(namespace, table)
      for (const [event, listener] of Object.entries(set.events)) {
        table.set(event, [...(table.get(event) ?? []), { viewOf, set, listener }])
      }
    }
  }

  find(namespace: DoorNamespace, event: unknown, payload: unknown): Taken | undefined {
    if (typeof event !== 'string') return undefined
    const taken = this.#byNamespace.get(namespace)?.get(event) ?? []
    return taken.find(({ set }) => set.isMeant?.(event, payload) ?? true)
  }
}

/** Takes what a socket sends, one event after another, so that what was sent first is done first. */
export function createDispatch(table: EventTable, needs: DispatchNeeds) {
  const { jsonBounds, watch } = needs

  async function carryOut(
    socket: OlderSocket,
    taken: Taken,
    event: string,
    payload: unknown,
  ): Promise<unknown> {
    const fault = payload === undefined ? undefined : checkJson(payload, jsonBounds)
    if (fault) throw refuse('request.invalid', { errors: [{ pointer: fault.pointer, detail: fault.detail }] })
    return taken.listener(taken.viewOf(socket), payload)
  }

  function problemIn(socket: OlderSocket, event: string, error: unknown): Problem {
    const facts = { connection: socket.id, address: socket.entry.address, event }
    if (isExpected(error)) {
      const problem = problemOf(error)
      watch.eventRefused(facts, problem)
      return problem
    }
    const requestId = needs.ids.next()
    watch.failed({ ...facts, requestId }, error)
    return problemOf(error, { requestId })
  }

  /** Never rejects, whatever was sent. */
  async function answerOne(
    socket: OlderSocket,
    taken: Taken,
    { event, payload, answer, fault }: Asked,
  ): Promise<void> {
    try {
      if (fault) throw fault
      const result = await carryOut(socket, taken, event, payload)
      if (result === undefined) answer?.()
      else answer?.(result)
    } catch (error) {
      const words = taken.set.error(problemIn(socket, event, error), event, payload)
      socket.say('error', JSON.stringify(words))
      answer?.(words)
    }
  }

  async function work(socket: OlderSocket): Promise<void> {
    for (let next = socket.work[0]; next; next = socket.work[0]) {
      await next()
      socket.work.shift()
    }
  }

  return (socket: OlderSocket, event: unknown, args: unknown[]): void => {
    // Nothing that was parsed from JSON is a function: this is the answer the client waits for.
    const answer = typeof args.at(-1) === 'function' ? (args.pop() as Answer) : undefined
    const [payload] = args
    const taken = table.find(socket.namespace, event, payload)
    if (!taken || typeof event !== 'string') return
    const asked: Asked = { event, payload, answer, fault: tooMany(socket) }
    if (asked.fault) return void answerOne(socket, taken, asked)
    if (socket.work.push(() => answerOne(socket, taken, asked)) === 1) void work(socket)
  }

  function tooMany(socket: OlderSocket): Error | undefined {
    if (!socket.rate.take()) {
      watch.rateLimited('older socket')
      return refuse('rate.limited', { retryAfter: 1 })
    }
    return socket.work.length >= mostWaiting ? refuse('busy', { retryAfter: 1 }) : undefined
  }
}

interface Asked {
  event: string
  payload: unknown
  answer: Answer | undefined
  fault: Error | undefined
}
