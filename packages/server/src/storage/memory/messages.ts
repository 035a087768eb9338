import type { Row } from '../../core/feeds/change-set.ts'
import { holds } from '../../core/messages/literal.ts'
import type { HistoryPage, MessagePlace, MessageScan } from '../../core/ports/store.ts'

type Message = Row<'message'>

/** Messages of one room at a place, oldest first. */
export function messagesAt(messages: readonly Message[], place: MessagePlace): Message[] {
  const sorted = messages.toSorted((one, other) => (one.seq ?? 0) - (other.seq ?? 0))
  const before = (seq: number, limit: number) =>
    limit === 0 ? [] : sorted.filter((row) => (row.seq ?? 0) < seq).slice(-limit)
  const after = (seq: number, limit: number) => sorted.filter((row) => (row.seq ?? 0) > seq).slice(0, limit)
  if ('before' in place) return before(place.before, place.limit)
  if ('after' in place) return after(place.after, place.limit)
  const half = place.limit >> 1
  return [...before(place.around, half), ...after(place.around - 1, place.limit - half)]
}

export function scanned(
  messages: readonly Message[],
  { after, to, contains, author }: MessageScan,
): Message[] {
  const isWanted = ({ removed, columns, text }: Message): boolean =>
    !removed &&
    (author === undefined || columns.author === author) &&
    holds((JSON.parse(text) as { text: string }).text, contains)
  return messagesAt(messages, { after, limit: to - after }).filter(
    (row) => (row.seq ?? 0) <= to && isWanted(row),
  )
}

/** A page of history of these messages. */
export function historyOf(messages: readonly Message[]): HistoryPage {
  return {
    items: messages.map(({ text }) => text).join(','),
    first: messages[0]?.seq ?? undefined,
    last: messages.at(-1)?.seq ?? undefined,
    authors: [...new Set(messages.map(({ columns }) => columns.author))],
  }
}
