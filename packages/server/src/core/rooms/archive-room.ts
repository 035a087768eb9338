import type { InputOf, OutputOf } from '@hubbub/protocol'
import { canManage } from '../access.ts'
import type { AccountCaller } from '../caller.ts'
import type { Encoded } from '../encoded.ts'
import { settled } from '../feeds/commits.ts'
import { ownOnce } from '../feeds/once.ts'
import type { Ports } from '../ports/ports.ts'
import { refuse } from '../refusal.ts'
import { loadKnownRoom, unchanged } from './load-room.ts'
import { changedRoom, factsOf } from './new-room.ts'
import { changedRoomAnswer, standingRoomAnswer } from './room-answer.ts'

type Needs = Pick<Ports, 'store' | 'commits' | 'clock' | 'ids'>

/** From the answer on nobody posts: what was decided before must find the room's row unchanged. */
export const archiveRoom = (
  ports: Needs,
  caller: AccountCaller,
  input: InputOf<'room.archive'>,
): Promise<Encoded<OutputOf<'room.archive'>>> => setArchived(ports, caller, input.room, true)

export async function setArchived(
  ports: Needs,
  caller: AccountCaller,
  ref: string,
  archived: true | undefined,
): Promise<Encoded<OutputOf<'room.archive'>>> {
  const once = ownOnce(ports)
  const outcome = await ports.commits.decide(async () => {
    const { room, member } = await loadKnownRoom(ports, caller, ref)
    if (!canManage(caller, room, member)) throw refuse('access.denied')
    if (factsOf(room).archived === archived) return settled(room)
    return {
      once,
      touches: [room.feed],
      expect: [unchanged(room), ...(member ? [unchanged(member)] : [])],
      writes: [changedRoom(room, { archived })],
    }
  })
  return outcome.done === 'settled'
    ? standingRoomAnswer(ports, caller, outcome.with)
    : changedRoomAnswer(ports, caller, outcome)
}
