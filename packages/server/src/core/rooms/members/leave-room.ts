import type { InputOf, OutputOf } from '@hubbub/protocol'
import { isDirect, type MemberRow, type RoomRow } from '../../access.ts'
import type { AccountCaller } from '../../caller.ts'
import { ownOnce } from '../../feeds/once.ts'
import { rowOfKind } from '../../feeds/row-of-kind.ts'
import type { Ports } from '../../ports/ports.ts'
import { refuse } from '../../refusal.ts'
import { hidingWrites } from '../delete-room.ts'
import { leavingWrites } from '../joining.ts'
import { loadMyRoom, unchanged } from '../load-room.ts'
import { changedRoom } from '../new-room.ts'
import { removeEverybody } from '../room-cleanup.ts'
import { changeSetOf, type SetPart } from '../set-part.ts'
import { whoStays } from './who-stays.ts'

/** Goes out of a room; its last owner hands over first. */
export async function leaveRoom(
  ports: Pick<Ports, 'store' | 'commits' | 'clock' | 'ids'>,
  caller: AccountCaller,
  input: InputOf<'room.leave'>,
): Promise<OutputOf<'room.leave'>> {
  const once = ownOnce(ports)
  const committed = await ports.commits.decide(async () => {
    const { room, member } = await loadMyRoom(ports, caller, input.room)
    if (isDirect(room)) throw refuse('room.direct')
    const now = ports.clock.now()
    const stays = await whoStays(ports, room, member)
    return changeSetOf(once, leavingWrites(member, now), stays ? staying(stays) : closing(room, now))
  })
  const room = rowOfKind('room', committed.rows)
  // Whoever came in at the same moment goes out again.
  if (room?.removed) await removeEverybody(ports, room.id)
  return {}
}

export const staying = (member: MemberRow): SetPart => ({
  touches: [member.feed],
  expect: [unchanged(member)],
  writes: [],
})

/**
 * What becomes of a room when its last member goes. A public one is archived, for the server's admins to open again or
 * delete; nobody could ever reach an unlisted or private one, so it is deleted; what a contract or the server itself
 * made waits for who comes next.
 */
export function closing(room: RoomRow, now: number): SetPart {
  const { type, createdBy, madeBy, archived } = room.columns
  const isOurs = madeBy === null && createdBy !== null
  if (isOurs && type !== 'public') return hidingWrites(room, now)
  return {
    touches: [room.feed],
    expect: [unchanged(room)],
    writes: isOurs && !archived ? [changedRoom(room, { archived: true })] : [],
  }
}
