import type {
  CommandName,
  Document,
  DocumentFilter,
  DocumentSort,
  InputOf,
  Item,
  OutputOf,
} from '@hubbub/protocol'
import { newClientId } from './client-id.ts'
import type { AskOptions, Connection } from './connection.ts'
import { Emitter, type ListenOptions, type Off } from './emitter.ts'
import type { Feeds, HeardRange } from './feeds.ts'

/** A document with the content your program knows. */
export interface LiveDocument<Data> {
  id: string
  /** Give it back to write only where nobody else did. */
  version: number
  /** The account that made it; undefined where it belongs to nobody. */
  owner: string | undefined
  createdAt: Date
  updatedAt: Date
  data: Data
}

export interface CollectionEvents<Data> {
  /** The documents as they are now: after loading, and after every change. */
  documents: ReadonlyMap<string, LiveDocument<Data>>
  /** One document was made or changed. */
  put: LiveDocument<Data>
  /** One document is gone. */
  remove: { id: string }
}

export interface QueryOptions extends AskOptions {
  filter?: DocumentFilter
  sort?: DocumentSort[]
  /** 50 when left out, 200 at most. */
  limit?: number
  /** `next` of the page before. */
  after?: string
}

export interface QueryPage<Data> {
  items: LiveDocument<Data>[]
  /** Give it as `after` for the next page; undefined at the end. */
  next: string | undefined
}

/** Writes only where the document is still at this version; else `document.changed`. */
export interface WriteOptions extends AskOptions {
  version?: number
}

export interface CollectionParts {
  connection: Connection
  feeds: Feeds
  /** Told when listeners come and go. */
  used: () => void
}

type Content = Record<string, unknown>
const pageSize = 200

/** A collection of documents. Listening follows all of it, where its rules let you read all of it. */
export class Collection<Data extends object = Content> {
  readonly name: string
  readonly #parts: CollectionParts
  readonly #feed: string
  readonly #events: Emitter<CollectionEvents<Data>>
  readonly #documents = new Map<string, LiveDocument<Data>>()
  #opening: Promise<void> | undefined
  #isLoaded = false
  /** What changed while the pages are read: the ranges tell it better than they do. */
  #touched: Set<string> | undefined

