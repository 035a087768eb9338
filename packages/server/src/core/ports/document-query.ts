import type { DocumentFilter, DocumentSort } from '@hubbub/protocol'

/** A checked query of one collection. `owner`: only this account's documents (a rule of `owner`). */
export interface DocumentQuery {
  collection: string
  filter: DocumentFilter | undefined
  sort: readonly DocumentSort[]
  /** Opaque keyset position; from `cursorOf` of the last row of the page before. */
  after: string | undefined
  owner: string | undefined
  limit: number
}
