import type { InputOf, Item, Member, Message, Profile, RoomId } from '@hubbub/protocol'
import type { AskOptions, Connection } from './connection.ts'
import { Emitter, type ListenOptions, type Off } from './emitter.ts'
import type { Feeds, HeardRange, ResetReason } from './feeds.ts'
import { type ChatMessage, chatMessage } from './messages.ts'
import type { Outbox } from './outbox.ts'
import type { People, Person } from './people.ts'

export interface RoomEvents {
  /** A message that is new to you, in order, each once. */
  message: ChatMessage
  /** A message you may have shown was changed. */
  edit: ChatMessage
  /** A message was deleted; its place stays. */
  delete: ChatMessage
  /** Somebody came in, or their role changed. */
  member: { person: Person; role: Member['role'] }
  /** Somebody is not in the room any more. */
  left: { person: Person }
  /** Somebody is writing, until the time given unless they say so again. */
  typing: { person: Person; until: Date }
  /** A free-form signal of another client. */
  signal: { name: string; from: Person; data: unknown }
  /** So much was missed that it cannot be told: load history again. */
  gap: { reason: ResetReason }
  /** You are not in the room any more. */
  gone: { room: RoomId }
}

export interface HistoryOptions extends AskOptions {
  /** Messages before, after or around this number; the newest where none is given. */
  before?: number
  after?: number
  around?: number
  /** 50 when left out, 200 at most. */
  limit?: number
}

export interface HistoryPage {
  /** Oldest first. */
  items: ChatMessage[]
  /** Give it as `before` for the page before; undefined at the beginning. */
  before: number | undefined
  /** Give it as `after` for the page after; undefined at the end. */
  after: number | undefined
}

export interface SendOptions {
  mentions?: string[]
  /** Names everybody in the room. */
  all?: boolean
}

/** What a room needs of its client. */
export interface RoomParts {
  connection: Connection
  feeds: Feeds
  people: People
  outbox: Outbox
  /** Told when listeners come and go. */
  used: () => void
}

/** One room, by id or handle. Listening needs membership: `join()` first where you are not in it. */
export class Room {
  readonly ref: string
  readonly #parts: RoomParts
  readonly #events: Emitter<RoomEvents>
  #id: RoomId | undefined
  #finding: Promise<RoomId> | undefined
  /** Ranges are handed over one after another, also where profiles have to be asked for in between. */
  #handing: Promise<void> = Promise.resolve()
  #typedAt = 0
  #typingForMs = 0