  constructor(name: string, parts: CollectionParts) {
    this.name = name
    this.#feed = `collection:${name}`
    this.#parts = parts
    this.#events = new Emitter(() => {
      parts.used()
      if (this.#events.count() === 0) this.#leave()
    })
    const { events } = parts.feeds
    events.on('range', (range) => this.#heard(range))
    events.on('reset', ({ feed }) => {
      if (feed === this.#feed && this.#opening) this.#load().catch(() => undefined)
    })
    events.on('gone', ({ feed }) => {
      if (feed === this.#feed) this.#leave()
    })
  }

  /** One that is open counts as listened to. */
  get listeners(): number {
    return this.#events.count() || (this.#opening ? 1 : 0)
  }

  /** Listens, after loading all documents; gives the function that takes the listener off. */
  on<Name extends keyof CollectionEvents<Data>>(
    name: Name,
    listener: (payload: CollectionEvents<Data>[Name]) => void,
    options?: ListenOptions,
  ): Off {
    const off = this.#events.on(name, listener, options)
    if (this.#isLoaded && name === 'documents') listener(this.#documents as never)
    // Whether one may is told by `open` itself.
    this.open().catch(() => undefined)
    return off
  }

  /**
   * Loads all documents and follows them from then on, until the last listener is taken off. Rejects with
   * `feed.not-found` where the rules do not let you read all of it.
   */
  open(): Promise<void> {
    this.#opening ??= this.#parts.feeds
      .follow(this.#feed)
      .then(() => this.#load())
      .catch((failure: unknown) => {
        this.#leave()
        throw failure
      })
    return this.#opening
  }

  /** Makes a document, with an id of your own (24 hex digits) if you like; then `document.taken` may refuse it. */
  async create(data: Data, options?: { id?: string } & AskOptions): Promise<LiveDocument<Data>> {
    return this.#read((await this.#write('document.create', { data: data as Content, ...options })).document)
  }

  /** One document; `document.not-found` where there is none, or none that you may read. */
  async get(document: string, options?: AskOptions): Promise<LiveDocument<Data>> {
    return this.#read(await this.#ask('document.get', { document, ...options }))
  }

  /** Puts new content in the place of the old. */
  async replace(document: string, data: Data, options?: WriteOptions): Promise<LiveDocument<Data>> {
    const input = { document, data: data as Content, ...options }
    return this.#read((await this.#write('document.replace', input)).document)
  }

  /** Changes some fields (JSON Merge Patch, RFC 7396): null takes a field away. */
  async merge(document: string, patch: Content, options?: WriteOptions): Promise<LiveDocument<Data>> {
    return this.#read((await this.#write('document.merge', { document, patch, ...options })).document)
  }

  async delete(document: string, options?: WriteOptions): Promise<void> {
    await this.#write('document.delete', { document, ...options })
  }

  /** One page of the documents that match. */
  async query(options?: QueryOptions): Promise<QueryPage<Data>> {
    const { items, next } = await this.#ask('document.query', options)
    return { items: items.map((item) => this.#read(item)), next }
  }

  #ask<Name extends DocumentCommand>(name: Name, input?: DocumentInput<Name>): Promise<OutputOf<Name>> {
    // Together they are the input, which TypeScript cannot tell of a name that is still open.
    return this.#parts.connection.ask(name, { collection: this.name, ...input } as never)
  }

  /** With an id of its own, so that asking again changes nothing. */
  #write<Name extends DocumentCommand>(name: Name, input?: DocumentInput<Name>): Promise<OutputOf<Name>> {
    return this.#ask(name, { clientId: newClientId(this.#parts.connection.clock.now()), ...input } as never)
  }

  async #load(): Promise<void> {
    const touched = new Set<string>()
    this.#touched = touched
    this.#isLoaded = false
    this.#documents.clear()
    const found: LiveDocument<Data>[] = []
    let after: string | undefined
    do {
      const input = { collection: this.name, limit: pageSize, after }
      const page = await this.#parts.connection.insist('document.query', input)
      found.push(...page.items.map((item) => this.#read(item)))
      after = page.next
    } while (after !== undefined)
    // Begun anew meanwhile, or left.
    if (this.#touched !== touched) return
    for (const document of found) if (!touched.has(document.id)) this.#documents.set(document.id, document)
    this.#touched = undefined
    this.#isLoaded = true
    this.#events.emit('documents', this.#documents)
  }

  #heard({ feed, items }: HeardRange): void {
    if (feed !== this.#feed || !this.#opening) return
    for (const item of items) if (item.kind === 'document') this.#handOver(item)
    if (this.#isLoaded) this.#events.emit('documents', this.#documents)
  }

  #handOver(item: Extract<Item, { kind: 'document' }>): void {
    const { id, version } = item
    this.#touched?.add(id)
    if ((this.#documents.get(id)?.version ?? 0) >= version) return
    if ('removed' in item) {
      if (this.#documents.delete(id)) this.#events.emit('remove', { id })
      return
    }
    const document = this.#read(item)
    this.#documents.set(id, document)
    this.#events.emit('put', document)
  }

  /** Nobody listens any more, or may. */
  #leave(): void {
    if (!this.#opening) return
    this.#opening = undefined
    this.#touched = undefined
    this.#documents.clear()
    if (this.#isLoaded) this.#events.emit('documents', this.#documents)
    this.#isLoaded = false
    this.#parts.feeds.unfollow(this.#feed).catch(() => undefined)
  }

  #read(document: object): LiveDocument<Data> {
    const { id, version, owner, createdAt, updatedAt, data } = document as Document
    return {
      id,
      version,
      owner,
      createdAt: new Date(createdAt),
      updatedAt: new Date(updatedAt),
      data: data as Data,
    }
  }
}

/** Commands that take a collection. */
type DocumentCommand = {
  [N in CommandName]: InputOf<N> extends { collection: string } ? N : never
}[CommandName]
type DocumentInput<N extends DocumentCommand> = Omit<InputOf<N>, 'collection' | 'clientId'> & AskOptions
