import type { FeedId } from '@hubbub/protocol'
import { type Packet, packetsOf, type Run } from './packet.ts'

export interface OutboundBounds {
  /** How much may wait for a connection that does not drain, and for how long. */
  bytes: number
  ms: number
}

/** What an outbound queue hands its packets to. */
export interface Writer {
  readonly bounds: OutboundBounds
  now(): number
  /** Flushes the queue at the end of this turn, and tells it when that was. */
  touch(outbound: Outbound): void
  /** The sequence that begins with this packet. */
  starting(packet: Packet): Run
  /** Tells which feeds the reader has to ask for. */
  resync(feeds: readonly FeedId[]): Packet
  /** A slow reader has lost ranges. */
  slowReaderTold(): void
}

/** How one connection is written to. */
export interface Pipe {
  /** `sent` is called when the transport has taken everything. */
  write(shared: Run | undefined, own: readonly Packet[] | undefined, sent: () => void): void
  close(): void
}

/**
 * What waits to be written to one connection, in order: first what others get alike, then from its first own packet on
 * everything. One bundle is under way at a time; the next goes when the transport has taken it. When the reader is too
 * slow its ranges are dropped and it is told so once it drains; answers are never dropped, so who asks without reading
 * is closed.
 */
export class Outbound {
  readonly #writer: Writer
  readonly #pipe: Pipe
  #shared: Run | undefined
  #own: Packet[] | undefined
  #ownSize = 0
  /** Text length under way; 0: the transport is ready. */
  #underWay = 0
  #since = 0
  /** Feeds whose ranges were lost; until they are told nothing more of them is queued. */
  #lost: Set<FeedId> | undefined
  #isTouched = false

  constructor(writer: Writer, pipe: Pipe) {
    this.#writer = writer
    this.#pipe = pipe
  }

  /** A packet that others get too. */
  share(packet: Packet): void {
    if (!this.#admits(packet)) return
    if (this.#own) this.#addOwn(packet)
    else this.#shared = this.#shared ? this.#shared.followedBy(packet) : this.#writer.starting(packet)
    this.#touch()
  }

  /** A packet for this connection alone. */
  say(packet: Packet): void {
    if (!this.#admits(packet)) return
    this.#addOwn(packet)
    this.#touch()
  }

  /** Writes what waits. Not before the last bundle is taken, unless the connection closes. */
  flush(now: number, isLast = false): void {
    this.#isTouched = false
    if (this.#underWay > 0 && !isLast) return
    if (this.#lost) this.#addOwn(this.#writer.resync([...this.#lost]))
    this.#lost = undefined
    const size = this.#waiting()
    if (size === 0) return
    const shared = this.#shared
    const own = this.#own
    this.#clear()
    this.#underWay += size
    this.#since = now
    this.#pipe.write(shared, own, this.#sent)
  }

  /** The connection closes: writes what waits, whatever is under way. */
  flushLast(): void {
    this.flush(this.#writer.now(), true)
  }

  readonly #sent = (): void => {
    this.#underWay = 0
    if (this.#lost || this.#waiting() > 0) this.#touch()
  }

  #waiting(): number {
    return (this.#shared?.size ?? 0) + this.#ownSize
  }

  #addOwn(packet: Packet): void {
    if (this.#own) this.#own.push(packet)
    else this.#own = [packet]
    this.#ownSize += packet.text.length
  }

  #clear(): void {
    this.#shared = undefined
    this.#own = undefined
    this.#ownSize = 0
  }

  #touch(): void {
    if (this.#isTouched || this.#underWay > 0) return
    this.#isTouched = true
    this.#writer.touch(this)
  }

  #admits(packet: Packet): boolean {
    const { feed, isHint } = packet.loss
    if (feed !== undefined && this.#lost) {
      this.#lost.add(feed)
      return false
    }
    // Who has taken the last bundle keeps up, however much this turn brings.
    if (this.#underWay === 0 || !this.#isBehind(packet)) return true
    if (feed !== undefined) this.#lose(feed)
    return feed === undefined && !isHint && this.#keepsAnswer()
  }

  #isBehind({ text }: Packet): boolean {
    const { bytes, ms } = this.#writer.bounds
    return this.#underWay + this.#waiting() + text.length > bytes || this.#writer.now() - this.#since > ms
  }

  /** Throws away what may be lost, and remembers which feeds that were. */
  #lose(feed?: FeedId): void {
    const lost = new Set<FeedId>(feed === undefined ? [] : [feed])
    const waiting = [...packetsOf(this.#shared), ...(this.#own ?? [])]
    this.#clear()
    for (const packet of waiting) {
      if (packet.loss.feed !== undefined) lost.add(packet.loss.feed)
      else if (!packet.loss.isHint) this.#addOwn(packet)
    }
    if (lost.size === 0) return
    this.#lost = lost
    this.#writer.slowReaderTold()
  }

  /** An answer has to go out. Where not even the answers fit any more, nobody is reading. */
  #keepsAnswer(): boolean {
    if (!this.#lost) this.#lose()
    if (this.#ownSize <= this.#writer.bounds.bytes) return true
    this.#clear()
    this.#pipe.close()
    return false
  }
}
