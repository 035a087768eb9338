import type { Row, RowKey } from '../../../core/feeds/change-set.ts'
import type { Kind } from '../../../core/feeds/kinds.ts'

/** Kinds that are many and seldom read again would only push the others out. */
const notKept: ReadonlySet<Kind> = new Set(['message', 'mention', 'document'])
const rowsKept = 4_000

/**
 * Rows that were read before, as they stand: each send reads its room and its member. Every commit of this process
 * passes `learn` before anybody is answered, so whoever waited for a commit finds it here.
 */
export interface RowCache {
  /** A row, or a tombstone; undefined: not known here. */
  get<K extends Kind>(kind: K, id: string): Row<K> | undefined
  keep(row: Row): void
  /** Rows that were committed. Batches may be told after a read saw them: the higher version wins. */
  learn(rows: readonly Row[]): void
  clear(): void
}

export function createRowCache(): RowCache {
  const rows = new Map<string, Row>()

  function keep(row: Row): void {
    if (notKept.has(row.kind)) return
    if (rows.size >= rowsKept) forgetOldest()
    rows.set(keyOf(row), copyOf(row))
  }

  /** A quarter at once: the oldest of a map stand first. */
  function forgetOldest(): void {
    let left = rowsKept / 4
    for (const key of rows.keys()) {
      if (left-- === 0) break
      rows.delete(key)
    }
  }

  return {
    get<K extends Kind>(kind: K, id: string) {
      if (notKept.has(kind)) return undefined
      const row = rows.get(keyOf({ kind, id }))
      return row && (copyOf(row) as Row<K>)
    },
    keep,
    learn(changed) {
      for (const row of changed) {
        const known = notKept.has(row.kind) ? undefined : rows.get(keyOf(row))
        if (known && known.version < row.version) keep(row)
      }
    },
    clear: () => rows.clear(),
  }
}

const keyOf = ({ kind, id }: RowKey): string => `${kind} ${id}`
const copyOf = (row: Row): Row => ({ ...row, columns: { ...row.columns } })
