import type { InputOf, OutputOf } from '@hubbub/protocol'
import { canManage, isRoomOwner, type MemberRow, type RoomRow } from '../../access.ts'
import { isUnclaimed } from '../../accounts/rows/account-rows.ts'
import type { AccountCaller } from '../../caller.ts'
import type { Encoded } from '../../encoded.ts'
import type { Row } from '../../feeds/change-set.ts'
import { settled } from '../../feeds/commits.ts'
import { ownOnce } from '../../feeds/once.ts'
import type { Ports } from '../../ports/ports.ts'
import { refuse } from '../../refusal.ts'
import { membershipId, roleWrites } from '../joining.ts'
import { unchanged } from '../load-room.ts'
import { changeSetOf, type SetPart } from '../set-part.ts'
import { actingOn, loadTargetFromOutside } from './load-target.ts'
import { memberAnswer, standingMember } from './member-answer.ts'
import { whoStays } from './who-stays.ts'

/** Makes a member owner, moderator or member. An owner may step down where another one stays. */
export async function setMemberRole(
  ports: Pick<Ports, 'store' | 'commits' | 'clock' | 'ids'>,
  caller: AccountCaller,
  input: InputOf<'member.setRole'>,
): Promise<Encoded<OutputOf<'member.setRole'>>> {
  const once = ownOnce(ports)
  const outcome = await ports.commits.decide(async () => {
    const { room, actor, target } = await loadTargetFromOutside(ports, caller, input)
    if (!actor && !canManage(caller, room, actor)) throw refuse('room.not-found')
    if (!target) throw refuse('member.not-found')
    checkAppointing(caller, room, actor, target)
    if (target.columns.role === input.role) return settled(target)
    if (input.role !== 'member') await checkClaimed(ports, target)
    const stays = isRoomOwner(target) ? await anotherOwner(ports, room, target) : undefined
    const membership = await membershipOf(ports, target)
    return changeSetOf(
      once,
      actingOn(room, actor),
      roleWrites(target, membership, input.role),
      ...(stays ? [stays] : []),
    )
  })
  return outcome.done === 'settled' ? standingMember(ports, outcome.with) : memberAnswer(ports, outcome)
}

/** Owners, of everybody but other owners; the server's admins in public rooms likewise. */
function checkAppointing(
  caller: AccountCaller,
  room: RoomRow,
  actor: MemberRow | undefined,
  target: MemberRow,
): void {
  const isSelf = target.columns.account === caller.account
  if (!canManage(caller, room, actor) || (isRoomOwner(target) && !isSelf)) throw refuse('access.denied')
}

/** What a contract made holds no role before its person has shown up (decision 17). */
async function checkClaimed({ store }: Pick<Ports, 'store'>, { columns }: MemberRow): Promise<void> {
  const account = await store.read.row('account', columns.account)
  if (account && isUnclaimed(account.columns.madeBy))
    throw refuse('access.denied', { detail: 'Nobody has claimed this account yet.' })
}

async function anotherOwner(
  ports: Pick<Ports, 'store'>,
  room: RoomRow,
  owner: MemberRow,
): Promise<SetPart | undefined> {
  const stays = await whoStays(ports, room, owner)
  if (!stays) throw refuse('room.last-owner')
  return { touches: [stays.feed], expect: [unchanged(stays)], writes: [] }
}

/** The two rows of one fact come and go together; a reader may still meet them between two commits. */
async function membershipOf(
  { store }: Pick<Ports, 'store'>,
  { columns }: MemberRow,
): Promise<Row<'membership'>> {
  const membership = await store.read.row('membership', membershipId(columns.account, columns.room))
  if (!membership) throw refuse('member.not-found')
  return membership
}
