import type { Client, HeardRange, Off, Status } from '@hubbub/client'
import type { Account, AccountId, Item, Membership, Message, Room, RoomId } from '@hubbub/protocol'
import { batch, signal } from '@preact/signals'
import { failureIn } from '../../page/problem.ts'
import { Drafts } from './drafts.ts'
import { ReadPositions } from './read-positions.ts'
import { followOutbox, dropPending, putPending } from './pending.ts'
import { PeopleView } from './people.ts'
import { PresenceView } from './presence.ts'
import { isForMe, namesMe, putNewer, RoomState } from './room-state.ts'
import type { StandingMessage } from './timeline.ts'
import { loadRoom, loadRooms } from './load-rooms.ts'

/** After what could not be loaded. */
const retryMs = 5_000
/** A slow answer is better than an old one; for so long. */
const keptAfterMs = 1_500

type ItemOf<Kind extends Item['kind']> = Extract<Item, { kind: Kind }>

/**
 * Everything the chat shows: loaded once, then kept right by the ranges of the feeds that the account follows. Rows are
 * put by id and the later version wins, so that what is loaded and what is heard may overlap.
 */
export class Chat {
  readonly client: Client
  readonly account = signal<Account | undefined>(undefined)
  readonly rooms = signal<ReadonlyMap<RoomId, RoomState>>(new Map())
  /** `kept`: what an earlier visit left on this device is shown, since nothing could be loaded yet. */
  readonly phase = signal<'loading' | 'kept' | 'ready' | 'failed'>('loading')
  readonly status: ReturnType<typeof signal<Status>>
  readonly people: PeopleView
  readonly presence: PresenceView
  readonly reads: ReadPositions
  readonly drafts: Drafts
  /** I have written something since the page was opened. */
  readonly hasSent = signal(false)
  /** Told of each new message of another that I have not read. */
  onNews: ((room: RoomState, message: StandingMessage) => void) | undefined
  readonly #offs: Off[]
  /** What is heard while the state is loaded; afterwards it is applied at once. */
  #early: HeardRange[] | undefined = []
  #handing: Promise<void> = Promise.resolve()
  #loading = false
  #again: ReturnType<typeof setTimeout> | undefined

  /** `signedOut` is told when the session is over, here or elsewhere. */
  constructor(client: Client, signedOut: () => void) {
    this.client = client
    this.people = new PeopleView(client)
    this.presence = new PresenceView(client)
    this.reads = new ReadPositions(this)
    this.drafts = new Drafts(client)
    this.status = signal<Status>(client.status)
    this.#offs = [
      client.on('status', (status) => {
        this.status.value = status
        if (status === 'unauthorized') signedOut()
        if (status === 'online' && this.phase.value !== 'ready') void this.load()
      }),
      client.on('range', (range) => this.#heard(range)),
      client.on('reset', ({ feed }) => this.#reset(feed)),
      client.on('gone', ({ feed }) => this.#left(roomOfFeed(feed))),
      client.on('person', () => this.people.changed()),
      client.outbox.on('change', ({ gone }) => {
        if (gone) this.hasSent.value = true
      }),
      followOutbox(client, (id) => this.rooms.value.get(id)),
    ]
    this.status.value = client.status
  }

  get me(): AccountId {
    return this.account.value?.id ?? ''
  }

  /** Loads account, rooms and counts; what was heard meanwhile is applied after it. */
  async load(): Promise<void> {
    if (this.#loading) return
    this.#loading = true
    clearTimeout(this.#again)
    this.#early ??= []
    if (this.phase.value === 'failed') this.phase.value = 'loading'
    try {
      const [account, facts] = await Promise.all([this.client.ask('account.get', {}), loadRooms(this.client)])
      batch(() => {
        this.account.value = account
        const rooms = facts.map((one) => {
          const known = this.rooms.value.get(one.room.id)
          known?.update(one)
          if (known) this.drafts.heard(known)
          return known ?? new RoomState(this.client, one)
        })
        this.rooms.value = new Map(rooms.map((room) => [room.id, room]))
        for (const room of rooms) this.drafts.takeUp(room)
        for (const entry of this.client.outbox.entries()) this.#showEntry(entry)
      })
      await this.reads.count([...this.rooms.value.keys()])
      this.people.changed()
      this.phase.value = 'ready'
    } catch (failure) {
      if (failureIn(failure) === undefined) throw failure
      if (this.phase.value !== 'kept') this.phase.value = 'failed'
      this.#again = setTimeout(() => void this.load(), retryMs)
    } finally {
      this.#loading = false
    }
    if (this.phase.value === 'ready') this.#handEarly()
  }

  #handEarly(): void {
    const early = this.#early ?? []
    this.#early = undefined
    for (const range of early) this.#hand(range)
  }

  /** Where the server does not answer soon, the last rooms are shown as they were. */
  showKeptSoon(): void {
    this.#again = setTimeout(() => void this.#showKept(), navigator.onLine ? keptAfterMs : 0)
  }

  async #showKept(): Promise<void> {
    const { showKept } = await import('../kept/show-kept.ts').catch(() => ({ showKept: undefined }))
    if (this.phase.value === 'ready' || !(await showKept?.(this))) return
    for (const room of this.rooms.value.values()) this.drafts.takeUp(room)
    for (const entry of this.client.outbox.entries()) this.#showEntry(entry)
    this.phase.value = 'kept'
  }

  stop(): void {
    for (const off of this.#offs) off()
    clearTimeout(this.#again)
    this.reads.stop()
    this.drafts.stop()
    this.presence.stop()
  }

  /** Makes a room known that I have just joined, made or opened. */
  async enter(id: RoomId): Promise<RoomState> {
    const known = this.rooms.value.get(id)
    if (known) return known
    const facts = await loadRoom(this.client, id)
    const room = this.rooms.value.get(id) ?? new RoomState(this.client, facts)
    this.rooms.value = new Map(this.rooms.value).set(id, room)
    this.people.changed()
    return room
  }

  #showEntry(entry: Parameters<typeof putPending>[1]): void {
    const room = this.rooms.value.get(entry.room)
    if (room) putPending(room, entry)
  }

  #heard(range: HeardRange): void {
    if (this.#early) this.#early.push(range)
    else this.#hand(range)
  }

  /** One after another; names of authors nobody here knows yet are asked for first. */
  #hand(range: HeardRange): void {
    this.#handing = this.#handing.then(async () => {
      const authors = range.items.flatMap((item) => accountIn(item) ?? [])
      await this.people.need(authors)
      batch(() => this.#apply(range))
    })
  }

  #apply(range: HeardRange): void {
    const room = this.rooms.value.get(roomOfFeed(range.feed))
    if (room) this.#applyToRoom(room, range)
    else for (const item of range.items) this.#applyMine(item)
  }

