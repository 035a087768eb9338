import type { Socket } from 'socket.io'
import { Outbound, type Pipe, type Writer } from './outbound.ts'
import { framesOf, Packet, packetsOf, Run } from './packet.ts'

/**
 * Fan-out costs one system call per socket and turn, not per packet. Everything that a turn of the event loop says to a
 * connection, Socket.IO's own packets too, becomes one Engine.IO packet: over WebSocket it carries the finished frames
 * of all of them (`wsPreEncodedFrame`, in which Socket.IO's adapter hands over one), over polling their texts, joined as
 * a payload is. The other side sees ordinary frames.
 *
 * This leans on engine.io 6.6 and ws 8. Where a transport does not write such a packet as it is, packets go one by one.
 */
export type EngineSocket = Socket['conn']

/** What engine.io does not say of itself. */
interface PreEncoding {
  _canSendPreEncodedFrame?(packet: object): boolean
}

interface WriteOptions {
  compress?: boolean
  /** Parts of one or more whole frames. */
  wsPreEncodedFrame?: Buffer[]
}

/** Between the packets of a polling payload; the next one begins with its type, a message. */
const nextInPayload = '\x1e4'

export interface Coalescer {
  /** Takes over what is written to a connection; called before anybody writes to it. */
  take(conn: EngineSocket): Outbound
  /** Resolves when everything said so far was given to the connections. */
  written(): Promise<void>
  /** Whether packets are joined; unknown until a WebSocket was seen. */
  joins(): boolean | undefined
}

export function createCoalescer(needs: Omit<Writer, 'touch' | 'starting'>): Coalescer {
  let touched: Outbound[] = []
  let start: Run | undefined
  let turn: PromiseWithResolvers<void> | undefined
  let joins: boolean | undefined

  const writer: Writer = {
    ...needs,
    touch(outbound) {
      if (touched.push(outbound) === 1) setImmediate(flush)
    },
    starting(packet) {
      if (start?.packet !== packet) start = new Run(packet)
      return start
    },
  }

  function flush(): void {
    const all = touched
    touched = []
    start = undefined
    for (const outbound of all) outbound.flush()
    turn?.resolve()
    turn = undefined
  }

  function canJoin({ transport }: EngineSocket): boolean {
    if (joins === undefined && transport.name === 'websocket') {
      joins =
        (transport as PreEncoding)._canSendPreEncodedFrame?.({ options: { wsPreEncodedFrame: [] } }) === true
    }
    return joins === true
  }

  return {
    take(conn) {
      const pipe = pipeOf(conn, () => canJoin(conn))
      const outbound = new Outbound(writer, pipe)
      divert(conn, outbound)
      return outbound
    },
    async written() {
      if (touched.length === 0) return
      turn ??= Promise.withResolvers<void>()
      await turn.promise
    },
    joins: () => joins,
  }
}

function pipeOf(conn: EngineSocket, canJoin: () => boolean): Pipe {
  const write = conn.write.bind(conn)
  return {
    write(shared, own, sent) {
      if (canJoin()) {
        write(
          textFor(conn, shared, own),
          { compress: false, wsPreEncodedFrame: partsOf(shared, own) } as WriteOptions,
          sent,
        )
        return
      }
      const packets = [...packetsOf(shared), ...own]
      packets.forEach(({ text }, place) => {
        write(text, { compress: false }, place === packets.length - 1 ? sent : undefined)
      })
    },
    close: () => conn.close(true),
  }
}

/** At most two, which ws writes with one call: what others get too, and the rest. */
function partsOf(shared: Run | undefined, own: readonly Packet[]): Buffer[] {
  const parts = shared ? [shared.frames] : []
  if (own.length > 0) parts.push(framesOf(own))
  return parts
}

/** Only polling reads the text, but it may be a WebSocket by the time the packet goes out. Never the other way round. */
function textFor({ transport }: EngineSocket, shared: Run | undefined, own: readonly Packet[]): string {
  if (transport.name === 'websocket') return ''
  return [...packetsOf(shared), ...own].map(({ text }) => text).join(nextInPayload)
}

/** From now on who writes to the connection or closes it finds the queue in between. */
function divert(conn: EngineSocket, outbound: Outbound): void {
  const write = conn.write.bind(conn)
  const close = conn.close.bind(conn)
  conn.write = (data, options: WriteOptions = {}, callback) => {
    if (typeof data !== 'string' || callback) {
      outbound.flush(true)
      return write(data, options, callback)
    }
    // Socket.IO's adapter gives every socket of a broadcast the same options, with the frame in them.
    if (options.wsPreEncodedFrame) outbound.share(broadcastPacket(data, options))
    else outbound.say(new Packet(data))
    return conn
  }
  conn.close = (discard) => {
    if (!discard) outbound.flush(true)
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
