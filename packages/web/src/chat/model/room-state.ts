import type { Client } from '@hubbub/client'
import type { AccountId, Inbox, Membership, Message, Room, RoomId } from '@hubbub/protocol'
import { type Signal, signal } from '@preact/signals'
import { Members } from './members.ts'
import type { PendingMessage } from './pending.ts'
import { Timeline } from './timeline.ts'

type Standing<Row> = Exclude<Row, { removed: true }>

export interface RoomFacts {
  room: Standing<Room>
  membership: Standing<Membership>
  inbox: Standing<Inbox>
  /** The newest message's number. */
  lastSeq: number
}

/** What is known of one room I am in. Every part is a signal: who shows it is drawn again when it changes. */
export class RoomState {
  readonly id: RoomId
  readonly room: Signal<RoomFacts['room']>
  readonly membership: Signal<RoomFacts['membership']>
  readonly inbox: Signal<RoomFacts['inbox']>
  readonly lastSeq: Signal<number>
  readonly unread = signal(0)
  readonly mentions = signal(0)
  readonly timeline: Timeline
  readonly members: Members
  readonly pending = signal<readonly PendingMessage[]>([])
  /** Who is writing, until when (epoch milliseconds). */
  readonly typing = signal<ReadonlyMap<AccountId, number>>(new Map())
  /** What I have written and not sent, here or on another device. */
  readonly draft: Signal<string>
  /** Deleted by me and not sent to the server yet, so that it can be undone. */
  readonly hidden = signal<ReadonlySet<string>>(new Set())

  constructor(client: Client, { room, membership, inbox, lastSeq }: RoomFacts) {
    this.id = room.id
    this.room = signal(room)
    this.membership = signal(membership)
    this.inbox = signal(inbox)
    this.lastSeq = signal(lastSeq)
    this.draft = signal(inbox.draft)
    this.timeline = new Timeline(client, room.id)
    this.members = new Members(client, room.id)
  }

  get isDirect(): boolean {
    return this.room.value.type === 'direct'
  }

  /** Takes newer rows; what is older than what is known says nothing. */
  update({ room, membership, inbox, lastSeq }: RoomFacts): void {
    putNewer(this.room, room)
    putNewer(this.membership, membership)
    putNewer(this.inbox, inbox)
    this.lastSeq.value = Math.max(this.lastSeq.value, lastSeq)
  }

  /** Unread messages and mentions, where what is loaded is enough to tell. */
  countLoaded(me: AccountId): { unread: number; mentions: number } | undefined {
    const { readSeq } = this.inbox.value
    if (readSeq >= this.lastSeq.value) return { unread: 0, mentions: 0 }
    const { messages, newer, phase } = this.timeline
    const first = messages.value[0]
    if (
      this.timeline.isKept ||
      phase.value !== 'ready' ||
      newer.value !== 'none' ||
      !first ||
      first.seq > readSeq + 1
    )
      return undefined
    const unread = messages.value.filter((message) => message.seq > readSeq && isForMe(message, me))
    return { unread: unread.length, mentions: unread.filter((message) => namesMe(message, me)).length }
  }
}

export function putNewer<Row extends { version: number }>(kept: Signal<Row>, row: Row): void {
  if (row.version > kept.value.version) kept.value = row
}

/** Of another, and still there. */
export const isForMe = (message: Message, me: AccountId): boolean =>
  message.author !== me && !('removed' in message)

export const namesMe = (message: Message, me: AccountId): boolean =>
  !('removed' in message) && (message.all === true || (message.mentions?.includes(me) ?? false))
