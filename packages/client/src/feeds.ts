import type { FeedId, Head, Item, Profile, Range, SyncAnswer } from '@hubbub/protocol'
import { asApiError } from './api-error.ts'
import type { Connection } from './connection.ts'
import { Emitter } from './emitter.ts'

/** What changed in a feed, as it is handed on. */
export interface HeardRange {
  feed: FeedId
  /** The version the reader had: what was `born` after it is new to them, the rest is an edit. */
  since: number
  /** The version they have now. */
  to: number
  /** The rows that changed, each once, as they are now. Put them by `id`; a removed one has `removed`. */
  items: Item[]
}

/**
 * Why the state must be loaded again: the store lives another life (a restored backup, another account), the reader
 * knows more than the store, or too much changed.
 */
export type ResetReason = 'epoch' | 'ahead' | 'floor' | 'too-far'

export interface FeedEvents {
  range: HeardRange
  /** What changed cannot be told: load the state again. Ranges go on from the head. */
  reset: { feed: FeedId; reason: ResetReason; head: Head }
  /** The feed is not ours to follow any more. */
  gone: { feed: FeedId }
}

/** What this needs of the connection; tests of the protocol itself may stand in for it. */
export type FeedsConnection = Pick<Connection, 'events' | 'insist' | 'ask'>

interface Known {
  epoch: string
  version: number
  /** The pages of a sync so far: up to where, and the rows as they were last told of. */
  pages?: { to: number; items: Map<string, Item> } | undefined
  /** Behind the head, or live ranges do not join: a sync is due or under way, and live ranges wait. */
  behind: boolean
  waiting: Range[]
  waitingLength: number
  /** Something was missed since it was last asked: what is being answered does not tell of it. */
  missed: boolean
}

/** Characters of live ranges kept per feed while a sync is under way; beyond it, it is asked again. */
const waitingMost = 1024 * 1024
const feedsPerSync = 200

/**
 * Follows feeds so that no change is missed and none is told twice: ranges join, a gap is filled by `feed.sync`, and
 * what cannot be filled is a `reset`. State is what the server has; this only knows versions.
 */
export class Feeds {
  readonly events = new Emitter<FeedEvents>()
  readonly #connection: FeedsConnection
  readonly #learn: (profiles: readonly Profile[]) => void
  readonly #known = new Map<FeedId, Known>()
  /** Followed by wish, beside what an account follows by itself; true while it is asked for. */
  readonly #wished = new Map<FeedId, boolean>()
  #account: string | undefined
  #syncing = false
  #reached: { feed: FeedId; version: number; resolve: () => void }[] = []

