import type { FilterNode } from '../documents/filter.ts'
import type { Sort, SortPlace } from '../documents/sort.ts'

/** A query of one collection that was read and bounded: plain data, which may cross to a worker. */
export interface DocumentQuery {
  collection: string
  filter: FilterNode | undefined
  sort: Sort
  /** Where the page before ended. */
  after: SortPlace | undefined
  /** Only this account's documents (a rule of `owner`). */
  owner: string | undefined
  limit: number
}
