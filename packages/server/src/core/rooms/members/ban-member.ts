import type { InputOf, OutputOf } from '@hubbub/protocol'
import { canActOn, type RoomRow } from '../../access.ts'
import type { AccountCaller } from '../../caller.ts'
import { type Encoded, encoded, row } from '../../encoded.ts'
import type { Put, Row } from '../../feeds/change-set.ts'
import { settled } from '../../feeds/commits.ts'
import { staffFeed } from '../../feeds/feed-ids.ts'
import { ownOnce } from '../../feeds/once.ts'
import { writtenRow } from '../../feeds/row-of-kind.ts'
import type { Ports } from '../../ports/ports.ts'
import { refuse } from '../../refusal.ts'
import { isoTime } from '../../time.ts'
import { leavingWrites } from '../joining.ts'
import { absent, memberId, unchanged } from '../load-room.ts'
import { changeSetOf, type SetPart } from '../set-part.ts'
import { actingOn, type Acting, loadTarget } from './load-target.ts'

type Needs = Pick<Ports, 'store' | 'commits' | 'clock' | 'ids'>
type Input = InputOf<'member.ban'>

/** Takes an account out of a room and keeps it out, in one commit: it cannot slip in between. */
export async function banMember(
  ports: Needs,
  caller: AccountCaller,
  input: Input,
): Promise<Encoded<OutputOf<'member.ban'>>> {
  const once = ownOnce(ports)
  const outcome = await ports.commits.decide(async () => {
    const acting = await loadTarget(ports, caller, input)
    if (!canActOn(acting.actor, acting.target) || input.account === caller.account)
      throw refuse('access.denied')
    if (!(await ports.store.read.row('account', input.account))) throw refuse('account.not-found')
    const ban = await ports.store.read.row('ban', memberId(acting.room.id, input.account))
    if (ban && (input.reason === undefined || input.reason === reasonOf(ban))) return settled(ban)
    const now = ports.clock.now()
    const put = banPut(acting.room, caller, input, now)
    return changeSetOf(once, actingOn(acting.room, acting.actor), goingOut(acting, input, now), {
      touches: [put.feed],
      expect: [ban ? unchanged(ban) : absent('ban', put.id, put.feed)],
      writes: [put],
    })
  })
  return encoded({ ban: row(outcome.done === 'settled' ? outcome.with : writtenRow('ban', outcome.rows)) })
}

/** Who is not in the room must not come in meanwhile either. */
function goingOut({ room, target }: Acting, { account }: Input, now: number): SetPart {
  if (target) return leavingWrites(target, now)
  return {
    touches: [room.feed],
    expect: [absent('member', memberId(room.id, account), room.feed)],
    writes: [],
  }
}

function banPut(room: RoomRow, caller: AccountCaller, { account, reason }: Input, now: number): Put<'ban'> {
  const id = memberId(room.id, account)
  return {
    op: 'put',
    kind: 'ban',
    id,
    feed: staffFeed(room.id),
    columns: { room: room.id, account },
    text: JSON.stringify({ id, room: room.id, account, by: caller.account, reason, createdAt: isoTime(now) }),
  }
}

const reasonOf = (ban: Row<'ban'>): string | undefined => (JSON.parse(ban.text) as { reason?: string }).reason
