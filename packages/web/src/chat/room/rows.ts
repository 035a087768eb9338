import type { AccountId, Message } from '@hubbub/protocol'
import type { PendingMessage } from '../model/pending.ts'
import type { StandingMessage } from '../model/timeline.ts'

/** What one line of the list is made of. Rows of the same content are the same object, so that they are not drawn again. */
export interface Row {
  /** The same before and after the server has it, so that it never jumps. */
  key: string
  author: AccountId
  at: Date
  /** Begins a group: with avatar and name. */
  isFirst: boolean
  /** Begins a day. */
  newDay: boolean
  /** Begins what I had not read when I came. */
  newMark: boolean
  message?: StandingMessage
  pending?: PendingMessage
}

/** The same author within five minutes is one group. */
const groupMs = 5 * 60_000

export interface RowSource {
  messages: readonly Message[]
  pending: readonly PendingMessage[]
  hidden: ReadonlySet<string>
  /** Read up to here when the room was opened; undefined where everything was. */
  readUpTo: number | undefined
  me: AccountId
  /** Nothing older is left: what the room is stands above its first message. */
  hasBeginning: boolean
}

export const beginningKey = 'beginning'

const beginning: Row = {
  key: beginningKey,
  author: '',
  at: new Date(0),
  isFirst: false,
  newDay: false,
  newMark: false,
}

/** Rows as they were drawn, by what they show: a long room is gone through again with every message that comes. */
export type KnownRows = WeakMap<StandingMessage | PendingMessage, Row>

/** The lines of a room, oldest first. */
export function rowsOf(source: RowSource, known: KnownRows = new WeakMap()): readonly Row[] {
  const rows: Row[] = source.hasBeginning ? [beginning] : []
  let markIsDue = source.readUpTo !== undefined
  let last: Pick<Row, 'at' | 'author'> | undefined
  for (const content of contents(source)) {
    const message = 'seq' in content ? content : undefined
    const before = known.get(content)
    const author = message?.author ?? source.me
    const at = before?.at ?? whenOf(content)
    // Whether the first one loaded begins a day or a group is not known yet, and a row that changes its height when
    // that becomes known would push the others: it stays back until then.
    if (last === undefined && !source.hasBeginning && message) {
      last = { at, author }
      continue
    }
    const newDay = last === undefined || !isSameDay(last.at, at)
    const newMark =
      markIsDue && message !== undefined && message.seq > (source.readUpTo ?? 0) && author !== source.me
    if (newMark) markIsDue = false
    const continues = last?.author === author && at.getTime() - last.at.getTime() < groupMs
    const isFirst = newDay || newMark || !continues
    const isSame = before?.isFirst === isFirst && before.newDay === newDay && before.newMark === newMark
    const row = isSame ? before : { key: keyOf(author, content), author, at, isFirst, newDay, newMark }
    if (!isSame) known.set(content, Object.assign(row, message ? { message } : { pending: content }))
    rows.push(row)
    last = row
  }
  return rows
}

function* contents({
  messages,
  pending,
  hidden,
  me,
}: RowSource): Generator<StandingMessage | PendingMessage> {
  const waiting = new Set(pending.map(({ clientId }) => clientId))
  const stored = new Set<string>()
  for (const message of messages) {
    if (message.author === me && message.clientId !== undefined && waiting.has(message.clientId))
      stored.add(message.clientId)
    if (!('removed' in message) && !hidden.has(message.id)) yield message
  }
  for (const entry of pending) if (!stored.has(entry.clientId)) yield entry
}

const whenOf = (content: StandingMessage | PendingMessage): Date =>
  new Date('seq' in content ? content.createdAt : content.queuedAt)

function keyOf(author: AccountId, content: StandingMessage | PendingMessage): string {
  if (content.clientId !== undefined) return `${author}:${content.clientId}`
  return 'id' in content ? content.id : ''
}

/** Days are told from another by the clock of this device; most messages follow within the hour. */
function isSameDay(one: Date, other: Date): boolean {
  return (
    one.getDate() === other.getDate() &&
    one.getMonth() === other.getMonth() &&
    one.getFullYear() === other.getFullYear()
  )
}
