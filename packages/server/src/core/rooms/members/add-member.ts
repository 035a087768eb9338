import type { InputOf, OutputOf } from '@hubbub/protocol'
import { isModerator } from '../../access.ts'
import type { AccountCaller } from '../../caller.ts'
import type { Encoded } from '../../encoded.ts'
import { settled } from '../../feeds/commits.ts'
import { onceOf, repeatOf } from '../../feeds/once.ts'
import { writtenRow } from '../../feeds/row-of-kind.ts'
import type { Ports } from '../../ports/ports.ts'
import { refuse } from '../../refusal.ts'
import { joiningWrites } from '../joining.ts'
import { changeSetOf, type SetPart } from '../set-part.ts'
import { checkNotBanned } from './join-room.ts'
import { actingOn, type Acting, loadTarget } from './load-target.ts'
import { memberAnswer, repeatedMember, standingMember } from './member-answer.ts'
import { loadPeople, placeIn, roomFor, stillThere } from './people.ts'

type Needs = Pick<Ports, 'store' | 'commits' | 'clock' | 'ids' | 'digests' | 'settings'>
type Answer = Encoded<OutputOf<'member.add'>>

/** Brings an account into a room; it learns it in its own feed. */
export async function addMember(
  ports: Needs,
  caller: AccountCaller,
  input: InputOf<'member.add'>,
): Promise<Answer> {
  const once = onceOf(ports, caller, { command: 'member.add', input, withRow: true })
  const repeat = await repeatOf(ports, once)
  if (repeat) return repeatedMember(ports, caller, writtenRow('member', repeat))

  const outcome = await ports.commits.decide(async () => {
    const acting = await loadTarget(ports, caller, input)
    const { room, actor, target } = acting
    if (!isModerator(actor)) throw refuse('access.denied')
    if (target) return settled(target)
    const places = await checkAdding(ports, acting, input.account)
    const people = await loadPeople(ports, [input.account], room.columns.type)
    const { account } = input
    const joining = joiningWrites({ room, account, role: 'member', now: ports.clock.now() })
    return changeSetOf(once, actingOn(room, actor), joining, stillThere(people), ...places)
  })
  if (outcome.done === 'settled') return standingMember(ports, outcome.with)
  if (outcome.repeated) return repeatedMember(ports, caller, writtenRow('member', outcome.rows))
  return memberAnswer(ports, outcome)
}

async function checkAdding(ports: Needs, { room }: Acting, account: string): Promise<SetPart[]> {
  if (room.columns.archived) throw refuse('room.archived')
  await checkNotBanned(ports, room, account)
  return Promise.all([placeIn(ports, room.id), roomFor(ports, [account])])
}
