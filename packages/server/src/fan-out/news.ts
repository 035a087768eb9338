import type { FeedId } from '@hubbub/protocol'
import { type Row, rowKeyText } from '../core/feeds/change-set.ts'
import { rangeOf } from '../core/feeds/range.ts'
import type { LiveRange, WireEvent } from '../core/ports/hub.ts'

/**
 * What was committed, gathered by feed until it is handed out. Rows come in commit order, so versions of a feed rise
 * by one; where one is missing the piece ends, and its readers see the hole instead of a lie.
 */
export class News {
  readonly #epoch: string
  readonly #open = new Map<FeedId, Piece>()
  #ended: Piece[] = []

  constructor(epoch: string) {
    this.#epoch = epoch
  }

  add(row: Row): void {
    const piece = this.#open.get(row.feed)
    if (piece && row.version <= piece.to + 1) return piece.add(row)
    if (piece) this.#ended.push(piece)
    this.#open.set(row.feed, new Piece(row))
  }

  /** What there is of one feed so far, or of all; it is gone from here. */
  take(feed?: FeedId): LiveRange[] {
    const pieces = this.#ended
    this.#ended = []
    for (const piece of feed === undefined ? this.#open.values() : [this.#open.get(feed)]) {
      if (piece) pieces.push(piece)
    }
    if (feed === undefined) this.#open.clear()
    else this.#open.delete(feed)
    return pieces.map((piece) => piece.range(this.#epoch))
  }
}

class Piece {
  readonly #feed: FeedId
  readonly #from: number
  readonly #rows: Row[]
  to: number

  constructor(row: Row) {
    this.#feed = row.feed
    this.#from = row.version - 1
    this.#rows = [row]
    this.to = row.version
  }

  add(row: Row): void {
    this.#rows.push(row)
    this.to = row.version
  }

  range(epoch: string): LiveRange {
    const rows = inOrder(asTheyStand(this.#rows))
    const range = { feed: this.#feed, from: this.#from, to: this.to, rows }
    return { ...range, event: new RangeEvent(epoch, range) }
  }
}

/** Built at first use and once for all followers. */
class RangeEvent implements WireEvent {
  readonly name = 'range'
  readonly #epoch: string
  readonly #range: Omit<LiveRange, 'event'>
  #json: string | undefined

  constructor(epoch: string, range: Omit<LiveRange, 'event'>) {
    this.#epoch = epoch
    this.#range = range
  }

  get json(): string {
    this.#json ??= rangeOf(this.#epoch, this.#range).text
    return this.#json
  }
}

/** A row that changed several times stands once, where and as it last changed. */
function asTheyStand(rows: readonly Row[]): Row[] {
  if (rows.length < 2) return [...rows]
  const last = new Map<string, Row>()
  for (const row of rows) {
    const key = rowKeyText(row)
    last.delete(key)
    last.set(key, row)
  }
  return [...last.values()]
}

/** Rows stay in order of version, but messages take their places among themselves by number. */
function inOrder(rows: Row[]): Row[] {
  const messages = rows.filter(({ kind }) => kind === 'message')
  if (messages.length < 2) return rows
  messages.sort((one, other) => (one.seq ?? 0) - (other.seq ?? 0))
  const next = messages.values()
  return rows.map((row) => (row.kind === 'message' ? (next.next().value ?? row) : row))
}
