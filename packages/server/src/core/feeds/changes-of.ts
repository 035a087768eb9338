import type { Row } from './change-set.ts'
import type { Kind } from './kinds.ts'
import type { LiveRange } from '../ports/hub.ts'

/** What one range tells of one row. Of a row that came and went inside it, the removal only. */
export interface Change<K extends Kind> {
  is: 'new' | 'edited' | 'removed'
  row: Row<K>
}

/** One change per row of a kind, in order; a row that changed several times stands once, as it is now. */
export function changesOf<K extends Kind>({ from, rows }: LiveRange, kind: K): Change<K>[] {
  return rows
    .filter((row): row is Row<K> => row.kind === kind)
    .map((row) => ({ is: row.removed ? 'removed' : row.born > from ? 'new' : 'edited', row }))
}
