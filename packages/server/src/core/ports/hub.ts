import type { AccountId, ErrorCode, FeedId } from '@hubbub/protocol'
import type { AccountCaller } from '../caller.ts'
import type { Committed, Row } from '../feeds/change-set.ts'
import type { Live } from './live.ts'

/**
 * Something that listens on this node: a native connection, or a dialect's. The hub decides what reaches it, from
 * committed rows and their effects; it decides how that looks on the wire.
 */
export interface Follower {
  readonly id: string
  readonly account: AccountId | undefined
  readonly session?: string | undefined
  readonly key?: string | undefined
  /** Who it is by now, for asking again whether it may follow what it asked for. Without it nothing can be asked for. */
  caller?(): AccountCaller | Promise<AccountCaller | undefined>
  /** A range of a feed it follows. Called in order, within the turn of the commit, before the callers are answered. */
  hear(range: LiveRange): void
  /** A signal, presence or profile hint: may be lost. */
  told(event: WireEvent): void
  /** It follows this feed no more, and what it was told of it ends here. */
  left(feed: FeedId): void
  /** Its account's role or rights changed: read them again before the next command. */
  refresh(): void
  /** The connection must close, on every namespace. */
  end(reason: ErrorCode | 'shutdown'): void
}

/** After version `from`, exactly these rows changed, up to `to`. */
export interface LiveRange {
  feed: FeedId
  from: number
  to: number
  /** In order of version; a row stands once, as it is now. */
  rows: readonly Row[]
  /** The native event, its text built once for all followers. */
  event: WireEvent
}

/** An event whose JSON text is built once, at first use; an encoder may keep its frame beside it. */
export interface WireEvent {
  readonly name: string
  readonly json: string
}

/** The sockets of this node and what they follow. */
export interface Hub extends Live {
  attach(follower: Follower): void
  detach(id: string): void
  /** Follows without the bound of `Live.follow`: the feeds an account follows by itself. */
  join(id: string, feeds: Iterable<FeedId>): void
  /** What was committed on this node, in order; also what the bus brought from others. */
  deliver(committed: readonly Committed[]): void
  /** Says goodbye to everybody. */
  end(reason: 'shutdown'): void
}
