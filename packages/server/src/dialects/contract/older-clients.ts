import assert from 'node:assert/strict'
import { createRequire } from 'node:module'
import type { TestContext } from 'node:test'
import { io as ioCurrent } from 'socket.io-client'

type Connect = (url: string, options: object) => AnySocket

/** Under its alias it has no types that are found. */
const { io: ioThree } = createRequire(import.meta.url)('socket.io-client-3') as { io: Connect }

/** The official clients of both lines, over each transport by itself. */
export const clients = [
  { name: 'client 4 over WebSocket', line: 4, transport: 'websocket' },
  { name: 'client 4 over polling', line: 4, transport: 'polling' },
  { name: 'client 3 over WebSocket', line: 3, transport: 'websocket' },
  { name: 'client 3 over polling', line: 3, transport: 'polling' },
] as const
export type ClientKind = (typeof clients)[number]

export interface Connecting {
  kind?: ClientKind
  namespace?: string
  auth?: Record<string, unknown>
  headers?: Record<string, string>
  query?: Record<string, string>
}

type Payload = Record<string, unknown>

/** A client and everything it heard, in order. */
export interface OlderClient {
  id: string
  heard: [event: string, payload: unknown][]
  emit(event: string, ...payload: unknown[]): void
  /** Emits with an acknowledgement, and gives its arguments. */
  ask(event: string, ...payload: unknown[]): Promise<unknown[]>
  /** The next event of this name that was not taken yet; waits for it. */
  next(event: string): Promise<Payload>
  /** All payloads of this name so far, taken or not. */
  all(event: string): unknown[]
  /** Everything that was sent to it so far has arrived: what follows on the same connection was answered. */
  caughtUp(): Promise<void>
  /** Resolves with the reason when the server or the network ended it. */
  ended: Promise<string>
  leave(): void
}

/** What both lines have in common. */
interface AnySocket {
  id: string | undefined
  on(event: string, listener: (...args: never[]) => void): unknown
  onAny(listener: (event: string, ...args: unknown[]) => void): unknown
  emit(event: string, ...args: unknown[]): unknown
  connect(): unknown
  disconnect(): unknown
  /** The connection below it. */
  io: { socket(namespace: string): AnySocket }
}

export async function connect(t: TestContext, url: string, given: Connecting = {}): Promise<OlderClient> {
  const socket = socketTo(url, given)
  t.after(() => void socket.disconnect())
  const client = listening(socket)
  const refusal = await entered(socket)
  if (refusal) throw new Error(`refused: ${refusal}`)
  return Object.assign(client, { id: socket.id ?? '' })
}

/** Connects where it must be refused; gives the words of the `connect_error`. */
export async function refusedAt(url: string, given: Connecting = {}): Promise<string> {
  const socket = socketTo(url, given)
  try {
    const refusal = await entered(socket)
    assert.notEqual(refusal, undefined, 'it was let in')
    return refusal ?? ''
  } finally {
    socket.disconnect()
  }
}

function socketTo(
  url: string,
  { kind = clients[0], namespace = '', auth, headers, query }: Connecting,
): AnySocket {
  const io = kind.line === 3 ? ioThree : (ioCurrent as unknown as Connect)
  return io(url + namespace, {
    forceNew: true,
    autoConnect: false,
    reconnection: false,
    transports: [kind.transport],
    ...(auth ? { auth } : {}),
    ...(query ? { query } : {}),
    ...(headers ? { extraHeaders: headers, transportOptions: optionsWith(headers) } : {}),
  })
}

/** The older line takes headers for each transport. */
const optionsWith = (extraHeaders: Record<string, string>) => ({
  polling: { extraHeaders },
  websocket: { extraHeaders },
})

function entered(socket: AnySocket): Promise<string | undefined> {
  return new Promise((resolve) => {
    socket.on('connect', () => resolve(undefined))
    socket.on('connect_error', (error: Error) => resolve(error.message))
    socket.connect()
  })
}

function listening(socket: AnySocket): Omit<OlderClient, 'id'> {
  const heard: OlderClient['heard'] = []
  const taken = new Set<unknown>()
  const waiting = new Set<() => void>()
  socket.onAny((event, payload) => {
    heard.push([event, payload])
    for (const look of [...waiting]) look()
  })
  const ended = new Promise<string>((resolve) => socket.on('disconnect', (reason: string) => resolve(reason)))
  const take = (event: string): Payload | undefined => {
    const found = heard.find((one) => one[0] === event && !taken.has(one))
    if (found) taken.add(found)
    return found?.[1] as Payload | undefined
  }
  return {
    heard,
    ended,
    emit: (event, ...payload) => void socket.emit(event, ...payload),
    ask: (event, ...payload) =>
      new Promise((resolve) => socket.emit(event, ...payload, (...answer: unknown[]) => resolve(answer))),
    next: (event) =>
      new Promise((resolve) => {
        const look = (): void => {
          const found = take(event)
          if (!found) return
          waiting.delete(look)
          resolve(found)
        }
        waiting.add(look)
        look()
      }),
    async caughtUp() {
      // The native namespace refuses who shows no token, behind everything that was sent before.
      const refusal = await entered(socket.io.socket('/v1'))
      assert.notEqual(refusal, undefined)
    },
    all: (event) => heard.filter(([name]) => name === event).map(([, payload]) => payload),
    leave: () => void socket.disconnect(),
  }
}
