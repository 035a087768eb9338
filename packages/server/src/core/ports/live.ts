import type { AccountId, FeedId, Presence } from '@hubbub/protocol'

/** What happens now and is never stored: who follows what, signals, presence. */
export interface Live {
  /** False where the connection follows too many feeds beside its own. Followed before the head is read. */
  follow(connection: string, feed: FeedId): boolean
  unfollow(connection: string, feed: FeedId): void
  /** Gives a signal to all connections that follow a feed, but the sender's own; answers how many on this node. */
  signal(signal: Signal): number
  /** Tells everybody in these rooms that a profile changed, each connection once. */
  profileChanged(hint: ProfileHint): void
  /** The connection shows these people from now on, and only these. */
  watch(connection: string, accounts: readonly AccountId[]): void
  setPresence(connection: string, account: AccountId, state: 'online' | 'away'): void
  presenceOf(accounts: readonly AccountId[]): Presence[]
  /** The connection's token was renewed: it lives until then (epoch milliseconds). */
  renew(connection: string, expiresAt: number): void
}

export interface ProfileHint {
  account: AccountId
  rooms: readonly FeedId[]
  /** The profile's wire text. */
  profile: string
}

export interface Signal {
  channel: FeedId
  name: string
  from: AccountId
  data?: unknown
  /** The connection it came over; it does not hear itself. */
  except?: string | undefined
}
