import type { Document } from '@hubbub/protocol'
import type { AccountCaller } from '../../core/caller.ts'
import { jsonOf } from '../../core/encoded.ts'
import { refuse } from '../../core/refusal.ts'
import type { Door } from '../door.ts'
import { type BusEvent, collection, eventOf, most, type Wanted } from './translate.ts'
import { createQueue } from './turns.ts'

const pageSize = 200
/** Documents that the store let through and that did not match after all: beyond these the question is too wide. */
const mostPassedOver = 20_000

/**
 * The newest events that match, oldest first, up to a number and a size. They are read from the newest on, so that what
 * was just made is never beyond the bound. A few at once: each may hold megabytes.
 */
export function createFetching(door: Pick<Door, 'ask'>): FetchEvents {
  const inQueue = createQueue({ atOnce: 4, waiting: 100 })
  return (caller, wanted, limit) => inQueue(() => fetchEvents(door, caller, wanted, limit))
}

export type FetchEvents = (caller: AccountCaller, wanted: Wanted, limit: number) => Promise<BusEvent[]>

async function fetchEvents(
  door: Pick<Door, 'ask'>,
  caller: AccountCaller,
  { matches, narrow }: Wanted,
  limit: number,
): Promise<BusEvent[]> {
  const found: Found[] = []
  let bytes = 0
  let passedOver = 0
  let after: string | undefined
  do {
    const page = await newest(door, caller, { narrow, after })
    for (const document of page.items) {
      const event = eventOf(document)
      if (!matches(event)) {
        passedOver += 1
        continue
      }
      bytes += JSON.stringify(event).length
      const last = found.at(-1)
      if (last && (bytes > most.bytes || (found.length >= limit && secondOf(last) !== second(event))))
        return newestOf(found, limit)
      found.push({ event, born: document.born })
    }
    if (passedOver > mostPassedOver) throw refuse('query.too-slow')
    after = page.next
  } while (after !== undefined)
  return newestOf(found, limit)
}

async function newest(
  door: Pick<Door, 'ask'>,
  caller: AccountCaller,
  { narrow, after }: { narrow: Wanted['narrow']; after: string | undefined },
): Promise<{ items: Document[]; next?: string }> {
  const answer = await door.ask('document.query', caller, {
    collection,
    sort: [{ field: '$id', order: 'desc' }],
    limit: pageSize,
    ...(narrow ? { filter: narrow } : {}),
    ...(after === undefined ? {} : { after }),
  })
  return JSON.parse(jsonOf(answer)) as { items: Document[]; next?: string }
}

interface Found {
  event: BusEvent
  born: number
}

/** Ids begin with the second of their making; within it `born` tells who was first, so seconds are read whole. */
function newestOf(found: Found[], limit: number): BusEvent[] {
  found.sort((one, other) => {
    const [a, b] = [secondOf(one), secondOf(other)]
    return a === b ? one.born - other.born : a < b ? -1 : 1
  })
  return found.slice(-limit).map(({ event }) => event)
}

const second = ({ id }: BusEvent): string => id.slice(0, 8)
const secondOf = ({ event }: Found): string => second(event)
