import type { InputOf, OutputOf } from '@hubbub/protocol'
import { canActOn } from '../../access.ts'
import type { AccountCaller } from '../../caller.ts'
import { ownOnce } from '../../feeds/once.ts'
import type { Ports } from '../../ports/ports.ts'
import { refuse } from '../../refusal.ts'
import { leavingWrites } from '../joining.ts'
import { changeSetOf } from '../set-part.ts'
import { leaveRoom } from './leave-room.ts'
import { actingOn, loadTarget } from './load-target.ts'

/** Takes an account out of a room; with the commit its connections hear nothing more of it. */
export async function removeMember(
  ports: Pick<Ports, 'store' | 'commits' | 'clock' | 'ids'>,
  caller: AccountCaller,
  input: InputOf<'member.remove'>,
): Promise<OutputOf<'member.remove'>> {
  if (input.account === caller.account) return leaveRoom(ports, caller, { room: input.room })
  const once = ownOnce(ports)
  await ports.commits.decide(async () => {
    const { room, actor, target } = await loadTarget(ports, caller, input)
    if (!target) throw refuse('member.not-found')
    if (!canActOn(actor, target)) throw refuse('access.denied')
    return changeSetOf(once, actingOn(room, actor), leavingWrites(target, ports.clock.now()))
  })
  return {}
}
