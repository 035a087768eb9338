import type { Client } from '@hubbub/client'
import type { Message, RoomId } from '@hubbub/protocol'
import { signal } from '@preact/signals'

/** One that is still there. */
export type StandingMessage = Exclude<Message, { removed: true }>

/** How many messages one page brings; the first one fills tall screens too. */
const pageSize = 60

/** What lies beyond an end of what is loaded. */
export type Beyond = 'none' | 'more' | 'loading' | 'failed'

/** A gap-free piece of a room's history, newest last; usually its end. Deleted messages keep their place in it. */
export class Timeline {
  readonly messages = signal<readonly Message[]>([])
  readonly phase = signal<'empty' | 'loading' | 'ready' | 'failed'>('empty')
  readonly older = signal<Beyond>('more')
  readonly newer = signal<Beyond>('none')
  /** What stands here was kept on this device, and there may be more: it is loaded again. */
  isKept = false
  readonly #client: Client
  readonly #room: RoomId
  /** What came while a page was under way. */
  #early: Message[] = []
  #isOpening = false
  #run = 0

  constructor(client: Client, room: RoomId) {
    this.#client = client
    this.#room = room
  }

  /** Loads the end of the room, or the messages around a number. What was loaded before is let go. */
  async open(around?: number): Promise<void> {
    const run = ++this.#run
    if (!this.isKept) this.phase.value = 'loading'
    this.#isOpening = true
    this.#early = []
    try {
      const page = await this.#page(around === undefined ? {} : { around })
      if (run !== this.#run) return
      this.messages.value = page.items
      this.older.value = page.before === undefined ? 'none' : 'more'
      this.newer.value = page.after === undefined ? 'none' : 'more'
      this.phase.value = 'ready'
      this.isKept = false
      this.#isOpening = false
      this.put(this.#early)
    } catch {
      if (run === this.#run && !this.isKept) this.phase.value = 'failed'
    }
  }

  /** Shows what an earlier visit left here until it can be loaded. */
  showKept({ messages, isWhole }: { messages: readonly Message[]; isWhole: boolean }): void {
    this.messages.value = messages
    this.older.value = isWhole ? 'none' : 'more'
    this.isKept = true
    this.phase.value = 'ready'
  }

  /** As if never opened: so much changed that it cannot be told. */
  forget(): void {
    this.#run += 1
    this.isKept = false
    this.#isOpening = false
    this.messages.value = []
    this.phase.value = 'empty'
    this.older.value = 'more'
    this.newer.value = 'none'
  }

  /** Tries again what failed at either end. */
  again(): void {
    if (this.older.value === 'failed') void this.loadOlder()
    if (this.newer.value === 'failed') void this.loadNewer()
  }

  loadOlder(): Promise<void> {
    return this.#extend(this.older, (messages) => ({ before: messages[0]?.seq ?? 0 }))
  }

  loadNewer(): Promise<void> {
    return this.#extend(this.newer, (messages) => ({ after: messages.at(-1)?.seq ?? 0 }))
  }

  /** Takes messages as they are now: changed ones in their place, new ones at the end where that is loaded. */
  put(changed: readonly Message[]): void {
    if (this.#isOpening) this.#early.push(...changed)
    if (this.phase.value !== 'ready' || changed.length === 0) return
    const last = this.messages.value.at(-1)?.seq ?? 0
    const isWanted = ({ seq }: Message) => seq <= last || this.newer.value === 'none'
    this.messages.value = merged(this.messages.value, changed.filter(isWanted))
  }

  async #extend(
    beyond: typeof this.older,
    place: (messages: readonly Message[]) => { before: number } | { after: number },
  ): Promise<void> {
    if (this.phase.value !== 'ready' || beyond.value === 'loading' || beyond.value === 'none') return
    const run = this.#run
    const where = place(this.messages.value)
    beyond.value = 'loading'
    try {
      const page = await this.#page(where)
      if (run !== this.#run) return
      const rest = 'before' in where ? page.before : page.after
      this.messages.value = merged(this.messages.value, page.items)
      beyond.value = rest === undefined ? 'none' : 'more'
    } catch {
      if (run === this.#run) beyond.value = 'failed'
    }
  }

  async #page(place: { before?: number; after?: number; around?: number }) {
    const page = await this.#client.ask('message.list', { room: this.#room, limit: pageSize, ...place })
    this.#client.people.learn(page.profiles)
    return page
  }
}

/** Sorted by number, each once, the later version of each. */
export function merged(known: readonly Message[], changed: readonly Message[]): readonly Message[] {
  const first = changed[0]
  const last = known.at(-1)
  if (first && changed.length === 1 && last && first.seq > last.seq) return [...known, first]
  const bySeq = new Map(known.map((message) => [message.seq, message]))
  for (const message of changed) {
    const before = bySeq.get(message.seq)
    if (!before || before.version < message.version) bySeq.set(message.seq, message)
  }
  return [...bySeq.values()].sort((one, other) => one.seq - other.seq)
}
