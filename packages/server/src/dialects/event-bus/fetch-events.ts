import { AtOnce } from '../../core/at-once.ts'
import type { AccountCaller } from '../../core/caller.ts'
import { refuse } from '../../core/refusal.ts'
import type { Door } from '../door.ts'
import { documentsInOrder } from '../list-documents.ts'
import { type BusEvent, collection, eventOf, most, type Wanted } from './translate.ts'

/** Documents that the store let through and that did not match after all: beyond these the question is too wide. */
const mostPassedOver = 20_000

export type FetchEvents = (caller: AccountCaller, wanted: Wanted, limit: number) => Promise<BusEvent[]>

/**
 * The newest events that match, oldest first, up to a number and a size. They are read from the newest on, so that what
 * was just made is never beyond the bound. A few at once: each may hold megabytes.
 */
export function createFetching(door: Pick<Door, 'ask'>): FetchEvents {
  const turns = new AtOnce({ atOnce: 4, waiting: 100 })
  return (caller, wanted, limit) =>
    turns.run(async () => (await newestEvents(door, caller, wanted, limit)).reverse())
}

async function newestEvents(
  door: Pick<Door, 'ask'>,
  caller: AccountCaller,
  { matches, narrow }: Wanted,
  limit: number,
): Promise<BusEvent[]> {
  const found: BusEvent[] = []
  let bytes = 0
  let passedOver = 0
  const pages = documentsInOrder(door, caller, { collection, filter: narrow, newestFirst: true })
  for await (const page of pages) {
    for (const event of page.map(eventOf)) {
      if (!matches(event)) {
        passedOver += 1
        continue
      }
      bytes += JSON.stringify(event).length
      if (found.length > 0 && bytes > most.bytes) return found
      if (found.push(event) === limit) return found
    }
    if (passedOver > mostPassedOver) throw refuse('query.too-slow')
  }
  return found
}
