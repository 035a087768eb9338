import type { FeedId } from '@hubbub/protocol'
import {
  type ChangeSet,
  type Committed,
  countedText,
  type Expectation,
  type FeedHead,
  type Heads,
  type Name,
  nameText,
  type Once,
  type Outcome,
  type Put,
  type Remove,
  type Row,
  type RowKey,
  type Write,
} from './change-set.ts'
import { numbered } from './kinds.ts'
import { RowMap } from './row-map.ts'

/** What the engine read under its lock. */
export interface Loaded {
  /** Every wanted feed, and those of the known keys' rows; one that never moved is at 0. */
  feeds: Map<FeedId, FeedHead>
  /** Known keys among the sets'. */
  once: Map<string, { digest: string; refs: RowKey[] }>
  /** Rows named by expectations, puts that are not fresh, removals and the refs of known keys. */
  rows: RowMap<Row>
  /** Owners of the names mentioned, by the names' texts. */
  names: Map<string, string>
  /** How many rows stand, of the kinds and feeds that expectations bound. */
  counts: Map<string, number>
}

export const nothingLoaded = (): Loaded => ({
  feeds: new Map(),
  once: new Map(),
  rows: new RowMap(),
  names: new Map(),
  counts: new Map(),
})

/** What the engine has to write, whole, in the same transaction. */
export interface Plan {
  rows: Row[]
  /** Those of `rows` that the store has not yet. */
  made: Set<Row>
  heads: Map<FeedId, FeedHead>
  names: Map<string, { name: Name; owner: string | null }>
  once: { key: string; digest: string; refs: RowKey[]; expires: number | null }[]
}

export interface Decision {
  outcomes: Outcome[]
  plan: Plan
}

/**
 * Judges a batch: repeats, refusals, versions and numbers. Pure: the same for every engine.
 * A later set sees what earlier sets of the batch wrote; a refused set leaves no trace.
 */
export function decide(loaded: Loaded, sets: readonly ChangeSet[]): Decision {
  const bench = new Workbench(loaded)
  const outcomes = sets.map((set) => bench.judge(set))
  return { outcomes, plan: bench.plan() }
}

class Workbench {
  /** With what earlier sets of the batch wrote. */
  readonly #loaded: Loaded
  readonly #moved = new Map<FeedId, FeedHead>()
  readonly #written = new RowMap<{ row: Row; isMade: boolean }>()
  readonly #renamed: Plan['names'] = new Map()
  readonly #keys: Plan['once'] = []

