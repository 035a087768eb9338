import { type DocumentSort, filterLimits, type Json } from '@hubbub/protocol'
import { refuse } from '../refusal.ts'
import { type DocumentView, type Target, targetOf, valueAt } from './field.ts'
import { ranks } from './ranks.ts'
import { compareText, firstCharacters } from './text-order.ts'

/** A sort that was read. Ties are ordered by id, in the direction of the last field. */
export interface Sort {
  fields: readonly SortField[]
  idOrder: Order
  /** How many characters of a string count. */
  textLength: number
}
export interface SortField {
  target: Target
  order: Order
}
export type Order = 'asc' | 'desc'

/** What is compared: the rank, then the value; 0 for ranks that have none. */
export type SortValue = readonly [rank: number, value: number | string]

/** Where a document stands in a sort; what a cursor holds. */
export interface SortPlace {
  values: readonly SortValue[]
  id: string
}

/** Reads a sort from outside; refuses `filter.invalid`. Nothing, or an empty list, is by id. */
export function readSort(raw: unknown = []): Sort {
  if (!Array.isArray(raw) || raw.length > filterLimits.sortFields) {
    throw invalid('/sort', `not a list of ${filterLimits.sortFields} fields at most`)
  }
  const fields = raw.map((field: unknown, index) => readSortField(field, `/sort/${index}`))
  return {
    fields,
    idOrder: fields.at(-1)?.order ?? 'asc',
    textLength: Math.floor(filterLimits.sortText / Math.max(1, fields.length)),
  }
}

function readSortField(raw: unknown, pointer: string): SortField {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) throw invalid(pointer, 'not an object')
  const extra = Object.keys(raw).find((key) => key !== 'field' && key !== 'order')
  if (extra !== undefined) throw invalid(pointer, 'a sort field is {field, order}')
  const { field, order = 'asc' } = raw as Partial<Record<keyof DocumentSort, unknown>>
  const target = targetOf(field)
  if (target === undefined) throw invalid(`${pointer}/field`, 'not a field that can be asked for')
  if (order !== 'asc' && order !== 'desc') throw invalid(`${pointer}/order`, 'not asc or desc')
  return { target, order }
}

export function placeOf(document: DocumentView, sort: Sort): SortPlace {
  const values = sort.fields.map(({ target }) => sortValue(valueAt(document, target), sort.textLength))
  return { values, id: document.id }
}

function sortValue(value: Json | undefined, textLength: number): SortValue {
  switch (typeof value) {
    case 'undefined':
      return [ranks.missing, 0]
    case 'boolean':
      return [value ? ranks.true : ranks.false, 0]
    case 'number':
      return [ranks.number, value]
    case 'string':
      return [ranks.text, firstCharacters(value, textLength)]
    default:
      return [value === null ? ranks.null : ranks.container, 0]
  }
}

/** Compares places of one sort; never 0 for documents with different ids. */
export function comparePlaces({ fields, idOrder }: Sort): (one: SortPlace, other: SortPlace) => number {
  return (one, other) => {
    for (const [index, { order }] of fields.entries()) {
      const difference = compareValues(one.values[index], other.values[index])
      if (difference !== 0) return order === 'asc' ? difference : -difference
    }
    return idOrder === 'asc' ? compareText(one.id, other.id) : compareText(other.id, one.id)
  }
}

const missing: SortValue = [ranks.missing, 0]

function compareValues([rank, value]: SortValue = missing, [otherRank, other]: SortValue = missing): number {
  if (rank !== otherRank) return rank - otherRank
  if (typeof value === 'string' && typeof other === 'string') return compareText(value, other)
  return value < other ? -1 : Number(value > other)
}

/** The order of whole documents, for lists that are sorted in memory. */
export function compareDocuments(sort: Sort): (one: DocumentView, other: DocumentView) => number {
  const compare = comparePlaces(sort)
  return (one, other) => compare(placeOf(one, sort), placeOf(other, sort))
}

const invalid = (pointer: string, detail: string) =>
  refuse('filter.invalid', { detail: `The sort is not valid: ${detail}.`, errors: [{ pointer, detail }] })
