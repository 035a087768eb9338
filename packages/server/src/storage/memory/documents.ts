import { documentView } from '../../core/documents/document-view.ts'
import { compileFilter } from '../../core/documents/match.ts'
import { comparePlaces, placeOf } from '../../core/documents/sort.ts'
import type { Row } from '../../core/feeds/change-set.ts'
import type { DocumentQuery } from '../../core/ports/document-query.ts'

/** Those of some documents that a query asks for. */
export function queryDocuments(
  documents: readonly Row<'document'>[],
  { collection, filter, sort, after, owner, limit }: DocumentQuery,
): Row<'document'>[] {
  const matches = filter ? compileFilter(filter) : () => true
  const compare = comparePlaces(sort)
  return documents
    .filter(({ columns }) => columns.collection === collection)
    .filter(({ columns }) => owner === undefined || columns.owner === owner)
    .map((row) => ({ row, view: documentView(row) }))
    .filter(({ view }) => matches(view))
    .map(({ row, view }) => ({ row, place: placeOf(view, sort) }))
    .filter(({ place }) => after === undefined || compare(place, after) > 0)
    .sort((one, other) => compare(one.place, other.place))
    .slice(0, limit)
    .map(({ row }) => row)
}
