import type { AccountId } from '@hubbub/protocol'
import type { Server as HttpServer } from 'node:http'
import type { Duplex } from 'node:stream'
import { type Namespace, Server, type Socket } from 'socket.io'
import { isExpected, problemOf } from '../core/problem.ts'
import { refuse } from '../core/refusal.ts'
import { type Coalescer, createCoalescer, type EngineSocket } from './coalesce.ts'
import { createAsking } from './asking.ts'
import { type Arrival, Connection } from './connection.ts'
import { Entries, type Entry } from './entries.ts'
import { createGateKeeper } from './gate-keeper.ts'
import { connectError, proveEntry, WordedRefusal } from './handshake.ts'
import type { RealtimeOptions } from './options.ts'
import { paced } from './pacing.ts'
import { eventText, nativeNamespace, Packet } from './packet.ts'
import { wireParser } from './wire-parser.ts'

/** The socket side of the server. */
export interface Realtime {
  /** Serves `/socket.io/` of this HTTP server. Once, and after the server has its own listeners. */
  attach(server: HttpServer): void
  /**
   * Opens another namespace: anybody may enter whom `admit` does not refuse, from pages of any origin; those of no account
   * within the bound of anonymous sockets.
   */
  open(namespace: string, admit?: Admit): Namespace
  /** What is known of the connection below a socket; undefined when it has ended. */
  entryOf(socket: Socket): Entry | undefined
  /** A socket of an open namespace is this account's from now on. Refuses `connection.too-many`. */
  signedIn(socket: Socket, account: AccountId): void
  /** Resolves when all news so far was written: who answers on another way waits for it. */
  newsWritten(): Promise<void>
  counts(): { connections: number }
  /** Says goodbye to everybody and closes what stays open. */
  close(): Promise<void>
}

/** May refuse, and may seat an account. Asked before a socket enters. */
export type Admit = (socket: Socket, entry: Entry) => Promise<void>

/** How long a shutdown waits for clients to take their last packets. */
const lastWordsMs = 500

export function createRealtime(options: RealtimeOptions): Realtime {
  return new SocketServer(options)
}

class SocketServer implements Realtime {
  readonly #options: RealtimeOptions
  readonly #io: Server
  readonly #coalescer: Coalescer
  readonly #entries: Entries
  readonly #opened = new Set<string>()
  /** Connections that were upgraded; the HTTP server does not close them. */
  readonly #upgraded = new Set<Duplex>()
  #isClosing = false

  constructor(options: RealtimeOptions) {
    this.#options = options
    this.#coalescer = coalescerFor(options)
    this.#entries = new Entries(options, this.#coalescer)
    this.#io = serverFor(options)
    this.#closeRoot()
    this.#openNative()
  }

