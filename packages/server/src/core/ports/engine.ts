import type { FeedId } from '@hubbub/protocol'
import type { Counted, Name, RowKey } from '../feeds/change-set.ts'
import type { Loaded, Plan } from '../feeds/decide.ts'

/** What a batch has to read, under the lock. */
export interface Wanted {
  feeds: FeedId[]
  keys: string[]
  rows: RowKey[]
  names: Name[]
  counts: Counted[]
}

/**
 * The writing half of a store. `load` begins a transaction and locks the feeds (making those that are not there yet),
 * then reads what is wanted, for each known key its refs' rows, and the feeds of all these rows; `apply` writes and commits;
 * `abandon` rolls back. A `load` or `apply` that fails leaves no transaction open. One batch at a time.
 */
export interface Engine {
  load(wanted: Wanted): Promise<Loaded>
  apply(plan: Plan): Promise<void>
  abandon(): Promise<void>
  /** True where nothing can be written any more (a failed fsync, a full disk): no use in trying the sets alone. */
  isFatal(failure: unknown): boolean
}
