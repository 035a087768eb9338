import type { InputOf, OutputOf } from '@hubbub/protocol'
import type { AccountCaller } from '../caller.ts'
import { Encoded, encoded, rowList } from '../encoded.ts'
import { headOf } from '../feeds/heads.ts'
import type { Ports } from '../ports/ports.ts'
import { limitOf } from '../rooms/load-room.ts'
import { loadCollection, loadDocument } from './load-document.ts'
import { cursorOf, readCursor } from './cursor.ts'
import { documentView } from './document-view.ts'
import { readFilter } from './filter.ts'
import { readSort } from './sort.ts'

type Needs = Pick<Ports, 'store' | 'settings'>

export async function getDocument(
  ports: Needs,
  caller: AccountCaller,
  input: InputOf<'document.get'>,
): Promise<Encoded<OutputOf<'document.get'>>> {
  const { document } = await loadDocument(ports, caller, input)
  return new Encoded(document.text)
}

/** Finds documents. Where a rule opens only a caller's own, only those are looked at. */
export async function queryDocuments(
  ports: Needs,
  caller: AccountCaller,
  input: InputOf<'document.query'>,
): Promise<Encoded<OutputOf<'document.query'>>> {
  const { collection, readable } = await loadCollection(ports, caller, input.collection)
  const { read, epoch } = ports.store
  const limit = limitOf(input)
  const sort = readSort(input.sort)
  const query = {
    collection: collection.id,
    filter: input.filter === undefined ? undefined : readFilter(input.filter, ports.settings.content.filter),
    sort,
    after: input.after === undefined ? undefined : readCursor(input.after, sort),
    owner: readable === 'own' ? caller.account : undefined,
    limit: limit + 1,
  }
  // The head is read first: what changes in between comes again, as a range.
  const head = (await read.heads([collection.feed])).get(collection.feed)
  const found = readable === 'none' ? [] : await read.documents(query)
  const page = found.slice(0, limit)
  const last = page.at(-1)
  const next = last && found.length > limit ? cursorOf(documentView(last), sort) : undefined
  return encoded({ items: rowList(page), next, head: headOf(epoch, collection.feed, head) })
}
