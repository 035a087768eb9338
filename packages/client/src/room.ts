import type {
  CommandName,
  HiddenMessage,
  InputOf,
  Message,
  OutputOf,
  Profile,
  RoomId,
} from '@hubbub/protocol'
import { newClientId } from './client-id.ts'
import type { AskOptions } from './connection.ts'
import type { ListenOptions, Off } from './emitter.ts'
import { type ChatMessage, chatMessage } from './messages.ts'
import type { Outbox } from './outbox.ts'
import { RoomNews, type RoomEvents, type RoomNewsParts } from './room-news.ts'

export interface HistoryOptions extends AskOptions {
  /** Messages before, after or around this number; the newest where none is given. */
  before?: number
  after?: number
  around?: number
  /** 50 when left out, 200 at most. */
  limit?: number
}

export interface HistoryPage {
  /** Oldest first; deleted ones keep their place. */
  items: ChatMessage[]
  /** Give it as `before` for the page before; undefined at the beginning. */
  before: number | undefined
  /** Give it as `after` for the page after; undefined at the end. */
  after: number | undefined
}

export interface SendOptions {
  /** Ids of the accounts it names, 50 at most. */
  mentions?: string[]
  /** Names everybody in the room. */
  all?: boolean
  /** Aborting discards the message where it is not sent yet; one on its way may arrive all the same. */
  signal?: AbortSignal
}

export interface MembersPage {
  items: RoomEvents['member'][]
  /** Give it as `after` for the next page; undefined at the end. */
  next: string | undefined
}

/** What a room needs of its client. */
export interface RoomParts extends RoomNewsParts {
  outbox: Outbox
  /** Whether anybody listens to a feed. */
  isHeard: (feed: string) => boolean
}

/**
 * One room, by id or handle. Listening needs membership: `join()` first where you are not in it. What a call asks for
 * is refused with `room.not-found` where there is no such room, or none that you may know of.
 */
export class Room {
  /** The id or handle it was named by. */
  readonly ref: string
  readonly #parts: RoomParts
  readonly #news: RoomNews
  #typedAt = 0
  /** Milliseconds that the server's word of somebody's writing holds. */
  #typingMs = 3_000

  constructor(ref: string, parts: RoomParts) {
    this.ref = ref
    this.#parts = parts
    this.#news = new RoomNews(ref, parts)
  }

  get listeners(): number {
    return this.#news.events.count()
  }

  /** Whether somebody listens here to a feed, or may be listening. */
  hears(feed: string): boolean {
    return this.#news.hears(feed)
  }

  /** The room's id; asks for it where the room was named by its handle. */
  async id(options?: AskOptions): Promise<RoomId> {
    this.#news.id ??= (await this.#ask('room.get', options)).room.id
    return this.#news.id
  }

  /** Listens; gives the function that takes the listener off. See `RoomEvents` for what there is to hear. */
  on<Name extends keyof RoomEvents>(
    name: Name,
    listener: (payload: RoomEvents[Name]) => void,
    options?: ListenOptions,
  ): Off {
    this.#parts.connection.open()
    void this.#news.find()
    return this.#news.events.on(name, listener, options)
  }

  /** New messages as they come, until the loop is left, the signal aborts or the client is closed. */
  async *messages({ signal }: ListenOptions = {}): AsyncGenerator<ChatMessage, void, undefined> {
    const { connection } = this.#parts
    const queue: ChatMessage[] = []
    let stir = (): void => {}
    const offs = [
      this.on('message', (message) => {
        queue.push(message)
        stir()
      }),
      connection.events.on('status', () => stir()),
    ]
    const aborted = (): void => stir()
    signal?.addEventListener('abort', aborted)
    try {
      while (!signal?.aborted && connection.status !== 'closed') {
        const message = queue.shift()
        if (message) yield message
        else await new Promise<void>((resolve) => (stir = resolve))
      }
    } finally {
      for (const off of offs) off()
      signal?.removeEventListener('abort', aborted)
    }
  }

