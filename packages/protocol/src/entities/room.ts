import { type Static, Type } from 'typebox'
import { Handle, Id, Time, Version } from '../ids.ts'
import { rowOf, tombstoneOf } from './row.ts'

export const RoomKind = Type.Union(
  [Type.Literal('public'), Type.Literal('unlisted'), Type.Literal('private'), Type.Literal('direct')],
  {
    description:
      'public: listed, anyone joins; unlisted: joinable by who knows the id; private: by invitation; direct: its people only',
  },
)
export type RoomKind = Static<typeof RoomKind>
export const RoomRole = Type.Union([Type.Literal('owner'), Type.Literal('moderator'), Type.Literal('member')])
export type RoomRole = Static<typeof RoomRole>
export const Posting = Type.Union([Type.Literal('everyone'), Type.Literal('moderators')])

export const RoomName = Type.String({ minLength: 1, maxLength: 80 })
export const Topic = Type.String({ maxLength: 500 })

/** A room. Feed: `room:<id>`. */
export const Room = rowOf(
  'room',
  {
    id: Id,
    type: RoomKind,
    name: Type.Optional(RoomName),
    handle: Type.Optional(Handle),
    topic: Type.Optional(Topic),
    posting: Posting,
    archived: Type.Optional(Type.Literal(true)),
    createdBy: Type.Optional(Id),
    createdAt: Time,
  },
  'a room',
)
export type Room = Static<typeof Room>
export const RoomTombstone = tombstoneOf('room', { id: Id })

/** What a repeat tells of a room to who may no longer see it: that it was made. */
export const HiddenRoom = Type.Object({ kind: Type.Literal('room'), hidden: Type.Literal(true), id: Id })
export type HiddenRoom = Static<typeof HiddenRoom>

/** An account in a room. Feed: `room:<id>`. */
export const Member = rowOf(
  'member',
  {
    id: Type.String(),
    room: Id,
    account: Id,
    role: RoomRole,
    mutedUntil: Type.Optional(Time),
    joinedAt: Time,
  },
  'an account in a room',
)
export type Member = Static<typeof Member>
export const MemberTombstone = tombstoneOf('member', { id: Type.String(), room: Id, account: Id })

/** What a repeat tells of a member to who may no longer see the room: that it was added. */
export const HiddenMember = Type.Object({
  kind: Type.Literal('member'),
  hidden: Type.Literal(true),
  id: Type.String(),
  room: Id,
  account: Id,
})
export type HiddenMember = Static<typeof HiddenMember>

/** My being in a room, as my own feed tells it. Feed: `user:<id>`. */
export const Membership = rowOf(
  'membership',
  {
    id: Type.String(),
    room: Id,
    role: RoomRole,
    joinedAt: Time,
    with: Type.Optional(Type.Array(Id, { description: 'a direct room: the other people' })),
  },
  'my being in a room',
)
export type Membership = Static<typeof Membership>
export const MembershipTombstone = tombstoneOf('membership', { id: Type.String(), room: Id })

export const NotificationLevel = Type.Union([
  Type.Literal('all'),
  Type.Literal('mentions'),
  Type.Literal('none'),
])

/** What I privately keep about a room. Feed: `user:<id>`. */
export const Inbox = rowOf(
  'inbox',
  {
    readSeq: Version,
    id: Type.String(),
    room: Id,
    level: NotificationLevel,
    starred: Type.Boolean(),
    draft: Type.String({ description: 'Markdown not sent yet; empty when there is none' }),
  },
  'what I keep about a room: read position, notification level, star, draft',
)
export type Inbox = Static<typeof Inbox>
export const InboxTombstone = tombstoneOf('inbox', { id: Type.String(), room: Id })

/** Somebody named me. Feed: `user:<id>`. */
export const Mention = rowOf(
  'mention',
  { seq: Version, id: Type.String(), room: Id, message: Id, by: Id, createdAt: Time },
  'a message that names me',
)
export type Mention = Static<typeof Mention>
export const MentionTombstone = tombstoneOf('mention', { id: Type.String(), room: Id, message: Id })

/** An account that may not be in a room. Feed: `staff:<room id>`. */
export const Ban = rowOf(
  'ban',
  {
    id: Type.String(),
    room: Id,
    account: Id,
    by: Id,
    reason: Type.Optional(Type.String({ maxLength: 500 })),
    createdAt: Time,
  },
  'an account that may not be in the room',
)
export type Ban = Static<typeof Ban>
export const BanTombstone = tombstoneOf('ban', { id: Type.String(), room: Id, account: Id })
