import type { Document, DocumentFilter, DocumentSort, Item } from '@hubbub/protocol'
import type { AskOptions, Connection } from './connection.ts'
import { Emitter, type ListenOptions, type Off } from './emitter.ts'
import type { Feeds, HeardRange } from './feeds.ts'

/** A document with the content your program knows. */
export interface LiveDocument<Data> {
  id: string
  /** Give it back to write only where nobody else did. */
  version: number
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
  limit?: number
  after?: string
}

/** Writes only where the document is still at this version; else `document.changed`. */
export interface WriteOptions extends AskOptions {
  version?: number
}

export interface CollectionParts {
  connection: Connection
  feeds: Feeds
  used: () => void
}

type Content = Record<string, unknown>
const pageSize = 200

/** A collection of documents. Listening follows all of it, where its rules let you read all of it. */
export class Collection<Data extends object = Content> {
  readonly name: string
  readonly #parts: CollectionParts
  readonly #events: Emitter<CollectionEvents<Data>>
  readonly #documents = new Map<string, LiveDocument<Data>>()
  #following: Promise<void> | undefined

  constructor(name: string, parts: CollectionParts) {
    this.name = name
    this.#parts = parts
    this.#events = new Emitter(parts.used)
    const { feeds, connection } = parts
    feeds.events.on('range', (range) => this.#heard(range))
    feeds.events.on('reset', ({ feed }) => {
      if (feed === this.#feed) void this.#load().catch(() => undefined)
    })
    connection.events.on('heads', () => {
      if (this.#following) void this.#follow().catch(() => undefined)
    })
  }

  get listeners(): number {
    return this.#events.count
  }

  /** Listens, after loading all documents; gives the function that takes the listener off. */
  on<Name extends keyof CollectionEvents<Data>>(
    name: Name,
    listener: (payload: CollectionEvents<Data>[Name]) => void,
    options?: ListenOptions,
  ): Off {
    const off = this.#events.on(name, listener, options)
    if (this.#following && name === 'documents') listener(this.#documents as never)
    this.open().catch(() => undefined)
    return off
  }

  /** Loads all documents and follows them from then on. Rejects where the rules do not let you read all of it. */
  open(): Promise<void> {
    this.#following ??= this.#follow()
      .then(() => this.#load())
      .catch((failure: unknown) => {
        this.#following = undefined
        throw failure
      })
    return this.#following
  }

  async create(data: Data, options: { id?: string } & AskOptions = {}): Promise<LiveDocument<Data>> {
    const { id, ...ask } = options
    const input = {
      collection: this.name,
      data: data as Content,
      clientId: crypto.randomUUID(),
      ...(id ? { id } : {}),
    }
    return this.#read((await this.#parts.connection.ask('document.create', input, ask)).document)
  }

  async get(document: string, options?: AskOptions): Promise<LiveDocument<Data>> {
    return this.#read(
      await this.#parts.connection.ask('document.get', { collection: this.name, document }, options),
    )
  }

  async replace(document: string, data: Data, options: WriteOptions = {}): Promise<LiveDocument<Data>> {
    const { version, ...ask } = options
    const input = { ...this.#target(document, version), data: data as Content }
    return this.#read((await this.#parts.connection.ask('document.replace', input, ask)).document)
  }

  /** Changes some fields (JSON Merge Patch, RFC 7396): null takes a field away. */
  async merge(document: string, patch: Content, options: WriteOptions = {}): Promise<LiveDocument<Data>> {
    const { version, ...ask } = options
    return this.#read(
      (await this.#parts.connection.ask('document.merge', { ...this.#target(document, version), patch }, ask))
        .document,
    )
  }

  async delete(document: string, options: WriteOptions = {}): Promise<void> {
    const { version, ...ask } = options
    await this.#parts.connection.ask('document.delete', this.#target(document, version), ask)
  }

  /** One page; `next` goes back in as `after`. */
  async query(
    options: QueryOptions = {},
  ): Promise<{ items: LiveDocument<Data>[]; next: string | undefined }> {
    const { signal, timeoutMs, ...input } = options
    const page = await this.#parts.connection.ask(
      'document.query',
      { collection: this.name, ...input },
      { signal, timeoutMs },
    )
    return { items: page.items.map((item) => this.#read(item)), next: page.next }
  }

  get #feed(): string {
    return `collection:${this.name}`
  }

  #target(document: string, version: number | undefined) {
    const base = { collection: this.name, document, clientId: crypto.randomUUID() }
    return version === undefined ? base : { ...base, version }
  }

  async #follow(): Promise<void> {
    const { head } = await this.#parts.connection.ask('feed.follow', { feed: this.#feed })
    this.#parts.feeds.followed(head)
  }

  /** Changes that come while the pages are read carry higher versions, and win. */
  async #load(): Promise<void> {
    const seen = new Set<string>()
    let after: string | undefined
    do {
      const page = await this.query({ limit: pageSize, ...(after ? { after } : {}) })
      for (const document of page.items) {
        seen.add(document.id)
        this.#put(document)
      }
      after = page.next
    } while (after)
    for (const id of this.#documents.keys()) if (!seen.has(id)) this.#documents.delete(id)
    this.#events.emit('documents', this.#documents)
  }

  #heard({ feed, items }: HeardRange): void {
    if (feed !== this.#feed || !this.#following) return
    for (const item of items) if (item.kind === 'document') this.#handOver(item)
    this.#events.emit('documents', this.#documents)
  }

  #handOver(item: Extract<Item, { kind: 'document' }>): void {
    if ('removed' in item) {
      this.#documents.delete(item.id)
      this.#events.emit('remove', { id: item.id })
      return
    }
    const document = this.#read(item)
    if (this.#put(document)) this.#events.emit('put', document)
  }

  #put(document: LiveDocument<Data>): boolean {
    const known = this.#documents.get(document.id)
    if (known && known.version >= document.version) return false
    this.#documents.set(document.id, document)
    return true
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
