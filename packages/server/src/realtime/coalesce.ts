import type { Socket } from 'socket.io'
import { createFlushing } from './flushing.ts'
import { Outbound, type Pipe, type Writer } from './outbound.ts'
import { framesOf, Packet, packetsOf, Run } from './packet.ts'

/**
 * Fan-out costs one system call per socket and turn, not per packet. Everything that a turn of the event loop says to a
 * connection, Socket.IO's own packets too, is one write: over WebSocket the finished frames of all of them, handed to
 * ws below Engine.IO; over polling one Engine.IO packet of their texts, joined as a payload is, with the frames beside
 * it (`wsPreEncodedFrame`) because the connection may be upgraded before it goes out. The other side sees ordinary
 * frames.
 *
 * This leans on engine.io 6.6 and ws 8. Where a transport does not take frames made before, packets go one by one.
 */
export type EngineSocket = Socket['conn']

/** What engine.io and ws do not say of themselves. */
interface FrameTaker {
  _canSendPreEncodedFrame?(packet: object): boolean
  socket?: {
    readyState: number
    _sender: { sendFrame(parts: readonly Buffer[], sent: () => void): void }
  }
}

interface WriteOptions {
  compress?: boolean
  /** Parts of one or more whole frames; engine.io writes them as they are. */
  wsPreEncodedFrame?: readonly Buffer[]
}

/** Between the packets of a polling payload; the next one begins with its type, a message. */
const nextInPayload = '\x1e4'
const openWebSocket = 1

export interface Coalescer {
  /** Takes over what is written to a connection; called before anybody writes to it. */
  take(conn: EngineSocket): Outbound
  /** Resolves when everything said so far was given to the connections. */
  written(): Promise<void>
  /** Whether packets are joined; unknown until a WebSocket was seen. */
  joins(): boolean | undefined
}

export function createCoalescer(needs: Omit<Writer, 'touch' | 'starting'>): Coalescer {
  let start: Run | undefined
  let joins: boolean | undefined
  const flushing = createFlushing(needs.now, () => {
    start = undefined
  })

  const writer: Writer = {
    ...needs,
    touch: (outbound) => flushing.touch(outbound),
    starting(packet) {
      if (start?.packet !== packet) start = new Run(packet)
      return start
    },
  }

  /** Asked of the first WebSocket; all are made alike. */
  function canJoin({ transport }: EngineSocket): boolean {
    if (joins === undefined && transport.name === 'websocket') {
      const taker = transport as FrameTaker
      joins = taker._canSendPreEncodedFrame?.({ options: { wsPreEncodedFrame: [] } }) === true
    }
    return joins === true
  }

  return {
    take(conn) {
      const outbound = new Outbound(writer, pipeOf(conn, canJoin))
      divert(conn, outbound)
      return outbound
    },
    written: () => flushing.done(),
    joins: () => joins,
  }
}

function pipeOf(conn: EngineSocket, canJoin: (conn: EngineSocket) => boolean): Pipe {
  const write = conn.write.bind(conn)
  return {
    write(shared, own, sent) {
      if (conn.readyState !== 'open') return
      if (!canJoin(conn)) return writeEach([...packetsOf(shared), ...(own ?? [])], sent)
      if (conn.transport.name === 'websocket')
        return writeFrames(conn.transport as FrameTaker, partsOf(shared, own), sent)
      const options: WriteOptions = { compress: false, wsPreEncodedFrame: partsOf(shared, own) }
      const texts = [...packetsOf(shared), ...(own ?? [])].map(({ text }) => text)
      write(texts.join(nextInPayload), options, sent)
    },
    close: () => conn.close(true),
  }

  function writeEach(packets: readonly Packet[], sent: () => void): void {
    for (const [place, { text }] of packets.entries()) {
      write(text, { compress: false }, place === packets.length - 1 ? sent : undefined)
    }
  }
}

function writeFrames({ socket }: FrameTaker, parts: readonly Buffer[], sent: () => void): void {
  // Nothing may follow a close frame.
  if (socket?.readyState === openWebSocket) socket._sender.sendFrame(parts, sent)
}

/** At most two, which ws writes with one call: what others get too, and the rest. */
function partsOf(shared: Run | undefined, own: readonly Packet[] | undefined): readonly Buffer[] {
  if (!own) return shared?.frames ?? []
  return shared ? [...shared.frames, framesOf(own)] : [framesOf(own)]
}

/** From now on who writes to the connection or closes it finds the queue in between. */
function divert(conn: EngineSocket, outbound: Outbound): void {
  const write = conn.write.bind(conn)
  const close = conn.close.bind(conn)
  conn.write = (data, options: WriteOptions = {}, callback) => {
    if (typeof data !== 'string' || callback) {
      outbound.flushLast()
      return write(data, options, callback)
    }
    // Socket.IO's adapter gives every socket of a broadcast the same options, with the frame in them.
    if (options.wsPreEncodedFrame) outbound.share(broadcastPacket(data, options))
    else outbound.say(new Packet(data))
    return conn
  }
  conn.close = (discard) => {
    if (!discard) outbound.flushLast()
    close(discard)
  }
}

const broadcasts = new WeakMap<WriteOptions, Packet>()

function broadcastPacket(text: string, options: WriteOptions): Packet {
  const known = broadcasts.get(options)
  if (known?.text === text) return known
  const packet = new Packet(text)
  broadcasts.set(options, packet)
  return packet
}