  /** News of my own feed: which rooms I am in, and what I keep of them. */
  #applyMine(item: Item): void {
    if (item.kind === 'account' && !('removed' in item)) this.account.value = item
    if (item.kind === 'membership') this.#applyMembership(item)
    if (item.kind === 'inbox' && !('removed' in item)) {
      const room = this.rooms.value.get(item.room)
      if (!room) return
      const before = room.inbox.value
      putNewer(room.inbox, this.reads.ahead(room, item))
      this.drafts.heard(room)
      if (room.inbox.value.readSeq !== before.readSeq) this.reads.recount(room)
    }
  }

  #applyMembership(item: ItemOf<'membership'>): void {
    const room = this.rooms.value.get(item.room)
    if ('removed' in item) this.#left(item.room)
    else if (room) putNewer(room.membership, item as Membership)
    else void this.enter(item.room).catch(() => undefined)
  }

  #applyToRoom(room: RoomState, { items, since }: HeardRange): void {
    for (const item of items) {
      if (item.kind !== 'room') continue
      if ('removed' in item) this.#left(room.id)
      else putNewer(room.room, item as Room)
    }
    room.members.put(items.filter((item) => item.kind === 'member'))
    const messages = items.filter((item) => item.kind === 'message')
    if (messages.length > 0) this.#applyMessages(room, messages as Message[], since)
  }

  #applyMessages(room: RoomState, messages: readonly Message[], since: number): void {
    let isUncertain = false
    for (const message of messages) {
      room.lastSeq.value = Math.max(room.lastSeq.value, message.seq)
      if (message.author === this.me) dropPending(room, message.clientId)
      stopTyping(room, message.author)
      const isUnread = message.seq > room.inbox.value.readSeq && message.author !== this.me
      if (!isUnread) continue
      if (message.born > since && isForMe(message, this.me)) {
        room.unread.value += 1
        if (namesMe(message, this.me)) room.mentions.value += 1
        this.onNews?.(room, message as StandingMessage)
      } else if (message.born <= since) isUncertain = true
    }
    room.timeline.put(messages)
    if (isUncertain) this.reads.recount(room)
  }

  #reset(feed: string): void {
    const room = this.rooms.value.get(roomOfFeed(feed))
    if (room) {
      room.members.forget()
      if (room.timeline.phase.value !== 'empty') void room.timeline.open()
      this.reads.recount(room)
    }
    void this.load()
  }

  #left(id: RoomId): void {
    if (!this.rooms.value.has(id)) return
    const rooms = new Map(this.rooms.value)
    rooms.delete(id)
    this.rooms.value = rooms
  }
}

const roomOfFeed = (feed: string): RoomId => (feed.startsWith('room:') ? feed.slice('room:'.length) : '')

function accountIn(item: Item): AccountId | undefined {
  if (item.kind === 'message') return item.author
  return item.kind === 'member' ? item.account : undefined
}

/** Who has sent is not writing any more. */
function stopTyping(room: RoomState, account: AccountId): void {
  if (!room.typing.value.has(account)) return
  const typing = new Map(room.typing.value)
  typing.delete(account)
  room.typing.value = typing
}
