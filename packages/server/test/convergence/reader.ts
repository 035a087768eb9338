import type { FeedId, Item, OutputOf } from '@hubbub/protocol'
import { Feeds } from '../../../client/src/feeds.ts'
import type { Pipe } from './pipe.ts'

/** Rows of one feed as a reader has them, by kind and id. */
type Rows = Map<string, Item>

interface Copy {
  rows: Rows
  /** While pages are read: what ranges told meanwhile, which is newer. */
  touched: Set<string> | undefined
}

const keyOf = ({ kind, id }: Item): string => `${kind} ${id}`

/** What a reader keeps a copy of; the rest of its own feed (sessions, the account) it takes no interest in. */
const kept = new Set(['room', 'member', 'message', 'membership', 'inbox', 'mention', 'document'])

/**
 * A program that keeps a copy of everything it may see, as a chat client does: it loads a feed once, then lives on what
 * the SDK's `Feeds` hands it, and loads again when it is told to. That its copy equals the server's is the promise.
 */
export class Reader {
  readonly #pipe: Pipe
  readonly #own: FeedId
  readonly #copies = new Map<FeedId, Copy>()
  /** What went wrong; a reader has nothing to complain of. */
  readonly faults: unknown[] = []
  #loads = 0

  constructor(pipe: Pipe, account: string, collections: readonly string[]) {
    this.#pipe = pipe
    this.#own = `user:${account}`
    const feeds = new Feeds(pipe, () => {})
    feeds.events.on('range', ({ feed, items }) => this.#heard(feed, items))
    feeds.events.on('reset', ({ feed }) => this.#load(feed))
    feeds.events.on('gone', ({ feed }) => this.#forget(feed))
    pipe.events.on('heads', () => {
      if (!this.#copies.has(this.#own)) this.#load(this.#own)
    })
    for (const name of collections) {
      feeds.follow(`collection:${name}`).then(
        () => this.#load(`collection:${name}`),
        (failure: unknown) => this.faults.push(failure),
      )
    }
  }

  get isLoading(): boolean {
    return this.#loads > 0
  }

  /** Everything it has, for comparing. Mentions in rooms that it is not in are not shown, there as here. */
  copy(): Record<FeedId, Item[]> {
    const copies = [...this.#copies].map(([feed, { rows }]) => {
      const isShown = (item: Item): boolean =>
        item.kind !== 'mention' || this.#copies.has(`room:${item.room}`)
      return [feed, inOrder([...rows.values()].filter(isShown))] as const
    })
    return Object.fromEntries(copies)
  }

  #heard(feed: FeedId, items: Item[]): void {
    // Somebody brought us in: what was before we came has to be loaded.
    if (feed.startsWith('room:') && !this.#copies.has(feed)) this.#load(feed)
    const copy = this.#copies.get(feed)
    if (!copy) return
    for (const item of items) if (kept.has(item.kind)) this.#put(copy, item)
    this.#followMemberships(items)
  }

  #put({ rows, touched }: Copy, item: Item): void {
    const key = keyOf(item)
    touched?.add(key)
    if ('removed' in item && item.kind !== 'message') rows.delete(key)
    else rows.set(key, item)
  }

  /** A room is loaded when one becomes a member, and forgotten when one is none any more. */
  #followMemberships(items: readonly Item[]): void {
    for (const item of items) {
      if (item.kind !== 'membership') continue
      const feed = `room:${item.room}`
      if ('removed' in item) this.#forget(feed)
      else if (!this.#copies.has(feed)) this.#load(feed)
    }
  }

  /** After a reset nobody tells of each room that was lost. */
  #leaveOtherRooms(own: Rows): void {
    const rooms = new Set([...own.values()].map((item) => (item.kind === 'membership' ? item.room : '')))
    for (const feed of this.#copies.keys())
      if (feed.startsWith('room:') && !rooms.has(feed.slice('room:'.length))) this.#forget(feed)
  }

  #forget(feed: FeedId): void {
    this.#copies.delete(feed)
  }

  #load(feed: FeedId): void {
    const copy: Copy = { rows: new Map(), touched: new Set() }
    this.#copies.set(feed, copy)
    this.#loads++
    this.#pagesOf(feed)
      .then(
        (items) => {
          // Begun anew meanwhile, or forgotten.
          if (this.#copies.get(feed) !== copy) return
          const untouched = items.filter((item) => !copy.touched?.has(keyOf(item)))
          for (const item of untouched) copy.rows.set(keyOf(item), item)
          copy.touched = undefined
          if (feed === this.#own) this.#leaveOtherRooms(copy.rows)
          this.#followMemberships(untouched)
        },
        // It was lost while it was read: that is told by itself.
        () => undefined,
      )
      .finally(() => this.#loads--)
  }

  async #pagesOf(feed: FeedId): Promise<Item[]> {
    const of = feed.slice(feed.indexOf(':') + 1)
    if (feed.startsWith('room:')) return this.#pagesOfRoom(of)
    if (feed.startsWith('user:')) return this.#pagesOfMine()
    return this.#all('document.query', { collection: of })
  }

  async #pagesOfRoom(room: string): Promise<Item[]> {
    const { room: row } = await this.#pipe.insist('room.get', { room })
    const members: Item[] = await this.#all('member.list', { room })
    const messages: Item[] = []
    for (let after: number | undefined = 0; after !== undefined; ) {
      const page: OutputOf<'message.list'> = await this.#pipe.insist('message.list', {
        room,
        after,
        limit: 3,
      })
      messages.push(...page.items)
      after = page.after
    }
    return [row, ...members, ...messages]
  }

  async #pagesOfMine(): Promise<Item[]> {
    const items: Item[] = []
    for (let after: string | undefined; ; ) {
      const page = await this.#pipe.insist('room.list', { limit: 2, after })
      for (const { membership, inbox } of page.items) items.push(membership, inbox)
      after = page.next
      if (after === undefined) break
    }
    return [...items, ...(await this.#all('mention.list', {}))]
  }

  async #all(name: 'member.list' | 'mention.list' | 'document.query', input: object): Promise<Item[]> {
    const items: Item[] = []
    for (let after: string | undefined; ; ) {
      const page = await this.#pipe.insist(name, { ...input, limit: 2, after } as never)
      items.push(...page.items)
      after = page.next
      if (after === undefined) return items
    }
  }
}

export function inOrder(items: Item[]): Item[] {
  return items.toSorted((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1))
}
