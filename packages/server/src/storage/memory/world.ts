import { randomBytes } from 'node:crypto'
import type { FeedId } from '@hubbub/protocol'
import type { FeedHead, Name, Row, RowKey } from '../../core/feeds/change-set.ts'
import { type Kind, kinds } from '../../core/feeds/kinds.ts'

export interface KnownKey {
  digest: string
  refs: RowKey[]
  expires: number | null
}

/** Everything one store holds. Whoever opens it again finds what was there. */
export interface World {
  epoch: string
  feeds: Map<FeedId, FeedHead>
  rows: Record<Kind, Map<string, Row>>
  names: Map<string, { name: Name; owner: string }>
  once: Map<string, KnownKey>
}

export function newWorld(): World {
  const rows = Object.fromEntries(Object.keys(kinds).map((kind) => [kind, new Map()])) as World['rows']
  return { epoch: newEpoch(), feeds: new Map(), rows, names: new Map(), once: new Map() }
}

export const newEpoch = (): string => randomBytes(12).toString('hex')

export const headOf = (world: World, feed: FeedId): FeedHead => ({
  version: 0,
  seq: 0,
  floor: 0,
  ...world.feeds.get(feed),
})

export const rowOf = (world: World, { kind, id }: RowKey): Row | undefined => world.rows[kind].get(id)

/** What is handed out is not what is kept: callers may do with it as they like. */
export const copyOf = <R extends Row>(row: R): R => ({ ...row, columns: { ...row.columns } })

export const byText = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)

/** Copies of all rows of a kind, tombstones too. */
export const rowsOf = <K extends Kind>(world: World, kind: K): Row<K>[] =>
  ([...world.rows[kind].values()] as Row<K>[]).map(copyOf)

/** Copies of the rows of a kind that stand. */
export const standing = <K extends Kind>(
  world: World,
  kind: K,
  keep: (row: Row<K>) => boolean = () => true,
): Row<K>[] => rowsOf(world, kind).filter((row) => !row.removed && keep(row))