  attach(server: HttpServer): void {
    const { gate, watch } = this.#options
    server.on('upgrade', (_request, socket) => {
      this.#upgraded.add(socket)
      socket.once('close', () => this.#upgraded.delete(socket))
    })
    this.#io.attach(server)
    const bound = () => boundFarewells(this.#io.engine, this.#options.limits.connectMs)
    bound()
    // Engine.IO makes its WebSocket server anew when the HTTP server begins to listen.
    server.on('listening', bound)
    this.#io.engine.use(
      createGateKeeper({
        gate,
        mayWait: (client) => this.#entries.admission.mayWait(client),
        isOpen: () => this.#opened.size > 0,
        isClosing: () => this.#isClosing,
        refused: (address, code) => watch.refused({ address }, code),
      }),
    )
    this.#io.engine.on('connection', (conn: EngineSocket) => this.#entries.add(conn))
  }

  open(namespace: string, admit?: Admit): Namespace {
    this.#opened.add(namespace)
    const opened = this.#io.of(namespace)
    this.#guard(opened, async (socket, entry) => {
      await admit?.(socket, entry)
      // A seat taken by who has gone would never be given back.
      if (socket.conn.readyState !== 'open') throw refuse('unavailable')
      if (entry.accounts.size === 0) this.#entries.admission.seatNobody(entry.id)
    })
    return opened
  }

  entryOf(socket: Socket): Entry | undefined {
    return this.#entries.of(socket.conn)
  }

  signedIn(socket: Socket, account: AccountId): void {
    const entry = this.entryOf(socket)
    if (entry) this.#entries.seat(entry, account)
  }

  newsWritten(): Promise<void> {
    return this.#coalescer.written()
  }

  counts(): { connections: number } {
    return { connections: this.#entries.size }
  }

  async close(): Promise<void> {
    this.#isClosing = true
    this.#options.hub.end('shutdown')
    for (const conn of this.#entries.connections()) conn.close()
    await this.#lastWords()
    for (const conn of this.#entries.connections()) giveUp(conn)
    for (const socket of this.#upgraded) socket.destroy()
    // Before it was attached there is no engine.
    this.#io.engine?.close()
  }

  #openNative(): void {
    const arrivals = new WeakMap<Socket, Arrival>()
    const asking = paced(createAsking(this.#options))
    const native = this.#io.of(nativeNamespace)
    this.#guard(native, async (socket, entry) => {
      const proved = await proveEntry(this.#options.ports, socket, entry)
      // A seat taken by who has gone would never be given back.
      if (socket.conn.readyState !== 'open') throw refuse('unavailable')
      const rate = this.#entries.seat(entry, proved.caller.account)
      arrivals.set(socket, { socket, entry, proved, rate, asking })
    })
    native.on('connection', (socket) => {
      const arrival = arrivals.get(socket)
      arrivals.delete(socket)
      if (arrival) new Connection(this.#options, arrival)
    })
  }

  /** Socket.IO always has a default namespace; until a contract lives there it is not ours. */
  #closeRoot(): void {
    this.#guard(this.#io.of('/'), async () => {
      if (!this.#opened.has('/')) throw refuse('request.not-found')
    })
  }

  /** Nothing may be thrown in here: Socket.IO would let it end the process. */
  #guard(namespace: Namespace, admit: (socket: Socket, entry: Entry) => Promise<void>): void {
    const judge = async (socket: Socket): Promise<Error | undefined> => {
      const entry = this.entryOf(socket)
      if (!entry) return new Error('the connection has ended')
      try {
        await admit(socket, entry)
        this.#entries.letIn(entry)
        return undefined
      } catch (error) {
        return this.#refused(entry, namespace.name, error)
      }
    }
    namespace.use((socket, enter) => void judge(socket).then((refusal) => enter(refusal)))
  }

  #refused({ id, address }: Entry, namespace: string, error: unknown): Error {
    const { watch, ports } = this.#options
    if (error instanceof WordedRefusal) {
      watch.refused({ address, namespace }, error.code)
      return new Error(error.message)
    }
    if (isExpected(error)) {
      watch.refused({ address, namespace }, problemOf(error).code)
      return connectError(error)
    }
    const requestId = ports.ids.next()
    watch.failed({ requestId, connection: id }, error)
    return connectError(error, requestId)
  }

  async #lastWords(): Promise<void> {
    const { clock } = this.#options.ports
    const ended = [...this.#upgraded].map((socket) => new Promise((done) => socket.once('close', done)))
    const bound = Promise.withResolvers<void>()
    const cancel = clock.after(lastWordsMs, bound.resolve)
    await Promise.race([Promise.all([this.#entries.gone(), ...ended]), bound.promise])
    cancel()
  }
}

/**
 * A WebSocket that is closed waits for the client's own close frame, 30 s by default. It counts as closed by then, so a
 * client that never sends one would hold more connections than anything counts.
 */
function boundFarewells(engine: Server['engine'], ms: number): void {
  const { ws } = engine as unknown as { ws: { options: { closeTimeout: number } } }
  ws.options.closeTimeout = ms
}

/** A polling client that never polls again: Engine.IO would wait 30 s for it, and the process with it. */
function giveUp({ transport }: EngineSocket): void {
  const { shouldClose } = transport as { shouldClose?: (() => void) | null }
  shouldClose?.()
}

function coalescerFor({ limits, ports, watch, onFrame }: RealtimeOptions): Coalescer {
  return createCoalescer({
    bounds: { bytes: limits.outboundBytes, ms: limits.outboundMs },
    now: ports.clock.now,
    slowReaderTold: watch.slowReaderTold,
    resync(feeds) {
      const json = JSON.stringify({ feeds })
      onFrame?.('resync', json)
      return new Packet(eventText(nativeNamespace, 'resync', json))
    },
  })
}

/** No recovery of connections: it would skip the handshake and give rooms back that were lost meanwhile. */
function serverFor({ limits }: RealtimeOptions): Server {
  return new Server({
    path: '/socket.io',
    serveClient: false,
    transports: ['polling', 'websocket'],
    maxHttpBufferSize: limits.frameBytes,
    connectTimeout: limits.connectMs,
    httpCompression: false,
    perMessageDeflate: false,
    parser: wireParser,
  })
}
