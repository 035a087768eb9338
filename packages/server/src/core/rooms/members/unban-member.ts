import type { InputOf, OutputOf } from '@hubbub/protocol'
import { isModerator } from '../../access.ts'
import type { AccountCaller } from '../../caller.ts'
import { ownOnce } from '../../feeds/once.ts'
import type { Ports } from '../../ports/ports.ts'
import { refuse } from '../../refusal.ts'
import { memberId, unchanged } from '../load-room.ts'
import { changeSetOf } from '../set-part.ts'
import { actingOn, loadTarget } from './load-target.ts'

/** Lifts a ban: the account may come in again, it is not brought back. */
export async function unbanMember(
  ports: Pick<Ports, 'store' | 'commits' | 'clock' | 'ids'>,
  caller: AccountCaller,
  input: InputOf<'member.unban'>,
): Promise<OutputOf<'member.unban'>> {
  const once = ownOnce(ports)
  await ports.commits.decide(async () => {
    const { room, actor } = await loadTarget(ports, caller, input)
    if (!isModerator(actor)) throw refuse('access.denied')
    const ban = await ports.store.read.row('ban', memberId(room.id, input.account))
    if (!ban) throw refuse('member.not-found', { detail: 'This account is not banned.' })
    const { id, feed } = ban
    const text = JSON.stringify({ id, room: room.id, account: input.account })
    return changeSetOf(once, actingOn(room, actor), {
      touches: [feed],
      expect: [unchanged(ban)],
      writes: [{ op: 'remove', kind: 'ban', id, feed, text, at: ports.clock.now() }],
    })
  })
  return {}
}
