import type { InputOf, OutputOf } from '@hubbub/protocol'
import { canDelete, type RoomRow } from '../access.ts'
import type { AccountCaller } from '../caller.ts'
import { serverFeed } from '../feeds/feed-ids.ts'
import { ownOnce } from '../feeds/once.ts'
import { writtenRow } from '../feeds/row-of-kind.ts'
import type { Ports } from '../ports/ports.ts'
import { refuse } from '../refusal.ts'
import { handleReleases } from './handles.ts'
import { leavingWrites } from './joining.ts'
import { loadKnownRoom, unchanged } from './load-room.ts'
import { factsOf } from './new-room.ts'
import { cleanupFact, removeEverybody } from './room-cleanup.ts'
import { changeSetOf, type SetPart } from './set-part.ts'

/**
 * Hides the room in one commit: for every command it is gone. Then takes everybody out, so that the answer means that
 * nobody hears of it any more. What was said there goes later, in steps (`resumeRoomCleanups`).
 */
export async function deleteRoom(
  ports: Pick<Ports, 'store' | 'commits' | 'clock' | 'ids'>,
  caller: AccountCaller,
  input: InputOf<'room.delete'>,
): Promise<OutputOf<'room.delete'>> {
  const once = ownOnce(ports)
  const committed = await ports.commits.decide(async () => {
    const { room, member } = await loadKnownRoom(ports, caller, input.room)
    if (!canDelete(caller, room, member)) throw refuse('access.denied')
    const now = ports.clock.now()
    const leaving = member ? [leavingWrites(member, now)] : []
    return changeSetOf(once, hidingWrites(room, now), ...leaving)
  })
  await removeEverybody(ports, writtenRow('room', committed.rows).id)
  return {}
}

/** A room is gone when its row is; the fact says that its other rows still wait to go. */
export function hidingWrites(room: RoomRow, now: number): SetPart {
  return {
    touches: [room.feed, serverFeed],
    expect: [unchanged(room)],
    writes: [
      {
        op: 'remove',
        kind: 'room',
        id: room.id,
        feed: room.feed,
        text: JSON.stringify({ id: room.id }),
        at: now,
      },
      ...handleReleases(factsOf(room).handle),
      cleanupFact(room.id),
    ],
  }
}