  constructor(connection: FeedsConnection, learn: (profiles: readonly Profile[]) => void) {
    this.#connection = connection
    this.#learn = learn
    const { events } = connection
    events.on('heads', ({ account, heads }) => this.#greeted(account, heads))
    events.on('range', (range) => this.#heard(range))
    events.on('unfollowed', ({ feed }) => this.#lost(feed))
    events.on('resync', ({ feeds }) => this.#markBehind(feeds))
    events.on('status', (status) => {
      if (status === 'closed') this.forgetAll()
    })
  }

  /** Follows a feed beside the account's own, again after every reconnect. */
  async follow(feed: FeedId): Promise<void> {
    this.#wished.set(feed, true)
    const { head } = await this.#connection.insist('feed.follow', { feed }).catch((failure: unknown) => {
      this.#wished.delete(feed)
      // Who signs in again wishes it still.
      if (asApiError(failure).status === 401) this.#wished.set(feed, false)
      throw failure
    })
    // Not wished for any more.
    if (!this.#wished.has(feed)) return
    this.#wished.set(feed, false)
    this.adopt(head)
    this.#compare(head)
    this.#sync()
  }

  /** Forgets a feed that was followed by wish. */
  async unfollow(feed: FeedId): Promise<void> {
    this.#forget(feed)
    if (this.#wished.delete(feed)) await this.#connection.ask('feed.unfollow', { feed })
  }

  /** The state up to this head was just loaded: what changes from there on is handed on. Earlier knowledge counts more. */
  adopt({ feed, epoch, version }: Head): void {
    if (this.#known.has(feed)) return
    this.#known.set(feed, { epoch, version, behind: false, waiting: [], waitingLength: 0, missed: false })
  }

  /** As `adopt`, where nobody heard what came since: that is told again. */
  rewind(head: Head): void {
    this.adopt(head)
    const known = this.#known.get(head.feed)
    if (known?.epoch === head.epoch) {
      known.version = Math.min(known.version, head.version)
      known.pages = undefined
    }
    // Asked also at the head: what comes meanwhile waits for the answer, and so for who begins to listen now.
    this.#markBehind([head.feed])
  }

  /** As if nothing had ever been heard. */
  forgetAll(): void {
    this.#wished.clear()
    for (const feed of this.#known.keys()) this.#forget(feed)
  }

  versionOf(feed: FeedId): number | undefined {
    return this.#known.get(feed)?.version
  }

  /** Resolves when what is handed on has reached a version, or the feed is not followed. */
  async reached(feed: FeedId, version: number): Promise<void> {
    const known = this.#known.get(feed)
    if (!known || known.version >= version) return
    await new Promise<void>((resolve) => this.#reached.push({ feed, version, resolve }))
  }

  /** The server's first word on a connection: where every feed stands that the account follows by itself. */
  #greeted(account: string, heads: readonly Head[]): void {
    if (this.#account !== undefined && this.#account !== account) {
      // Nothing that another account knew is of use: all of it is reset, or gone.
      for (const known of this.#known.values()) known.epoch = 'another account'
    }
    this.#account = account
    const standing = new Set(heads.map(({ feed }) => feed))
    for (const [feed, known] of this.#known) {
      // Not any more, or by wish: the sync tells what is missing, or that it is gone.
      if (!standing.has(feed)) known.behind = known.missed = true
    }
    for (const head of heads) {
      this.adopt(head)
      this.#compare(head)
    }
    for (const [feed, isAsked] of this.#wished) if (!isAsked) this.follow(feed).catch(() => undefined)
    this.#sync()
  }

  #compare({ feed, epoch, version }: Head): void {
    const known = this.#known.get(feed)
    if (known && (known.epoch !== epoch || known.version !== version)) known.behind = known.missed = true
  }

  #heard(range: Range): void {
    const { feed, epoch, from } = range
    // The first word of a room that was just joined; anything else was unfollowed, and this comes late.
    if (/^(room|user)/.test(feed) || this.#wished.has(feed)) this.adopt({ feed, epoch, version: from })
    const known = this.#known.get(feed)
    if (!known) return
    if (!known.behind && epoch === known.epoch && from <= known.version) return this.#apply(known, range)
    this.#wait(known, range)
    known.behind = true
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
    known.waitingLength += JSON.stringify(range).length
    if (known.waitingLength > waitingMost) {
      known.missed = true
      known.waiting = []
    } else known.waiting.push(range)
  }

  #markBehind(feeds: readonly FeedId[]): void {
    for (const feed of feeds) {
      const known = this.#known.get(feed)
      if (known) known.behind = known.missed = true
    }
    this.#sync()
  }

  /** Closed, signed out or not allowed to: the next greeting begins anew. */
  #sync(): void {
    if (!this.#syncing) this.#syncAll().catch(() => undefined)
  }

  /** Asks for what is missing until nothing is. */
  async #syncAll(): Promise<void> {
    this.#syncing = true
    try {
      for (;;) {
        const behind = [...this.#known].filter(([, known]) => known.behind).slice(0, feedsPerSync)
        if (behind.length === 0) return
        await this.#syncSome(new Map(behind))
      }
    } finally {
      this.#syncing = false
    }
  }

  async #syncSome(behind: Map<FeedId, Known>): Promise<void> {
    for (const known of behind.values()) known.missed = false
    const feeds = [...behind].map(([feed, known]) => ({ feed, since: askedFrom(known), epoch: known.epoch }))
    const answer = await this.#connection.insist('feed.sync', { feeds })
    this.#learn(answer.profiles)
    for (const one of answer.feeds) {
      // Forgotten meanwhile, or forgotten and heard of again: the answer is not about that.
      const known = this.#known.get(one.feed)
      if (known && known === behind.get(one.feed)) this.#answered(known, one)
    }
  }

  #answered(known: Known, answer: SyncAnswer): void {
    const { feed } = answer
    if ('gone' in answer) return this.#lost(feed)
    const { head } = answer
    known.epoch = head.epoch
    if ('reset' in answer) {
      known.pages = undefined
      known.version = head.version
      this.events.emit('reset', { feed, reason: answer.reset, head })
      this.#settle(feed)
    } else {
      const { range, more } = answer
      // Rewound meanwhile: ask again from there.
      if (range && range.from > askedFrom(known)) return
      if (range) this.#gather(known, range)
      if (more) return
      this.#handPages(known, feed)
    }
    this.#catchUp(known)
  }

  /**
   * The pages of one sync are handed on as one range. A row stands in the page of its last change only, so what was new in
   * an earlier page and changed since comes late: by itself a page could not tell it from an edit, nor put it in order.
   */
  #gather(known: Known, { to, items }: Range): void {
    const pages = known.pages ?? { to, items: new Map<string, Item>() }
    pages.to = to
    for (const item of items) {
      const key = `${item.kind} ${item.id}`
      // Behind those that changed before.
      pages.items.delete(key)
      pages.items.set(key, item)
    }
    known.pages = pages
  }

  #handPages(known: Known, feed: FeedId): void {
    const { pages, epoch, version } = known
    known.pages = undefined
    if (pages)
      this.#apply(known, { feed, epoch, from: version, to: pages.to, items: [...pages.items.values()] })
  }

  /** Live ranges that came meanwhile; where they do not join, or were too many, it is behind again. */
  #catchUp(known: Known): void {
    const { waiting } = known
    known.behind = known.missed
    known.waiting = []
    known.waitingLength = 0
    // One of an earlier life of the store, which waited over a lost line, would never join.
    for (const range of waiting) if (range.epoch === known.epoch) this.#heard(range)
  }

  #lost(feed: FeedId): void {
    this.#wished.delete(feed)
    if (this.#forget(feed)) this.events.emit('gone', { feed })
  }

  #forget(feed: FeedId): boolean {
    this.#settle(feed)
    return this.#known.delete(feed)
  }

  #settle(feed: FeedId, version = Number.MAX_SAFE_INTEGER): void {
    this.#reached = this.#reached.filter((one) => {
      const isDone = one.feed === feed && one.version <= version
      if (isDone) one.resolve()
      return !isDone
    })
  }
}

/** What is missing begins where the pages end that are here already. */
const askedFrom = ({ version, pages }: Known): number => pages?.to ?? version
