import type { Document, DocumentFilter } from '@hubbub/protocol'
import type { AccountCaller } from '../core/caller.ts'
import type { Door } from './door.ts'
import { valueOf } from './value-of.ts'

const pageSize = 200

interface Listing {
  collection: string
  filter?: DocumentFilter | undefined
  /** The oldest ones come first where it is left out. */
  newestFirst?: boolean
}

/**
 * All documents of a collection in the order in which they were made, page by page. Ids begin with the second of their
 * making, and the store gives them in order of ids; within a second `born` tells who was first, so only the documents of
 * one second wait for each other.
 */
export async function* documentsInOrder(
  door: Pick<Door, 'ask'>,
  caller: AccountCaller,
  { collection, filter, newestFirst = false }: Listing,
): AsyncGenerator<Document[]> {
  const sort = newestFirst ? [{ field: '$id', order: 'desc' as const }] : undefined
  let sameSecond: Document[] = []
  let after: string | undefined
  do {
    const input = { collection, filter, sort, after, limit: pageSize }
    const page = valueOf(await door.ask('document.query', caller, input)) as {
      items: Document[]
      next?: string
    }
    const waiting = [...sameSecond, ...page.items]
    const last = secondOf(waiting.at(-1))
    sameSecond = page.next === undefined ? [] : waiting.filter((one) => secondOf(one) === last)
    const ready = inOrder(waiting.slice(0, waiting.length - sameSecond.length))
    yield newestFirst ? ready.reverse() : ready
    after = page.next
  } while (after !== undefined)
}

const secondOf = (document: Document | undefined): string | undefined => document?.id.slice(0, 8)

function inOrder(documents: Document[]): Document[] {
  return documents.sort((one, other) => {
    const [a = '', b = ''] = [secondOf(one), secondOf(other)]
    return a === b ? one.born - other.born : a < b ? -1 : 1
  })
}
