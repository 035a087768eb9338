import type { ChangeSet, FeedHead, Outcome, Row, Write } from '../src/core/feeds/change-set.ts'

/** What became of a set: as the port tells it, or not storable. */
export type Fate = Outcome | 'failed'

/**
 * What change sets mean, said as simply as possible: one after another, on plain maps, no batches. What the engines do
 * is compared with it.
 */
export class FeedsModel {
  heads = new Map<string, FeedHead>()
  rows = new Map<string, Row>()
  names = new Map<string, string>()
  once = new Map<string, { digest: string; refs: string[] }>()

  apply(set: ChangeSet): Fate {
    const known = this.once.get(set.once.key)
    if (known) return this.#again(set, known)
    const because = this.#unmet(set)
    if (because) return { done: 'refused', because }
    return this.#isMistaken(set) ? 'failed' : this.#carryOut(set)
  }

  head(feed: string): FeedHead {
    return this.heads.get(feed) ?? { version: 0, seq: 0, floor: 0 }
  }

  #again(set: ChangeSet, known: { digest: string; refs: string[] }): Fate {
    if (known.digest !== set.once.digest) return { done: 'refused', because: 'once' }
    const rows = known.refs.flatMap((key) => this.rows.get(key) ?? [])
    const heads = Object.fromEntries(rows.map(({ feed }) => [feed, this.head(feed)]))
    return { done: 'committed', heads, rows, repeated: true }
  }

  #unmet(set: ChangeSet) {
    for (const one of set.expect) {
      if ('name' in one && (this.names.get(one.name.name) ?? null) !== one.owner) return one
      if ('count' in one && this.#standing(one.count, one.feed) >= one.fewerThan) return one
      if ('row' in one && this.#versionIn(one.feed, `${one.row.kind} ${one.row.id}`) !== one.version)
        return one
    }
    const released = set.writes.flatMap((write) => (write.op === 'release' ? [write.name.name] : []))
    for (const write of set.writes) {
      if (write.op !== 'claim' || released.includes(write.name.name)) continue
      const holder = this.names.get(write.name.name)
      if (holder !== undefined && holder !== write.owner) return { name: write.name, owner: null }
    }
    return undefined
  }

  /** 0: free there. What belongs to another feed has no version that could be expected. */
  #versionIn(feed: string, key: string): number | undefined {
    const row = this.rows.get(key)
    if (row && row.feed !== feed) return undefined
    return row && !row.removed ? row.version : 0
  }

  #standing(kind: string, feed: string): number {
    return [...this.rows.values()].filter((row) => row.kind === kind && row.feed === feed && !row.removed)
      .length
  }

  /**
   * What no use case may ask: removing nothing, putting as new what is there or a message that was removed, a row in
   * another feed than its own.
   */
  #isMistaken(set: ChangeSet): boolean {
    const known = new Map([...this.rows].map(([key, { feed, removed }]) => [key, { feed, removed }]))
    for (const write of set.writes) {
      if (!('feed' in write)) continue
      const key = keyOf(write)
      const earlier = known.get(key)
      const removed = write.op === 'remove'
      if (removed && !earlier) return true
      if (!removed && earlier && (write.fresh || (earlier.removed && write.kind === 'message'))) return true
      if (earlier && earlier.feed !== write.feed) return true
      known.set(key, { feed: write.feed, removed })
    }
    return false
  }

  #carryOut(set: ChangeSet): Outcome {
    const moved = new Set(set.writes.flatMap((write) => ('feed' in write ? [write.feed] : [])))
    for (const feed of moved)
      this.heads.set(feed, { ...this.head(feed), version: this.head(feed).version + 1 })
    const numbers = new Map<string, number>()
    for (const write of set.writes) {
      if (!('feed' in write) || write.kind !== 'message') continue
      const key = keyOf(write)
      if (this.rows.has(key) || numbers.has(key)) continue
      const head = this.head(write.feed)
      this.heads.set(write.feed, { ...head, seq: head.seq + 1 })
      numbers.set(key, head.seq + 1)
    }
    const rows: Row[] = []
    for (const write of set.writes) {
      if (write.op === 'claim') this.names.set(write.name.name, write.owner)
      else if (write.op === 'release') this.names.delete(write.name.name)
      else rows.push(this.#write(write, numbers.get(keyOf(write))))
    }
    const refs = (set.once.refs ?? rows).map(({ kind, id }) => `${kind} ${id}`)
    this.once.set(set.once.key, { digest: set.once.digest, refs })
    return {
      done: 'committed',
      heads: Object.fromEntries([...moved].map((feed) => [feed, this.head(feed)])),
      rows,
    }
  }

  #write(write: Extract<Write, { feed: string }>, number: number | undefined): Row {
    const { kind, id, feed } = write
    const earlier = this.rows.get(keyOf(write))
    const { version } = this.head(feed)
    const born = earlier && !(earlier.removed && write.op === 'put') ? earlier.born : version
    const seq = earlier?.seq ?? number ?? null
    const filled = write.op === 'put' && write.fill ? { [write.fill.as]: this.head(write.fill.from).seq } : {}
    const front = { kind, version, born, ...(seq !== null && { seq }), ...filled }
    const text = { ...front, ...(write.op === 'remove' && { removed: true }), ...JSON.parse(write.text) }
    const row = {
      kind,
      id,
      feed,
      version,
      born,
      removed: write.op === 'remove',
      removedAt: write.op === 'remove' ? write.at : null,
      seq,
      columns: write.op === 'put' ? { ...write.columns, ...filled } : { ...earlier?.columns },
      text: JSON.stringify(text),
    } as Row
    this.rows.set(keyOf(write), row)
    return row
  }
}

const keyOf = ({ kind, id }: { kind: string; id: string }): string => `${kind} ${id}`
