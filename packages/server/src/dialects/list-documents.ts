import type { Document, DocumentFilter } from '@hubbub/protocol'
import type { AccountCaller } from '../core/caller.ts'
import { jsonOf } from '../core/encoded.ts'
import type { Door } from './door.ts'

const pageSize = 200

/**
 * All documents of a collection in the order in which they were made, page by page. Ids begin with the second of their
 * making, and the store gives them in order of ids; within a second `born` tells who was first, so only the documents of
 * one second wait for each other.
 */
export async function* documentsInOrder(
  door: Pick<Door, 'ask'>,
  caller: AccountCaller,
  { collection, filter }: { collection: string; filter?: DocumentFilter | undefined },
): AsyncGenerator<Document[]> {
  let sameSecond: Document[] = []
  let after: string | undefined
  do {
    const page = await askPage(door, caller, { collection, filter, after, limit: pageSize })
    const waiting = [...sameSecond, ...page.items]
    const newest = secondOf(waiting.at(-1))
    sameSecond = page.next === undefined ? [] : waiting.filter((one) => secondOf(one) === newest)
    yield inOrder(waiting.slice(0, waiting.length - sameSecond.length))
    after = page.next
  } while (after !== undefined)
}

interface Page {
  items: Document[]
  next?: string
}

async function askPage(
  door: Pick<Door, 'ask'>,
  caller: AccountCaller,
  {
    filter,
    after,
    ...place
  }: { collection: string; limit: number } & Partial<Record<'after', string | undefined>> & {
      filter?: DocumentFilter | undefined
    },
): Promise<Page> {
  const answer = await door.ask('document.query', caller, {
    ...place,
    ...(filter === undefined ? {} : { filter }),
    ...(after === undefined ? {} : { after }),
  })
  return JSON.parse(jsonOf(answer)) as Page
}

const secondOf = (document: Document | undefined): string | undefined => document?.id.slice(0, 8)

function inOrder(documents: Document[]): Document[] {
  return documents.sort((one, other) => {
    const [a = '', b = ''] = [secondOf(one), secondOf(other)]
    return a === b ? one.born - other.born : a < b ? -1 : 1
  })
}
