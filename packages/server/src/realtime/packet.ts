import type { FeedId } from '@hubbub/protocol'
import type { WireEvent } from '../core/ports/hub.ts'

/** Where the native API lives. */
export const nativeNamespace = '/v1'

/** What becomes of a packet when its reader is too slow. */
export interface PacketLoss {
  /** A range of this feed: it may be lost, and the reader is told to ask for the feed. */
  feed?: FeedId | undefined
  /** A hint, which may be lost without a word. */
  isHint?: boolean
}

/** One Socket.IO packet as text, and as the WebSocket frame that carries it, made once for all who get it. */
export class Packet {
  readonly text: string
  readonly loss: PacketLoss
  #frame: Buffer | undefined

  constructor(text: string, loss: PacketLoss = {}) {
    this.text = text
    this.loss = loss
  }

  get frame(): Buffer {
    this.#frame ??= frameOf(this.text)
    return this.#frame
  }
}

const packets = new WeakMap<WireEvent, Packet>()
let newest: { event: WireEvent; packet: Packet } | undefined

/** The packet of a native event, one for all who are told of it: a range of `feed`, or a hint. */
export function nativePacket(event: WireEvent, feed?: FeedId): Packet {
  // Followers are told one after another, so it is nearly always the one before.
  if (newest?.event === event) return newest.packet
  const packet = packets.get(event) ?? madeOf(event, feed)
  newest = { event, packet }
  return packet
}

function madeOf(event: WireEvent, feed: FeedId | undefined): Packet {
  const loss = feed === undefined ? { isHint: true } : { feed }
  const packet = new Packet(eventText(nativeNamespace, event.name, event.json), loss)
  packets.set(event, packet)
  return packet
}

/** An event of a namespace whose payload is JSON already. */
export function eventText(namespace: string, name: string, json: string): string {
  return `2${prefixOf(namespace)}["${name}",${json}]`
}

/** The answer to the event with this ack id. */
export function ackText(namespace: string, id: number, json: string): string {
  return `3${prefixOf(namespace)}${id}[${json}]`
}

const prefixOf = (namespace: string): string => (namespace === '/' ? '' : `${namespace},`)

/** A text frame of a server: whole, not masked, an Engine.IO message (`4`) inside (RFC 6455, 5.2). */
function frameOf(text: string): Buffer {
  const length = Buffer.byteLength(text) + 1
  const header = length < 126 ? 2 : length < 65_536 ? 4 : 10
  const frame = Buffer.allocUnsafe(header + length)
  frame[0] = 0x81
  if (header === 2) frame[1] = length
  else if (header === 4) {
    frame[1] = 126
    frame.writeUInt16BE(length, 2)
  } else {
    frame[1] = 127
    frame.writeBigUInt64BE(BigInt(length), 2)
  }
  frame[header] = 0x34
  frame.write(text, header + 1)
  return frame
}

/**
 * A sequence of packets that many connections get alike. It grows by the packet that comes next; connections are told
 * one after another, so each but the first finds the longer sequence ready, and its bytes are put together once.
 */
export class Run {
  readonly before: Run | undefined
  readonly packet: Packet
  readonly size: number
  #next: Run | undefined
  #frames: [Buffer] | undefined

  constructor(packet: Packet, before?: Run) {
    this.before = before
    this.packet = packet
    this.size = packet.text.length + (before?.size ?? 0)
  }

  followedBy(packet: Packet): Run {
    if (this.#next?.packet !== packet) this.#next = new Run(packet, this)
    return this.#next
  }

  /** All its frames, in one piece. */
  get frames(): readonly [Buffer] {
    this.#frames ??= [framesOf(packetsOf(this))]
    return this.#frames
  }
}

export function packetsOf(last: Run | undefined): Packet[] {
  const packets: Packet[] = []
  for (let run = last; run; run = run.before) packets.push(run.packet)
  return packets.reverse()
}

/** The frames of these packets, one behind the other. */
export function framesOf(packets: readonly Packet[]): Buffer {
  const [first, second] = packets
  if (first && !second) return first.frame
  return Buffer.concat(packets.map(({ frame }) => frame))
}
