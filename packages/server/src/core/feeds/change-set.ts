import type { FeedId } from '@hubbub/protocol'
import type { Columns, Kind } from './kinds.ts'

/**
 * A commit is data, not a callback: it crosses a worker's boundary for SQLite and the wire for
 * PostgreSQL, and one pure function, `decide`, judges it for every engine.
 */
export interface ChangeSet {
  once: Once
  /** Feeds it reads or writes; the engine locks them. */
  touches: FeedId[]
  /** Preconditions, over rows of touched feeds and names. */
  expect: Expectation[]
  writes: Write[]
}

/** The idempotency key: a set with the same key and digest commits once. Never holds a secret. */
export interface Once {
  key: string
  /** Of the content; another content under the same key is a conflict. */
  digest: string
  /** Epoch milliseconds after which the key may be forgotten; null: as long as the rows it refers to. */
  expires: number | null
  /** The rows from which a repeat is answered; the rows written when left out. */
  refs?: RowKey[]
}

export interface RowKey {
  kind: Kind
  id: string
}

export type Expectation =
  /** This row is at this version; 0: there is none, or it was removed. */
  | { row: RowKey; feed: FeedId; version: number }
  /** Nobody owns this name, or this owner does. */
  | { name: Name; owner: string | null }
  /** Fewer rows of this kind stand in this feed, before this set adds its own. */
  | (Counted & { fewerThan: number })

/** The standing rows of one kind in one feed. */
export interface Counted {
  count: Kind
  feed: FeedId
}

/** A unique name: `space` tells usernames from handles. */
export interface Name {
  space: NameSpace
  name: string
}
export type NameSpace =
  | 'username'
  | 'skeleton'
  | 'display-name'
  | 'email'
  | 'handle'
  | 'direct'
  | 'contract-username'
  | 'setup'

/** Fills one number in front of the text and in the column of the same name: a feed's newest `seq`, as this set leaves it. */
export interface Fill {
  as: 'seq' | 'readSeq'
  from: FeedId
}

export interface Put<K extends Kind = Kind> {
  op: 'put'
  kind: K
  id: string
  feed: FeedId
  columns: Columns<K>
  /** The row's wire JSON, an object, without `kind`, `version`, `born` and `seq`: `decide` puts them in front. */
  text: string
  fill?: Fill
  /** The id was just made: the engine need not look for an earlier row. */
  fresh?: true
}

export interface Remove<K extends Kind = Kind> {
  op: 'remove'
  kind: K
  id: string
  feed: FeedId
  /** The tombstone's wire JSON, without the numbers in front and without `removed`. */
  text: string
  at: number
  /** What the tombstone keeps of the columns, where they held what must go; else they stay as they were. */
  columns?: Columns<K>
}

/** Takes a name; the set is refused (`name`) when another owner holds it. */
export interface Claim {
  op: 'claim'
  name: Name
  owner: string
}

export interface Release {
  op: 'release'
  name: Name
}

type EachPut = { [K in Kind]: Put<K> }[Kind]
type EachRemove = { [K in Kind]: Remove<K> }[Kind]
export type Write = EachPut | EachRemove | Claim | Release

/** A row as the store has it. */
export interface Row<K extends Kind = Kind> {
  kind: K
  id: string
  feed: FeedId
  version: number
  born: number
  removed: boolean
  /** Epoch milliseconds of the removal; null while it stands. */
  removedAt: number | null
  /** The number in its room; null for kinds that have none. */
  seq: number | null
  columns: Columns<K>
  /** The finished wire JSON. */
  text: string
}

export interface FeedHead {
  version: number
  seq: number
  floor: number
}

export type Heads = Record<FeedId, FeedHead>

export type Outcome = Committed | Refused

export interface Committed {
  done: 'committed'
  /** The feeds that moved, where they stand now. */
  heads: Heads
  /** The finished rows, in the order of the writes; of a repeat: its refs, as they stand. */
  rows: Row[]
  repeated?: true
}

export interface Refused {
  done: 'refused'
  /** `once`: the key was used for other content. */
  because: Expectation | 'once'
}

export const rowKeyText = ({ kind, id }: RowKey): string => `${kind} ${id}`
export const countedText = ({ count, feed }: Counted): string => `${count} ${feed}`
export const nameText = ({ space, name }: Name): string => `${space} ${name}`

/** Whether the server made this key itself, to be able to send a set again whose outcome it did not learn. */
export const isOwnKey = (key: string): boolean => key.startsWith('own ')
