import { isRoomOwner, type MemberRow, type RoomRow } from '../../access.ts'
import { inPages } from '../../in-pages.ts'
import type { Ports } from '../../ports/ports.ts'
import { refuse } from '../../refusal.ts'

/**
 * Somebody who is still there when this member goes, and an owner where an owner goes: then the room has a
 * master. The change expects that row unchanged, so that two owners cannot leave past each other. Undefined: nobody
 * else is there. What an older contract made has no need of owners.
 */
export async function whoStays(
  { store }: Pick<Ports, 'store'>,
  room: RoomRow,
  member: MemberRow,
): Promise<MemberRow | undefined> {
  const needsOwner = isRoomOwner(member) && room.columns.madeBy === null
  // One beside the member will do, where it need not be an owner.
  const limit = needsOwner ? 200 : 2
  let anybody = false
  for await (const page of inPages((at) => store.read.inFeed('member', room.feed, at), { limit })) {
    const others = page.filter(({ id }) => id !== member.id)
    const found = needsOwner ? others.find(isRoomOwner) : others[0]
    if (found) return found
    anybody ||= others.length > 0
  }
  if (anybody) throw refuse('room.last-owner')
  return undefined
}
