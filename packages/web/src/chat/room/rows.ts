import type { AccountId, Message } from '@hubbub/protocol'
import type { PendingMessage } from '../model/pending.ts'

export type StandingMessage = Exclude<Message, { removed: true }>

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

/** The lines of a room, oldest first. `before` are those of the last time. */
export function rowsOf(source: RowSource, before: readonly Row[] = []): readonly Row[] {
  const known = new Map(before.map((row) => [row.key, row]))
  const rows: Row[] = source.hasBeginning ? [beginning] : []
  let markIsDue = source.readUpTo !== undefined
  let last: Pick<Row, 'at' | 'author'> | undefined
  for (const { message, pending } of contents(source)) {
    const author = message?.author ?? source.me
    const at = new Date(message?.createdAt ?? pending?.queuedAt ?? 0)
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
    const row: Row = {
      key: keyOf(author, message, pending),
      author,
      at,
      isFirst: newDay || newMark || !continues,
      newDay,
      newMark,
      ...(message ? { message } : { pending }),
    }
    rows.push(sameOr(known.get(row.key), row))
    last = row
  }
  return rows
}

function* contents({ messages, pending, hidden, me }: RowSource) {
  const stored = new Set<string>()
  for (const message of messages) {
    if (message.author === me && message.clientId !== undefined) stored.add(message.clientId)
    if (!('removed' in message) && !hidden.has(message.id)) yield { message, pending: undefined }
  }
  for (const entry of pending) if (!stored.has(entry.clientId)) yield { message: undefined, pending: entry }
}

const keyOf = (author: AccountId, message?: StandingMessage, pending?: PendingMessage): string => {
  const own = message ? message.clientId : pending?.clientId
  return own === undefined ? (message?.id ?? '') : `${author}:${own}`
}

function sameOr(known: Row | undefined, row: Row): Row {
  const isSame =
    known &&
    known.message === row.message &&
    known.pending === row.pending &&
    known.isFirst === row.isFirst &&
    known.newDay === row.newDay &&
    known.newMark === row.newMark
  return isSame ? known : row
}

const isSameDay = (one: Date, other: Date): boolean =>
  one.getDate() === other.getDate() &&
  one.getMonth() === other.getMonth() &&
  one.getFullYear() === other.getFullYear()
