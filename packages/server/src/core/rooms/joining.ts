import type { AccountId, RoomRole } from '@hubbub/protocol'
import type { MemberRow, RoomRow } from '../access.ts'
import type { Put, Row } from '../feeds/change-set.ts'
import { roomFeed, staffFeed, userFeed } from '../feeds/feed-ids.ts'
import { isoTime } from '../time.ts'
import { absent, memberId, unchanged } from './load-room.ts'
import type { SetPart } from './set-part.ts'

/** Of both rows of a person's own feed about one room: what they are there, and what they keep about it. */
export const membershipId = (account: AccountId, room: string): string => `${account}.${room}`

export interface Joining {
  /** As it was loaded, or the row of a room that the same change set makes. */
  room: RoomRow | Put<'room'>
  account: AccountId
  role: RoomRole
  /** A direct room: all its people. */
  with?: readonly AccountId[]
  now: number
}

/**
 * The rows of a membership, in the room's feed and in the person's own, always in one commit. An existing room must
 * still be as it was loaded (not archived, not private, not deleted), and nobody may have banned the account.
 */
export function joiningWrites({ room, account, role, with: people, now }: Joining): SetPart {
  const isNew = 'op' in room
  const fresh = isNew ? (true as const) : undefined
  const [feed, own] = [roomFeed(room.id), userFeed(account)]
  const id = membershipId(account, room.id)
  const others = people?.filter((one) => one !== account)
  const joinedAt = isoTime(now)
  const level = room.columns.type === 'direct' ? 'all' : 'mentions'
  const membership = { account, room: room.id, role }
  return {
    touches: isNew ? [feed, own] : [feed, own, staffFeed(room.id)],
    expect: isNew ? [] : expectationsOf(room, account),
    writes: [
      memberPut({ room: room.id, account, role, mutedUntil: null, joinedAt, fresh }),
      {
        op: 'put',
        kind: 'membership',
        id,
        feed: own,
        columns: membership,
        text: JSON.stringify({ id, room: room.id, role, joinedAt, with: others }),
        fresh,
      },
      {
        op: 'put',
        kind: 'inbox',
        id,
        feed: own,
        columns: { account, room: room.id, readSeq: 0 },
        // What was said before one came is not unread.
        fill: { as: 'readSeq', from: feed },
        text: JSON.stringify({ id, room: room.id, level, starred: false, draft: '' }),
        fresh,
      },
    ],
  }
}

function expectationsOf(room: RoomRow, account: AccountId): SetPart['expect'] {
  const id = memberId(room.id, account)
  return [unchanged(room), absent('member', id, room.feed), absent('ban', id, staffFeed(room.id))]
}

interface MemberFacts {
  room: string
  account: AccountId
  role: RoomRole
  mutedUntil: number | null
  joinedAt: string
  fresh?: true | undefined
}

function memberPut({ room, account, role, mutedUntil, joinedAt, fresh }: MemberFacts): Put<'member'> {
  const id = memberId(room, account)
  const muted = mutedUntil === null ? undefined : isoTime(mutedUntil)
  return {
    op: 'put',
    kind: 'member',
    id,
    feed: roomFeed(room),
    columns: { room, account, role, mutedUntil },
    text: JSON.stringify({ id, room, account, role, mutedUntil: muted, joinedAt }),
    fresh,
  }
}

/** The end of a membership: what was kept about the room goes with it. The three rows come and go together. */
export function leavingWrites(member: MemberRow, now: number): SetPart {
  const { room, account } = member.columns
  const own = userFeed(account)
  const id = membershipId(account, room)
  const text = JSON.stringify({ id, room })
  const memberText = JSON.stringify({ id: member.id, room, account })
  return {
    touches: [member.feed, own],
    expect: [unchanged(member)],
    writes: [
      { op: 'remove', kind: 'member', id: member.id, feed: member.feed, text: memberText, at: now },
      { op: 'remove', kind: 'membership', id, feed: own, text, at: now },
      { op: 'remove', kind: 'inbox', id, feed: own, text, at: now },
    ],
  }
}

/** A member's role changed, in the room's feed and in the person's own. */
export function roleWrites(member: MemberRow, membership: Row<'membership'>, role: RoomRole): SetPart {
  const { room, account, mutedUntil } = member.columns
  const { id, joinedAt, with: others } = JSON.parse(membership.text) as MembershipText
  return {
    touches: [member.feed, membership.feed],
    expect: [unchanged(member), unchanged(membership)],
    writes: [
      memberPut({ room, account, role, mutedUntil, joinedAt }),
      {
        op: 'put',
        kind: 'membership',
        id,
        feed: membership.feed,
        columns: { account, room, role },
        text: JSON.stringify({ id, room, role, joinedAt, with: others }),
      },
    ],
  }
}

interface MembershipText {
  id: string
  joinedAt: string
  with?: AccountId[]
}
