import type { Item, Member, Message, Room as RoomRow, RoomId } from '@hubbub/protocol'
import type { Connection } from './connection.ts'
import { Emitter } from './emitter.ts'
import type { Feeds, HeardRange, ResetReason } from './feeds.ts'
import { type ChatMessage, chatMessage } from './messages.ts'
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
  /** The room's name, topic or settings changed. */
  room: RoomRow
  /** Somebody is writing, until the time given unless they say so again. */
  typing: { person: Person; until: Date }
  /** A free-form signal of another client. */
  signal: { name: string; from: Person; data: unknown }
  /** So much was missed that it cannot be told: load history again. */
  gap: { reason: ResetReason }
  /** You are not in the room any more. */
  gone: { room: RoomId }
}

export interface RoomNewsParts {
  connection: Connection
  feeds: Feeds
  people: People
  /** Told when listeners come and go. */
  used: () => void
}

/** What a room's listeners hear: one thing after another, also where a profile has to be asked for in between. */
export class RoomNews {
  readonly events: Emitter<RoomEvents>
  id: RoomId | undefined
  readonly #ref: string
  readonly #parts: RoomNewsParts
  #finding: Promise<void> | undefined
  /** The handle led nowhere when it was last asked for. */
  #isNowhere = false
  #handing: Promise<void> = Promise.resolve()

  constructor(ref: string, parts: RoomNewsParts) {
    const { connection, feeds, used } = parts
    this.#ref = ref
    this.#parts = parts
    this.events = new Emitter(used)
    if (/^[0-9a-f]{24}$/.test(ref)) this.id = ref
    feeds.events.on('range', (range) => this.#heard(range))
    feeds.events.on('reset', ({ feed, reason }) =>
      this.#inOrder(feed, () => this.events.emit('gap', { reason })),
    )
    feeds.events.on('gone', ({ feed }) =>
      this.#inOrder(feed, () => this.events.emit('gone', { room: feed.slice(5) })),
    )
    connection.events.on('signal', (signal) => this.#inOrder(signal.channel, () => this.#signalled(signal)))
    connection.events.on('heads', () => this.#lookAgain())
  }

  /** Whether somebody listens here to a feed, or may be listening. */
  hears(feed: string): boolean {
    return this.events.count() > 0 && (this.id === undefined || feed === `room:${this.id}`)
  }

  /** Resolves when everything that was heard so far is handed over. */
  handed(): Promise<void> {
    return this.#handing
  }

  /** Finds the id that belongs to the handle; there may be none, or none that we may know of. */
  find(): Promise<void> {
    if (this.id !== undefined) return Promise.resolve()
    this.#finding ??= this.#parts.connection.insist('room.get', { room: this.#ref }).then(
      ({ room }) => {
        this.id = room.id
      },
      () => {
        this.#isNowhere = true
      },
    )
    return this.#finding
  }

  #lookAgain(): void {
    if (this.#isNowhere) this.#finding = undefined
    this.#isNowhere = false
  }

  #heard({ feed, items, since }: HeardRange): void {
    // Somebody may have added us to the room.
    if (items.some(({ kind }) => kind === 'membership')) this.#lookAgain()
    this.#inOrder(feed, async () => {
      await this.#need(items.flatMap(accountOf))
      for (const item of items) if (item.kind !== 'message') this.#handItem(item)
      const messages = items.filter((item): item is Message => item.kind === 'message')
      for (const message of messages.sort((one, other) => one.seq - other.seq))
        this.#handMessage(message, since)
    })
  }

  /** One event per row and range: a removal, else new, else an edit. */
  #handMessage(message: Message, since: number): void {
    const shown = chatMessage(message, this.#parts.people)
    this.events.emit(shown.deleted ? 'delete' : message.born > since ? 'message' : 'edit', shown)
  }

  #handItem(item: Item): void {
    if (item.kind === 'room' && !('removed' in item)) this.events.emit('room', item)
    if (item.kind !== 'member') return
    const person = this.#parts.people.get(item.account)
    if ('removed' in item) this.events.emit('left', { person })
    else this.events.emit('member', { person, role: item.role })
  }

  async #signalled({ name, from, data }: { name: string; from: string; data?: unknown }): Promise<void> {
    await this.#need([from])
    const person = this.#parts.people.get(from)
    if (name === 'typing')
      this.events.emit('typing', { person, until: new Date((data as { until: string }).until) })
    else this.events.emit('signal', { name, from: person, data })
  }

  /** Whoever cannot be asked for now (closed, signed out) is handed over without a name. */
  #need(accounts: string[]): Promise<void> {
    return this.#parts.people.need(accounts).catch(() => undefined)
  }

  #inOrder(feed: string, hand: () => void | Promise<void>): void {
    if (!feed.startsWith('room:') || !this.hears(feed)) return
    this.#handing = this.#handing.then(async () => {
      await this.find()
      if (feed === `room:${this.id}`) await hand()
    })
  }
}

function accountOf(item: Item): string[] {
  if (item.kind === 'message') return [item.author]
  return item.kind === 'member' ? [item.account] : []
}