  /**
   * Sends a message: once, whatever happens to the connection. Resolves when it is stored for good, after your own
   * listeners heard it; rejects when the server refuses it, and then it waits in `chat.outbox` for `retry` or `discard`.
   */
  async send(text: string, { signal, ...options }: SendOptions = {}): Promise<ChatMessage> {
    const { outbox, feeds } = this.#parts
    const message = await outbox.send({ room: this.ref, text, ...options }, signal)
    if (!('hidden' in message)) await feeds.reached(`room:${message.room}`, message.version)
    await this.#news.handed()
    // Who was removed from the room since is told its id only.
    return { ...(await this.#shown({ message })), text }
  }

  /** Changes the text of a message of yours; the people it names stay, unless they are given. */
  async edit(
    message: string,
    text: string,
    options?: { mentions?: string[]; all?: boolean } & AskOptions,
  ): Promise<ChatMessage> {
    return this.#shown(await this.#write('message.edit', { message, text, ...options }))
  }

  /** Deletes a message, yours or as a moderator; its place stays, without text. */
  async delete(message: string, options?: AskOptions): Promise<ChatMessage> {
    return this.#shown(await this.#write('message.delete', { message, ...options }))
  }

  /**
   * Reads history, the newest page where no place is given. What listeners hear goes on where the newest page ends:
   * what it holds is not handed over afterwards, and nothing is left out if you begin to listen as soon as it is there.
   */
  async history(options?: HistoryOptions): Promise<HistoryPage> {
    const { people, feeds, isHeard } = this.#parts
    const { head, profiles, items, before, after } = await this.#ask('message.list', options)
    people.learn(profiles)
    if (isHeard(head.feed)) {
      feeds.adopt(head)
      await feeds.reached(head.feed, head.version)
      await this.#news.handed()
    } else if (after === undefined) feeds.rewind(head)
    return { items: items.map((item) => chatMessage(item, people)), before, after }
  }

  /** Says that you are writing. Call it on every key: it tells the server only as often as needed. */
  typing(): void {
    const now = this.#parts.connection.clock.now()
    if (now - this.#typedAt < (this.#typingMs * 2) / 3) return
    this.#typedAt = now
    this.#ask('typing.start').then(
      (answer) => {
        this.#typingMs = answer.for
      },
      // A hint may be lost.
      () => undefined,
    )
  }

  /** Moves your read position, on all your devices; to the newest message when no number is given. Gives where it is. */
  async markRead(seq: number = Number.MAX_SAFE_INTEGER, options?: AskOptions): Promise<number> {
    return (await this.#ask('inbox.markRead', { seq, ...options })).inbox.readSeq
  }

  /** Sets what you keep about the room, on all your devices: notification level, star or draft (Markdown, 16 KB). */
  async keep(
    what: Pick<InputOf<'inbox.update'>, 'level' | 'starred' | 'draft'>,
    options?: AskOptions,
  ): Promise<void> {
    await this.#ask('inbox.update', { ...what, ...options })
  }

  /** Comes in, where the room is public or unlisted. */
  async join(options?: AskOptions): Promise<void> {
    const { room, head } = await this.#write('room.join', options)
    this.#news.id = room.id
    this.#parts.feeds.adopt(head)
  }

  async leave(options?: AskOptions): Promise<void> {
    await this.#ask('room.leave', options)
  }

  /** Who is in the room, a page at a time: 50 when no limit is given, 200 at most. */
  async members(options?: { limit?: number; after?: string } & AskOptions): Promise<MembersPage> {
    const { people } = this.#parts
    const { profiles, items, next } = await this.#ask('member.list', options)
    people.learn(profiles as Profile[])
    return { items: items.map(({ account, role }) => ({ person: people.get(account), role })), next }
  }

  /** A short-lived hint to who is in the room now, 4 KB of JSON at most. It may be lost. */
  async signal(name: string, data?: unknown, options?: AskOptions): Promise<void> {
    const channel = `room:${await this.id(options)}`
    await this.#parts.connection.ask('signal.send', { channel, name, data, ...options })
  }

  #ask<Name extends RoomCommand>(name: Name, input?: RoomInput<Name>): Promise<OutputOf<Name>> {
    // Together they are the input, which TypeScript cannot tell of a name that is still open.
    return this.#parts.connection.ask(name, { room: this.ref, ...input } as never)
  }

  /** With an id of its own, so that asking again changes nothing. */
  #write<Name extends RoomCommand>(name: Name, input?: RoomInput<Name>): Promise<OutputOf<Name>> {
    return this.#ask(name, { clientId: newClientId(this.#parts.connection.clock.now()), ...input } as never)
  }

  async #shown({ message }: { message: Message | HiddenMessage }): Promise<ChatMessage> {
    const { people } = this.#parts
    if (!('hidden' in message)) await people.need([message.author]).catch(() => undefined)
    return chatMessage(message, people)
  }
}

/** Commands that take a room. */
type RoomCommand = { [N in CommandName]: InputOf<N> extends { room: string } ? N : never }[CommandName]
type RoomInput<N extends RoomCommand> = Omit<InputOf<N>, 'room' | 'clientId'> & AskOptions
