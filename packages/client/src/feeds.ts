import type { FeedId, Head, Item, Profile, Range, SyncAnswer } from '@hubbub/protocol'
import type { Connection } from './connection.ts'
import { Emitter } from './emitter.ts'

/** A range as it is handed on: `since` is the version the reader had, which decides what is new to it. */
export interface HeardRange {
  feed: FeedId
  since: number
  to: number
  items: Item[]
}

export type ResetReason = 'epoch' | 'ahead' | 'floor' | 'too-far'

export interface FeedEvents {
  range: HeardRange
  /** What changed cannot be told: load the state again. Live ranges go on from the head. */
  reset: { feed: FeedId; reason: ResetReason; head: Head }
  /** The feed is not ours to follow any more. */
  gone: { feed: FeedId }
}

interface Known {
  epoch: string
  version: number
  /** Behind the head, or live ranges do not join: a sync is due or under way, and live ranges wait. */
  behind: boolean
  waiting: Range[]
  waitingBytes: number
}

/** Live ranges kept per feed while a sync is under way; beyond it, it asks again. Design, section 4. */
const waitingBytesMost = 1024 * 1024
const feedsPerSync = 200
const retryMs = [1_000, 2_000, 4_000, 8_000, 15_000]

/**
 * Follows feeds so that no change is missed and none is told twice: ranges join, a gap is filled by `feed.sync`, and
 * what cannot be filled is a `reset`. State is what the server has; this only knows versions.
 */
export class Feeds {
  readonly events = new Emitter<FeedEvents>()
  readonly #connection: Connection
  readonly #learn: (profiles: readonly Profile[]) => void
  readonly #known = new Map<FeedId, Known>()
  #syncing = false
  #failures = 0
  #reached: { feed: FeedId; version: number; resolve: () => void }[] = []

  constructor(connection: Connection, learn: (profiles: readonly Profile[]) => void) {
    this.#connection = connection
    this.#learn = learn
    connection.events.on('heads', ({ heads }) => this.#greeted(heads))
    connection.events.on('range', (range) => this.#heard(range))
    connection.events.on('unfollowed', ({ feed }) => this.#lost(feed))
    connection.events.on('resync', ({ feeds }) => this.#markBehind(feeds))
  }

  /** Follows from this head on: the state up to it was just loaded. Earlier knowledge of the feed counts more. */
  adopt(head: Head): void {
    const known = this.#known.get(head.feed)
    if (known && known.epoch === head.epoch) return
    this.#known.set(head.feed, {
      epoch: head.epoch,
      version: head.version,
      behind: false,
      waiting: [],
      waitingBytes: 0,
    })
  }

  /** A feed was followed, or followed again after a reconnect: what was missed in between is synced. */
  followed(head: Head): void {
    this.adopt(head)
    const known = this.#known.get(head.feed)
    if (known && (known.epoch !== head.epoch || known.version !== head.version)) this.#markBehind([head.feed])
  }

  forget(feed: FeedId): void {
    this.#known.delete(feed)
  }

  versionOf(feed: FeedId): number | undefined {
    return this.#known.get(feed)?.version
  }

  /** Resolves when what is handed on has reached a version, or the feed is not followed. */
  reached(feed: FeedId, version: number): Promise<void> {
    const known = this.#known.get(feed)
    if (!known || known.version >= version) return Promise.resolve()
    return new Promise((resolve) => this.#reached.push({ feed, version, resolve }))
  }

  /** The server's first word on a connection: where every feed stands. Those known and behind are synced. */
  #greeted(heads: readonly Head[]): void {
    const standing = new Map(heads.map((head) => [head.feed, head]))
    for (const [feed, known] of this.#known) {
      // Feeds followed by wish (a collection) are not among them: who wished it follows again, see `followed`.
      const head = standing.get(feed)
      if (head && (head.epoch !== known.epoch || head.version !== known.version)) known.behind = true
    }
    for (const head of heads) this.adopt(head)
    this.#sync()
  }

  #heard(range: Range): void {
    const known = this.#known.get(range.feed)
    if (!known) {
      this.adopt({ feed: range.feed, epoch: range.epoch, version: range.from })
      return this.#heard(range)
    }
    if (known.behind) return this.#wait(known, range)
    if (range.epoch === known.epoch && range.from <= known.version) return this.#apply(known, range)
    known.behind = true
    this.#wait(known, range)
    this.#sync()
  }

  #apply(known: Known, { feed, from, to, items }: Range): void {
    // At or past its end: heard already.
    if (to <= known.version) return
    const since = Math.max(from, known.version)
    known.version = to
    this.events.emit('range', { feed, since, to, items: items.filter(({ version }) => version > since) })
    this.#settle(feed, to)
  }

  #wait(known: Known, range: Range): void {
    const bytes = JSON.stringify(range).length
    known.waitingBytes += bytes
    if (known.waitingBytes <= waitingBytesMost) known.waiting.push(range)
    else {
      known.waiting = []
      known.waitingBytes = bytes
    }
  }

  #markBehind(feeds: readonly FeedId[]): void {
    for (const feed of feeds) {
      const known = this.#known.get(feed)
      if (known) known.behind = true
    }
    this.#sync()
  }

  /** Asks for what is missing until nothing is. One sync at a time; a failure is tried again while online. */
  #sync(): void {
    if (this.#syncing) return
    this.#syncing = true
    void this.#syncAll().then(
      () => {
        this.#failures = 0
        this.#syncing = false
      },
      () => {
        this.#syncing = false
        const wait = retryMs[Math.min(this.#failures++, retryMs.length - 1)]
        if (this.#connection.status === 'online') setTimeout(() => this.#sync(), wait)
      },
    )
  }

  async #syncAll(): Promise<void> {
    for (;;) {
      const behind = [...this.#known].filter(([, known]) => known.behind).slice(0, feedsPerSync)
      if (behind.length === 0) return
      const feeds = behind.map(([feed, { version, epoch }]) => ({ feed, since: version, epoch }))
      const answer = await this.#connection.ask('feed.sync', { feeds })
      this.#learn(answer.profiles)
      for (const one of answer.feeds) this.#answered(one)
    }
  }

  #answered(answer: SyncAnswer): void {
    const known = this.#known.get(answer.feed)
    if (!known) return
    if ('gone' in answer) return this.#lost(answer.feed)
    if ('reset' in answer) {
      known.epoch = answer.head.epoch
      known.version = answer.head.version
      this.events.emit('reset', { feed: answer.feed, reason: answer.reset, head: answer.head })
      this.#settle(answer.feed, Number.MAX_SAFE_INTEGER)
      return this.#catchUp(known)
    }
    if (answer.range) this.#apply(known, answer.range)
    if (!answer.more) this.#catchUp(known)
  }

  /** Live ranges that came meanwhile; where they do not join, it is behind again. */
  #catchUp(known: Known): void {
    const waiting = known.waiting
    known.behind = false
    known.waiting = []
    known.waitingBytes = 0
    for (const range of waiting) this.#heard(range)
  }

  #lost(feed: FeedId): void {
    if (!this.#known.delete(feed)) return
    this.#settle(feed, Number.MAX_SAFE_INTEGER)
    this.events.emit('gone', { feed })
  }

  #settle(feed: FeedId, version: number): void {
    this.#reached = this.#reached.filter((one) => {
      const done = one.feed === feed && one.version <= version
      if (done) one.resolve()
      return !done
    })
  }
}
