import type { Row } from './change-set.ts'
import type { Kind } from './kinds.ts'

/** The first row of a kind among an outcome's rows. */
export function rowOfKind<K extends Kind>(kind: K, rows: readonly Row[]): Row<K> | undefined {
  return rows.find((row): row is Row<K> => row.kind === kind)
}

/** The row of a kind that an outcome cannot lack. */
export function writtenRow<K extends Kind>(kind: K, rows: readonly Row[]): Row<K> {
  const row = rowOfKind(kind, rows)
  if (!row) throw new Error(`the outcome has no ${kind}`)
  return row
}
