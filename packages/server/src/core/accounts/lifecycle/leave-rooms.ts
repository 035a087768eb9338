import type { AccountId } from '@hubbub/protocol'
import { both } from '../../both.ts'
import { isDirect, isRoomOwner, type MemberRow, rankOf, type RoomRow } from '../../access.ts'
import type { ChangeSet } from '../../feeds/change-set.ts'
import { type Settled, settled } from '../../feeds/commits.ts'
import { userFeed } from '../../feeds/feed-ids.ts'
import { ownOnce } from '../../feeds/once.ts'
import { rowOfKind } from '../../feeds/row-of-kind.ts'
import { inPages } from '../../in-pages.ts'
import type { Ports } from '../../ports/ports.ts'
import { leavingWrites, membershipId, roleWrites } from '../../rooms/joining.ts'
import { memberId, unchanged } from '../../rooms/load-room.ts'
import { closing, staying } from '../../rooms/members/leave-room.ts'
import { removeEverybody } from '../../rooms/room-cleanup.ts'
import { changeSetOf, type SetPart } from '../../rooms/set-part.ts'

type Needs = Pick<Ports, 'store' | 'commits' | 'clock' | 'ids'>

const roomsAtOnce = 20

/** Takes an account that is gone out of all its rooms, direct ones too. */
export async function leaveAllRooms(ports: Needs, account: AccountId): Promise<void> {
  for (;;) {
    const page = { limit: roomsAtOnce }
    const memberships = await ports.store.read.inFeed('membership', userFeed(account), page)
    if (memberships.length === 0) return
    await Promise.all(memberships.map(({ columns }) => leaveForGood(ports, columns.room, account)))
  }
}

async function leaveForGood(ports: Needs, id: string, account: AccountId): Promise<void> {
  const outcome = await ports.commits.decide(() => leaving(ports, id, account))
  if (outcome.done === 'settled') return
  if (rowOfKind('room', outcome.rows)?.removed) await removeEverybody(ports, id)
}

async function leaving(ports: Needs, id: string, account: AccountId): Promise<ChangeSet | Settled<'gone'>> {
  const { read } = ports.store
  const [room, member] = await both(read.row('room', id), read.row('member', memberId(id, account)))
  const now = ports.clock.now()
  if (!member) return withoutMember(ports, membershipId(account, id), now)
  const heritage = room ? await inheriting(ports, room, member, now) : []
  return changeSetOf(ownOnce(ports), leavingWrites(member, now), ...heritage)
}

/** A membership never stands alone; if one did, it would be asked for again for ever. */
async function withoutMember(
  ports: Pick<Ports, 'store' | 'clock' | 'ids'>,
  id: string,
  at: number,
): Promise<ChangeSet | Settled<'gone'>> {
  const membership = await ports.store.read.row('membership', id)
  if (!membership) return settled('gone')
  const { feed, columns } = membership
  const text = JSON.stringify({ id, room: columns.room })
  return {
    once: ownOnce(ports),
    touches: [feed],
    expect: [unchanged(membership)],
    writes: [{ op: 'remove', kind: 'membership', id, feed, text, at }],
  }
}

/** A room whose last owner goes for ever passes to its best of those who stay: nobody can be asked any more. */
async function inheriting(
  ports: Pick<Ports, 'store'>,
  room: RoomRow,
  leaver: MemberRow,
  now: number,
): Promise<SetPart[]> {
  const heir = await bestOf(ports, room, leaver)
  if (!heir) return [closing(room, now)]
  if (isDirect(room) || !isRoomOwner(leaver) || isRoomOwner(heir) || room.columns.madeBy !== null)
    return [staying(heir)]
  const { account } = heir.columns
  const membership = await ports.store.read.row('membership', membershipId(account, room.id))
  return membership ? [roleWrites(heir, membership, 'owner')] : [staying(heir)]
}

/** An owner, else a moderator, else a member; among equals the one whose account is oldest (ids begin with the time). */
async function bestOf(
  { store }: Pick<Ports, 'store'>,
  room: RoomRow,
  leaver: MemberRow,
): Promise<MemberRow | undefined> {
  const enough = isRoomOwner(leaver) ? 3 : 1
  let best: MemberRow | undefined
  for await (const page of inPages((at) => store.read.inFeed('member', room.feed, at), { limit: 200 })) {
    for (const member of page) {
      if (member.id !== leaver.id && rankOf(member) > rankOf(best)) best = member
    }
    if (rankOf(best) >= enough) break
  }
  return best
}
