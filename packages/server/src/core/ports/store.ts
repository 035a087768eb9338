import type { FeedId } from '@hubbub/protocol'
import type { ChangeSet, FeedHead, Name, Outcome, Row, RowKey } from '../feeds/change-set.ts'
import type { Kind } from '../feeds/kinds.ts'
import type { BatchAnswer } from '../feeds/run-batch.ts'
import type { DocumentQuery } from './document-query.ts'

/** What the core asks: read, and commit. Asynchronous, so that every engine fits. */
export interface Store {
  /** Which life of the store this is; a restored backup is another one. */
  readonly epoch: string
  readonly read: Reads
  /** Answers after the commit. A failure to reach the store is an exception with unknown outcome; resending is safe. */
  commit(set: ChangeSet): Promise<Outcome>
  /** Deletes the rows of a feed that was hidden before (a deleted room), a slice at a time; answers how many went. */
  erase(feed: FeedId, limit: number): Promise<number>
}

/** What each engine gives; `createBatcher` makes a `Store` of it. */
export interface Storage {
  readonly epoch: string
  readonly read: Reads
  /** Runs `runBatch` where the transaction lives. One call at a time. */
  run(sets: readonly ChangeSet[]): Promise<BatchAnswer[]>
  /** Forgets old tombstones and keys, a slice at a time; answers how many went. Raises the floors of their feeds. */
  purge(before: { tombstones: number; keys: number }, limit: number): Promise<number>
  /** Deletes the rows of a feed that was hidden before (a deleted room), a slice at a time; answers how many went. */
  erase(feed: FeedId, limit: number): Promise<number>
  /** One file that holds everything, made while writing goes on. */
  backup(path: string): Promise<void>
  close(): Promise<void>
}

/** A value, or the promise of it. */
export type AtHand<T> = T | Promise<T>

export interface Reads {
  /** A row that stands; undefined when there is none or it was removed. What an engine has at hand it gives at once. */
  row<K extends Kind>(kind: K, id: string): AtHand<Row<K> | undefined>
  /** The rows that stand among these, in no order. */
  rows<K extends Kind>(kind: K, ids: readonly string[]): Promise<Row<K>[]>
  /** A message also when it is a tombstone. */
  message(id: string): Promise<Row<'message'> | undefined>
  /** A known idempotency key: its digest, and its rows as they stand. */
  once(key: string): Promise<{ digest: string; rows: Row[] } | undefined>
  /** Who owns a name. */
  owner(name: Name): Promise<string | undefined>
  heads(feeds: readonly FeedId[]): Promise<Map<FeedId, FeedHead>>
  /** What changed in a feed after `since`, in one snapshot, ending on a version's boundary. */
  changes(feed: FeedId, since: number, bounds: ChangeBounds): Promise<Changes>
  /** The standing rows of one kind in a feed, by id. */
  inFeed<K extends Kind>(kind: K, feed: FeedId, page: Page): Promise<Row<K>[]>
  /** How many standing rows of a kind a feed has. */
  countInFeed(kind: Kind, feed: FeedId): Promise<number>
  /** Messages of a room by number, tombstones too, oldest first. */
  messages(room: string, place: MessagePlace): Promise<Row<'message'>[]>
  /** The same messages as one text, for answers that are put together from it. A page of `limits.pageMax` at most. */
  history(room: string, place: MessagePlace): Promise<HistoryPage>
  /** Standing messages of a stretch of a room that hold a text. Runs where it cannot block others. */
  scan(room: string, wanted: MessageScan): Promise<Row<'message'>[]>
  /** Public rooms that are not archived, by id; `search` matches folded names. */
  publicRooms(search: string, page: Page): Promise<Row<'room'>[]>
  /** Profiles whose folded name contains `search`, by id. */
  profiles(search: string, page: Page): Promise<Row<'profile'>[]>
  /** Standing mentions of one message. */
  mentionsOf(message: string): Promise<Row<'mention'>[]>
  /** Mentions of one account, newest first, `before` an id. */
  mentionsFor(account: string, page: Page): Promise<Row<'mention'>[]>
  /** Unread messages and mentions of an account, per room, each counted up to `limits.unreadShown`. */
  unread(
    account: string,
    rooms: readonly string[],
  ): Promise<Map<string, { unread: number; mentions: number }>>
  /** Whether two accounts stand in one room. */
  shareRoom(one: string, other: string): Promise<boolean>
  /** Documents of a collection. Runs where it cannot block others; refuses `query.too-slow`. */
  documents(query: DocumentQuery): Promise<Row<'document'>[]>
  /** All collections, by name. */
  collections(page: Page): Promise<Row<'collection'>[]>
  /** Standing accounts with this role. */
  accountsWithRole(role: string): Promise<Row<'account'>[]>
  /** Standing guests of no older contract none of whose sessions lasts longer than this, in no order. */
  spentGuests(now: number, limit: number): Promise<Row<'account'>[]>
  /** How many standing documents and accounts an older contract has made, and the bytes of their content. */
  madeBy(contract: string): Promise<{ rows: number; bytes: number }>
  /** Standing rooms or accounts that an older contract made, claimed or not, by id. */
  rowsMadeBy<K extends 'account' | 'room'>(kind: K, contract: string, page: Page): Promise<Row<K>[]>
}

export interface Page {
  /** Rows after this id; undefined: from the start. */
  after?: string | undefined
  limit: number
}

export interface ChangeBounds {
  items: number
  bytes: number
  /** More rows than this: the reader had better start over. */
  behind: number
}

export interface Changes {
  head: FeedHead
  /** The version this page ends on; the head's when nothing is left. */
  to: number
  rows: Row[]
  more: boolean
  /** More than `behind` rows changed: `rows` is empty. */
  tooFar?: true
}

/** A place in a room's history, by message number. `around` has the message itself in the middle. */
export type MessagePlace =
  | { before: number; limit: number }
  | { after: number; limit: number }
  | { around: number; limit: number }

/** What a scan looks for among the messages after one number and up to another. */
export interface MessageScan {
  after: number
  to: number
  /** Literally, but for the case of the letters A to Z. Empty: every message. */
  contains: string
  /** Of this account alone. */
  author?: string | undefined
}

/** Messages as they are answered, oldest first. */
export interface HistoryPage {
  /** Their texts, with commas between. */
  items: string
  /** The numbers of the first and the last; undefined where there are none. */
  first: number | undefined
  last: number | undefined
  /** Who wrote them, each once. */
  authors: readonly string[]
}

export type { RowKey }
