import { type Static, Type } from 'typebox'
import { FeedId, Id, Time, Version } from '../ids.ts'
import {
  Account,
  AccountTombstone,
  ApiKey,
  ApiKeyTombstone,
  Profile,
  ProfileTombstone,
  Session,
  SessionTombstone,
} from './account.ts'
import { Collection, CollectionTombstone, Document, DocumentTombstone } from './document.ts'
import { MessageTombstone, StandingMessage } from './message.ts'
import {
  Ban,
  BanTombstone,
  Inbox,
  InboxTombstone,
  Member,
  Membership,
  MembershipTombstone,
  MemberTombstone,
  Mention,
  MentionTombstone,
  Room,
  RoomTombstone,
} from './room.ts'

export const Epoch = Type.String({
  minLength: 8,
  maxLength: 64,
  description: 'which life of the store; another one means: start over',
})

/** Where a feed stands. `seq` is the newest message number of a room. */
export const Head = Type.Object({ feed: FeedId, epoch: Epoch, version: Version, seq: Type.Optional(Version) })
export type Head = Static<typeof Head>

/** Any row a feed can bring. */
export const Item = Type.Union([
  StandingMessage,
  MessageTombstone,
  Room,
  RoomTombstone,
  Member,
  MemberTombstone,
  Membership,
  MembershipTombstone,
  Inbox,
  InboxTombstone,
  Mention,
  MentionTombstone,
  Ban,
  BanTombstone,
  Account,
  AccountTombstone,
  Session,
  SessionTombstone,
  ApiKey,
  ApiKeyTombstone,
  Profile,
  ProfileTombstone,
  Collection,
  CollectionTombstone,
  Document,
  DocumentTombstone,
])
export type Item = Static<typeof Item>

/**
 * After version `from`, exactly these rows changed, up to `to` (ARCHITECTURE.md, feeds of state). A row that changed three
 * times stands once, as it is now. `born > from` means the row is new to the reader.
 */
export const Range = Type.Object({
  feed: FeedId,
  epoch: Epoch,
  from: Version,
  to: Version,
  items: Type.Array(Item),
})
export type Range = Static<typeof Range>

/** How one feed of a `feed.sync` was answered. */
export const SyncAnswer = Type.Union([
  Type.Object({
    feed: FeedId,
    head: Head,
    range: Type.Optional(Range),
    more: Type.Optional(Type.Literal(true)),
  }),
  Type.Object({
    feed: FeedId,
    head: Head,
    reset: Type.Union([
      Type.Literal('epoch'),
      Type.Literal('ahead'),
      Type.Literal('floor'),
      Type.Literal('too-far'),
    ]),
  }),
  Type.Object({ feed: FeedId, gone: Type.Literal(true) }),
])
export type SyncAnswer = Static<typeof SyncAnswer>

export const PresenceState = Type.Union([
  Type.Literal('online'),
  Type.Literal('away'),
  Type.Literal('offline'),
])

/** Whether somebody is there. `until` is when this word is stale without a newer one. */
export const Presence = Type.Object({ account: Id, state: PresenceState, until: Time })
export type PresenceState = Static<typeof PresenceState>
export type Presence = Static<typeof Presence>
