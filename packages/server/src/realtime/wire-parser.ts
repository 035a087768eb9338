import { Decoder, Encoder, type Packet, PacketType } from 'socket.io-parser'
import { ackText } from './packet.ts'

/** An answer whose JSON is ready: it goes into the ack as it is. */
export class ReadyAnswer {
  readonly json: string

  constructor(json: string) {
    this.json = json
  }
}

/** A client enters each of our namespaces, and again after a refusal; who tries more is looking for something. */
const mostEntries = 10
const longestNamespace = 64

/** Rows are stored as text and answers are put together from text; parsing it to write it again would cost more than storing it. */
class WireEncoder extends Encoder {
  override encode(packet: Packet): ReturnType<Encoder['encode']> {
    const answer: unknown = packet.type === PacketType.ACK ? packet.data?.[0] : undefined
    if (!(answer instanceof ReadyAnswer) || packet.id === undefined) return super.encode(packet)
    return [ackText(packet.nsp, packet.id, answer.json)]
  }
}

/** One for each connection. What it throws closes the connection. */
class WireDecoder extends Decoder {
  #entries = 0

  constructor() {
    super({ maxAttachments: 0 })
  }

  override add(data: unknown): void {
    if (typeof data !== 'string') throw new Error('no binary data is taken')
    if (data.startsWith('0')) this.#boundEntry(data)
    super.add(data)
  }

  /** The name of an unknown namespace comes back in the answer, and nothing else counts who asks for one. */
  #boundEntry(packet: string): void {
    const end = packet.indexOf(',')
    const nameLength = packet.startsWith('/', 1) ? (end === -1 ? packet.length : end) - 1 : 0
    if (++this.#entries > mostEntries || nameLength > longestNamespace) throw new Error('too many namespaces')
  }
}

export const wireParser = { Encoder: WireEncoder, Decoder: WireDecoder }
