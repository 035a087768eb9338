import type { FeedId } from '@hubbub/protocol'
import type { FeedHead, Row } from '../../../core/feeds/change-set.ts'
import type { Kind } from '../../../core/feeds/kinds.ts'

/** Kinds that are many and seldom read again would only push the others out. */
const notKept: ReadonlySet<Kind> = new Set(['message', 'mention', 'document'])
/** Of each kind. */
const rowsKept = 2_000
const headsKept = 4_000

/**
 * Rows and heads that were read before, as they stand: each send reads its room and its member. Every commit of this process
 * passes `learn` before anybody is answered, so whoever waited for a commit finds it here.
 */
export interface RowCache {
  /** A row, or a tombstone; undefined: not known here. Whoever asks is given the same one, which cannot be changed. */
  get<K extends Kind>(kind: K, id: string): Row<K> | undefined
  keep(row: Row): void
  head(feed: FeedId): FeedHead | undefined
  keepHead(feed: FeedId, head: FeedHead): void
  /** What was committed. Batches may be told after a read saw them: the higher version wins. */
  learn(rows: readonly Row[], heads: Iterable<[FeedId, FeedHead]>): void
  /** Floors have moved. */
  forgetHeads(): void
  clear(): void
}

export function createRowCache(): RowCache {
  const rows = new Map<Kind, Map<string, Row>>()
  const heads = new Map<FeedId, FeedHead>()

  function keep(row: Row): void {
    if (notKept.has(row.kind)) return
    const ofKind = rows.get(row.kind) ?? new Map<string, Row>()
    if (ofKind.size === 0) rows.set(row.kind, ofKind)
    if (ofKind.size >= rowsKept) forgetOldest(ofKind)
    Object.freeze(row.columns)
    ofKind.set(row.id, Object.freeze(row))
  }

  function keepHead(feed: FeedId, head: FeedHead): void {
    if (heads.size >= headsKept) forgetOldest(heads)
    heads.set(feed, { ...head })
  }

  return {
    get<K extends Kind>(kind: K, id: string) {
      return rows.get(kind)?.get(id) as Row<K> | undefined
    },
    keep,
    head(feed) {
      const head = heads.get(feed)
      return head && { ...head }
    },
    keepHead,
    learn(changed, moved) {
      for (const row of changed) {
        const known = rows.get(row.kind)?.get(row.id)
        if (known && known.version < row.version) keep(row)
      }
      for (const [feed, head] of moved) {
        const known = heads.get(feed)
        if (known && known.version < head.version) keepHead(feed, head)
      }
    },
    forgetHeads: () => heads.clear(),
    clear() {
      rows.clear()
      heads.clear()
    },
  }
}

/** A quarter at once: the oldest of a map stand first. */
function forgetOldest(kept: Map<string, unknown>): void {
  let left = kept.size / 4
  for (const key of kept.keys()) {
    if (left-- <= 0) break
    kept.delete(key)
  }
}
