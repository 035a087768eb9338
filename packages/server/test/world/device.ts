import type { ChatMessage, Client, RoomEvents } from '@hubbub/client'
import type { FeedId } from '@hubbub/protocol'

/** A room of the world. */
export interface Place {
  readonly id: string
  readonly handle: string
  readonly feed: FeedId
}

/** One thing that was handed over by a room. */
export type Heard = { [N in keyof RoomEvents]: { name: N; payload: RoomEvents[N] } }[keyof RoomEvents]

const listened = [
  'message',
  'edit',
  'delete',
  'member',
  'left',
  'room',
  'typing',
  'signal',
  'gap',
  'gone',
] as const
const ofMessages = new Set<string>(['message', 'edit', 'delete'])

/** What one client of the SDK was told, and how to wait until it knows all that the server knows. No sleeping. */
export class Device {
  readonly chat: Client
  readonly #heard = new Map<string, Heard[]>()
  /** Versions up to which ranges were handed on. */
  readonly #versions = new Map<FeedId, number>()
  readonly #watchers = new Set<() => void>()
  /** Messages in ranges, less messages handed over: what the SDK still has in its hands. */
  #held = 0

  constructor(chat: Client) {
    this.chat = chat
    chat.on('range', ({ feed, to, items }) => {
      this.#versions.set(feed, to)
      if (this.#heard.has(feed)) this.#held += items.filter(({ kind }) => kind === 'message').length
      this.#look()
    })
    chat.on('reset', ({ feed, head }) => {
      this.#versions.set(feed, head.version)
      this.#look()
    })
    chat.on('gone', ({ feed }) => {
      this.#versions.delete(feed)
      this.#look()
    })
    chat.on('status', () => this.#look())
  }

  /** Waits until it is connected, and takes what is there as known. */
  async begin(): Promise<void> {
    for (const { feed, version } of await this.#heads()) this.#versions.set(feed, version)
  }

  listenTo(place: Place): void {
    const heard: Heard[] = []
    this.#heard.set(place.feed, heard)
    const room = this.chat.room(place.id)
    for (const name of listened) {
      room.on(name, (payload) => {
        heard.push({ name, payload } as Heard)
        if (ofMessages.has(name)) this.#held--
        this.#look()
      })
    }
  }

  /** Everything a room handed over, in order. */
  eventsIn({ feed }: Place): Heard[] {
    return this.#heard.get(feed) ?? []
  }

  messagesIn(place: Place): ChatMessage[] {
    return this.eventsIn(place).flatMap((one) => (one.name === 'message' ? [one.payload] : []))
  }

  /** Waits until something is so; looks again whenever anything is heard. */
  until(isSo: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const look = (): void => {
        if (!isSo()) return
        this.#watchers.delete(look)
        resolve()
      }
      this.#watchers.add(look)
      look()
    })
  }

  /** Waits until it was handed everything that the server has for it now. */
  async quiet(): Promise<void> {
    const heads = await this.#heads()
    await this.until(
      () =>
        this.#held === 0 && heads.every(({ feed, version }) => (this.#versions.get(feed) ?? 0) >= version),
    )
  }

  async #heads() {
    return (await this.chat.ask('feed.heads', {}, { timeoutMs: 60_000 })).heads
  }

  /** After everybody else who listens heard it too. */
  #look(): void {
    queueMicrotask(() => {
      for (const look of this.#watchers) look()
    })
  }
}
