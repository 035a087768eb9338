import { type Document, type DocumentFilter, type InputOf, limits } from '@hubbub/protocol'
import type { AccountCaller } from '../core/caller.ts'
import { inOrder } from '../core/in-order.ts'
import type { Door } from './door.ts'
import { valueOf } from './value-of.ts'

interface Listing {
  collection: string
  filter?: DocumentFilter | undefined
  /** The oldest ones come first where it is left out. */
  newestFirst?: boolean
}

/** All documents of a collection in the order in which they were made, page by page. */
export async function* documentsInOrder(
  door: Pick<Door, 'ask'>,
  caller: AccountCaller,
  { newestFirst = false, ...listing }: Listing,
): AsyncGenerator<Document[]> {
  const sort = newestFirst ? [{ field: '$id', order: 'desc' as const }] : undefined
  for await (const page of inOrder(pagesOf(door, caller, { ...listing, sort }), { newestFirst })) {
    yield page.map(({ document }) => document)
  }
}

async function* pagesOf(
  door: Pick<Door, 'ask'>,
  caller: AccountCaller,
  wanted: Omit<InputOf<'document.query'>, 'after' | 'limit'>,
) {
  let after: string | undefined
  do {
    const answer = await door.ask('document.query', caller, { ...wanted, after, limit: limits.pageMax })
    const { items, next } = valueOf(answer) as { items: Document[]; next?: string }
    // Within a second `born` tells who was first.
    yield items.map((document) => ({ id: document.id, order: document.born, document }))
    after = next
  } while (after !== undefined)
}