  constructor(loaded: Loaded) {
    const { feeds, once, rows, names, counts } = loaded
    this.#loaded = {
      feeds: new Map(feeds),
      once: new Map(once),
      rows: rows.copy(),
      names: new Map(names),
      counts: new Map(counts),
    }
  }

  judge(set: ChangeSet): Outcome {
    const known = this.#loaded.once.get(set.once.key)
    if (known) return this.#repeat(set, known)
    const unmet = this.#firstUnmet(set)
    if (unmet) return { done: 'refused', because: unmet }
    const outcome = this.#commit(set)
    this.#remember(set.once, outcome)
    return outcome
  }

  plan(): Plan {
    const rows: Row[] = []
    const made = new Set<Row>()
    for (const { row, isMade } of this.#written.values()) {
      rows.push(row)
      if (isMade) made.add(row)
    }
    return { rows, made, heads: this.#moved, names: this.#renamed, once: this.#keys }
  }

  /** The rows as they stand now, after what earlier sets of the batch did to them. */
  #repeat(set: ChangeSet, known: { digest: string; refs: readonly RowKey[] }): Outcome {
    if (known.digest !== set.once.digest) return { done: 'refused', because: 'once' }
    const rows = known.refs.flatMap((ref) => this.#loaded.rows.get(ref) ?? [])
    return { done: 'committed', heads: this.#headsOf(rows.map((row) => row.feed)), rows, repeated: true }
  }

  #firstUnmet(set: ChangeSet): Expectation | undefined {
    const unmet = set.expect.find((expectation) => !this.#isMet(expectation))
    if (unmet) return unmet
    const released = new Set(
      set.writes.flatMap((write) => (write.op === 'release' ? [nameText(write.name)] : [])),
    )
    for (const write of set.writes) {
      if (write.op !== 'claim' || released.has(nameText(write.name))) continue
      const holder = this.#loaded.names.get(nameText(write.name))
      if (holder !== undefined && holder !== write.owner) return { name: write.name, owner: null }
    }
    return undefined
  }

  #isMet(expectation: Expectation): boolean {
    if ('name' in expectation)
      return (this.#loaded.names.get(nameText(expectation.name)) ?? null) === expectation.owner
    if ('count' in expectation)
      return (this.#loaded.counts.get(countedText(expectation)) ?? 0) < expectation.fewerThan
    const row = this.#loaded.rows.get(expectation.row)
    // An id that stands or stood in another feed is not free in this one: its tombstone must stay where it is followed.
    if (row && row.feed !== expectation.feed) return false
    return (row && !row.removed ? row.version : 0) === expectation.version
  }

  #commit(set: ChangeSet): Committed {
    const heads = this.#nextHeads(set.writes)
    const numbers = this.#nextNumbers(set.writes, heads)
    const rows: Row[] = []
    for (const write of set.writes) {
      if (write.op === 'claim') this.#rename(write.name, write.owner)
      else if (write.op === 'release') this.#rename(write.name, null)
      else rows.push(this.#write(write, heads, numbers))
    }
    return { done: 'committed', heads: this.#headsOf([...heads.keys()]), rows }
  }

  /** Rows of one set share their feed's next version. */
  #nextHeads(writes: readonly Write[]): Map<FeedId, FeedHead> {
    const heads = new Map<FeedId, FeedHead>()
    for (const write of writes) {
      if (!('feed' in write) || heads.has(write.feed)) continue
      const head = this.#head(write.feed)
      const next = { ...head, version: head.version + 1 }
      heads.set(write.feed, next)
      this.#loaded.feeds.set(write.feed, next)
      this.#moved.set(write.feed, next)
    }
    return heads
  }

  /** Given before anything is filled in: a fill means the number as the whole set leaves it. */
  #nextNumbers(writes: readonly Write[], heads: Map<FeedId, FeedHead>): RowMap<number> {
    const numbers = new RowMap<number>()
    for (const write of writes) {
      if (!('kind' in write) || !numbered.has(write.kind)) continue
      const head = heads.get(write.feed)
      if (head && !numbers.has(write) && !this.#loaded.rows.has(write)) numbers.set(write, ++head.seq)
    }
    return numbers
  }

  #write(write: Put | Remove, heads: Map<FeedId, FeedHead>, numbers: RowMap<number>): Row {
    const head = heads.get(write.feed) ?? this.#head(write.feed)
    const earlier = this.#loaded.rows.get(write)
    checkWrite(write, earlier)
    const isNew = !earlier || earlier.removed
    const born = write.op === 'put' && isNew ? head.version : (earlier?.born ?? head.version)
    const seq = earlier?.seq ?? numbers.get(write) ?? null
    const { version } = head
    const row =
      write.op === 'put'
        ? rowOfPut(write, { version, born, seq, filled: write.fill ? this.#head(write.fill.from).seq : null })
        : removed(write, version, born, seq, earlier)
    this.#loaded.rows.set(row, row)
    this.#written.set(row, { row, isMade: !earlier || this.#written.get(row)?.isMade === true })
    this.#recount(row, !isNew)
    return row
  }

  /** Only what an expectation of this batch bounds was counted. */
  #recount({ kind, feed, removed }: Row, stood: boolean): void {
    const key = countedText({ count: kind, feed })
    const count = this.#loaded.counts.get(key)
    if (count !== undefined) this.#loaded.counts.set(key, count + (removed ? 0 : 1) - (stood ? 1 : 0))
  }

  #rename(name: Name, owner: string | null): void {
    const text = nameText(name)
    if (owner === null) this.#loaded.names.delete(text)
    else this.#loaded.names.set(text, owner)
    this.#renamed.set(text, { name, owner })
  }

  #remember(once: Once, outcome: Committed): void {
    const refs = once.refs ?? outcome.rows.map(({ kind, id }) => ({ kind, id }))
    this.#keys.push({ key: once.key, digest: once.digest, refs, expires: once.expires })
    this.#loaded.once.set(once.key, { digest: once.digest, refs })
  }

  #head(feed: FeedId): FeedHead {
    const head = this.#loaded.feeds.get(feed)
    if (!head) throw new Error(`the change set does not touch ${feed}`)
    return head
  }

  #headsOf(feeds: readonly FeedId[]): Heads {
    return Object.fromEntries(feeds.map((feed) => [feed, { ...this.#head(feed) }]))
  }
}

/** What `decide` gives a row that is put. */
export interface Numbers {
  version: number
  born: number
  seq: number | null
  /** For the write's `fill`. */
  filled: number | null
}

/** The finished row of a put: whoever has the write and its numbers has the row. */
export function rowOfPut(write: Put, { version, born, seq, filled }: Numbers): Row {
  const { kind, id, feed, fill } = write
  const fills = fill && filled !== null ? { [fill.as]: filled } : {}
  const columns = { ...write.columns, ...fills }
  const text = joined(frontOf(kind, version, born, seq, fills), write.text)
  return { kind, id, feed, version, born, removed: false, removedAt: null, seq, columns, text }
}

/** Mistakes of the caller. Seen here, so that it does not matter which sets share a batch. */
function checkWrite(write: Put | Remove, earlier: Row | undefined): void {
  if (!earlier) return
  if (write.op === 'put' && write.fresh) throw new Error(`${write.kind} ${write.id} is not fresh`)
  // Numbers tell in which order rows were made; one that came back would be older than its number.
  if (write.op === 'put' && earlier.removed && numbered.has(write.kind))
    throw new Error(`${write.kind} ${write.id} does not come back`)
  if (earlier.feed !== write.feed) throw new Error(`${write.kind} ${write.id} belongs to ${earlier.feed}`)
}

function removed(
  write: Remove,
  version: number,
  born: number,
  seq: number | null,
  earlier: Row | undefined,
): Row {
  if (!earlier) throw new Error(`there is no ${write.kind} ${write.id} to remove`)
  const front = `${frontOf(write.kind, version, born, seq, {})},"removed":true`
  const text = joined(front, write.text)
  const columns = write.columns ?? earlier.columns
  return { ...earlier, version, born, seq, removed: true, removedAt: write.at, columns, text }
}

/** The numbers stand in front of the text the use case wrote. */
function frontOf(
  kind: string,
  version: number,
  born: number,
  seq: number | null,
  filled: Record<string, number>,
): string {
  let front = `{"kind":"${kind}","version":${version},"born":${born}`
  if (seq !== null) front += `,"seq":${seq}`
  for (const [name, value] of Object.entries(filled)) front += `,"${name}":${value}`
  return front
}

function joined(front: string, text: string): string {
  return text === '{}' ? `${front}}` : `${front},${text.slice(1)}`
}