  constructor(ref: string, parts: RoomParts) {
    this.ref = ref
    this.#parts = parts
    this.#events = new Emitter(parts.used)
    if (/^[0-9a-f]{24}$/.test(ref)) this.#id = ref
    const { feeds, connection } = parts
    feeds.events.on('range', (range) => this.#heard(range))
    feeds.events.on('reset', ({ feed, reason }) =>
      this.#inOrder(feed, () => this.#events.emit('gap', { reason })),
    )
    feeds.events.on('gone', ({ feed }) =>
      this.#inOrder(feed, () => this.#events.emit('gone', { room: feed.slice(5) })),
    )
    connection.events.on('signal', (signal) => this.#inOrder(signal.channel, () => this.#signalled(signal)))
  }

  get listeners(): number {
    return this.#events.count
  }

  /** The room's id; asks for it where the room was named by its handle. */
  async id(): Promise<RoomId> {
    if (this.#id !== undefined) return this.#id
    this.#finding ??= this.#parts.connection.ask('room.get', { room: this.ref }).then(({ room }) => room.id)
    try {
      this.#id = await this.#finding
      return this.#id
    } finally {
      this.#finding = undefined
    }
  }

  /** Listens; gives the function that takes the listener off. */
  on<Name extends keyof RoomEvents>(
    name: Name,
    listener: (payload: RoomEvents[Name]) => void,
    options?: ListenOptions,
  ): Off {
    this.#parts.connection.open()
    if (this.#id === undefined) this.id().catch(() => undefined)
    return this.#events.on(name, listener, options)
  }

  /** New messages as they come, until the loop is left or the signal aborts. */
  async *messages(options?: ListenOptions): AsyncGenerator<ChatMessage, void, undefined> {
    const queue: ChatMessage[] = []
    let wake: (() => void) | undefined
    const stir = (): void => wake?.()
    const off = this.on('message', (message) => {
      queue.push(message)
      stir()
    })
    options?.signal?.addEventListener('abort', stir, { once: true })
    try {
      while (!options?.signal?.aborted) {
        const message = queue.shift()
        if (message) yield message
        else await new Promise<void>((resolve) => (wake = resolve))
      }
    } finally {
      off()
      options?.signal?.removeEventListener('abort', stir)
    }
  }

  /**
   * Sends a message: once, whatever happens to the connection. Resolves when it is stored for good, after your own
   * listeners heard it; rejects when the server refuses it.
   */
  async send(text: string, options: SendOptions = {}): Promise<ChatMessage> {
    const { outbox, people, feeds } = this.#parts
    const message = await outbox.send({ room: this.ref, text, ...options })
    await feeds.reached(`room:${message.room}`, message.version)
    await this.#handing
    await people.need([message.author])
    return chatMessage(message, people)
  }

  async edit(
    message: string,
    text: string,
    options: { mentions?: string[] } & AskOptions = {},
  ): Promise<ChatMessage> {
    const { mentions, ...ask } = options
    const input = {
      room: this.ref,
      message,
      text,
      clientId: crypto.randomUUID(),
      ...(mentions ? { mentions } : {}),
    }
    return this.#shown((await this.#parts.connection.ask('message.edit', input, ask)).message as Message)
  }

  /** Deletes a message; its place stays, without text. */
  async delete(message: string, options?: AskOptions): Promise<ChatMessage> {
    const input = { room: this.ref, message, clientId: crypto.randomUUID() }
    return this.#shown(
      (await this.#parts.connection.ask('message.delete', input, options)).message as Message,
    )
  }

  async history(options: HistoryOptions = {}): Promise<HistoryPage> {
    const { signal, timeoutMs, ...place } = options
    const page = await this.#parts.connection.ask(
      'message.list',
      { room: this.ref, ...place },
      { signal, timeoutMs },
    )
    const { people, feeds } = this.#parts
    people.learn(page.profiles)
    feeds.adopt(page.head)
    return {
      items: page.items.map((item) => chatMessage(item, people)),
      before: page.before,
      after: page.after,
    }
  }

  /** Says that you are writing. Call it on every key: it tells the server only as often as needed. */
  typing(): void {
    const now = Date.now()
    if (now - this.#typedAt < (this.#typingForMs * 2) / 3) return
    this.#typedAt = now
    this.#typingForMs ||= 3_000
    this.#parts.connection.ask('typing.start', { room: this.ref }).then(
      (answer) => {
        this.#typingForMs = answer.for
      },
      () => undefined,
    )
  }

  /** Moves your read position, on all your devices; to the newest message when no number is given. */
  async markRead(seq: number = Number.MAX_SAFE_INTEGER): Promise<number> {
    const { inbox } = await this.#parts.connection.ask('inbox.markRead', { room: this.ref, seq })
    return inbox.readSeq
  }

  /** Sets notification level, star or draft. */
  async keep(what: Pick<InputOf<'inbox.update'>, 'level' | 'starred' | 'draft'>): Promise<void> {
    await this.#parts.connection.ask('inbox.update', { room: this.ref, ...what })
  }

  async join(): Promise<void> {
    const answer = await this.#parts.connection.ask('room.join', {
      room: this.ref,
      clientId: crypto.randomUUID(),
    })
    if ('head' in answer) this.#parts.feeds.adopt(answer.head)
    if ('room' in answer) this.#id = answer.room.id
  }

  async leave(): Promise<void> {
    await this.#parts.connection.ask('room.leave', { room: this.ref })
  }

  async members(
    options: { limit?: number; after?: string } = {},
  ): Promise<{ items: RoomEvents['member'][]; next: string | undefined }> {
    const page = await this.#parts.connection.ask('member.list', { room: this.ref, ...options })
    const { people } = this.#parts
    people.learn(page.profiles as Profile[])
    return {
      items: page.items.map(({ account, role }) => ({ person: people.get(account), role })),
      next: page.next,
    }
  }

  /** A short-lived hint to who is in the room now, 4 KB of JSON at most. It may be lost. */
  async signal(name: string, data?: unknown): Promise<void> {
    const channel = `room:${await this.id()}`
    await this.#parts.connection.ask('signal.send', {
      channel,
      name,
      ...(data === undefined ? {} : { data }),
    })
  }

  async #shown(message: Message): Promise<ChatMessage> {
    await this.#parts.people.need([message.author])
    return chatMessage(message, this.#parts.people)
  }

  #heard(range: HeardRange): void {
    this.#inOrder(range.feed, async () => {
      const accounts = range.items.flatMap((item) => accountOf(item) ?? [])
      await this.#parts.people.need(accounts).catch(() => undefined)
      const messages = range.items.filter((item): item is Message => item.kind === 'message')
      for (const item of range.items) if (item.kind === 'member') this.#handMember(item)
      for (const message of messages.sort((one, other) => one.seq - other.seq))
        this.#handMessage(message, range.since)
    })
  }

  /** One event per row and range: a removal, else new, else an edit. */
  #handMessage(message: Message, since: number): void {
    const shown = chatMessage(message, this.#parts.people)
    this.#events.emit(shown.deleted ? 'delete' : message.born > since ? 'message' : 'edit', shown)
  }

  #handMember(item: Extract<Item, { kind: 'member' }>): void {
    const person = this.#parts.people.get(item.account)
    if ('removed' in item) this.#events.emit('left', { person })
    else this.#events.emit('member', { person, role: item.role })
  }

  async #signalled({ name, from, data }: { name: string; from: string; data?: unknown }): Promise<void> {
    await this.#parts.people.need([from]).catch(() => undefined)
    const person = this.#parts.people.get(from)
    if (name === 'typing')
      this.#events.emit('typing', { person, until: new Date((data as { until: string }).until) })
    else this.#events.emit('signal', { name, from: person, data })
  }

  /** Hands on what is of this room, after what came before it. A handle's id may have to be found first. */
  #inOrder(feed: string, hand: () => void | Promise<void>): void {
    if (this.#events.count === 0 || !feed.startsWith('room:')) return
    if (this.#id !== undefined && feed !== `room:${this.#id}`) return
    this.#handing = this.#handing.then(async () => {
      if (feed === `room:${await this.id()}`) await hand()
    }, undefined)
    this.#handing = this.#handing.catch(() => undefined)
  }
}

function accountOf(item: Item): string | undefined {
  if (item.kind === 'message') return item.author
  return item.kind === 'member' ? item.account : undefined
}
