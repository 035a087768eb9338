import type { OutputOf } from '@hubbub/protocol'
import type { MemberRow } from '../../access.ts'
import type { AccountCaller } from '../../caller.ts'
import { type Encoded, encoded, row } from '../../encoded.ts'
import type { Committed, FeedHead } from '../../feeds/change-set.ts'
import { headOf } from '../../feeds/heads.ts'
import { writtenRow } from '../../feeds/row-of-kind.ts'
import type { Ports } from '../../ports/ports.ts'
import { memberId } from '../load-room.ts'

type Needs = Pick<Ports, 'store'>

/** The answer to a change of a member. */
export function memberAnswer(ports: Needs, { rows, heads }: Committed): Encoded<OutputOf<'member.setRole'>> {
  const member = writtenRow('member', rows)
  return answerOf(ports, member, heads[member.feed])
}

/** The answer where there was nothing to change. */
export async function standingMember(
  ports: Needs,
  member: MemberRow,
): Promise<Encoded<OutputOf<'member.setRole'>>> {
  return answerOf(ports, member, await headIn(ports, member))
}

/** A repeat is answered from the row as it stands; who may no longer see it gets its ids only. */
export async function repeatedMember(
  ports: Needs,
  caller: AccountCaller,
  member: MemberRow,
): Promise<Encoded<OutputOf<'member.add'>>> {
  const { room, account } = member.columns
  const mine = await ports.store.read.row('member', memberId(room, caller.account))
  if (mine) return answerOf(ports, member, await headIn(ports, member))
  return encoded({
    member: { kind: 'member', hidden: true, id: member.id, room, account },
    head: headOf(ports.store.epoch, member.feed, undefined),
  })
}

const headIn = async ({ store }: Needs, { feed }: MemberRow): Promise<FeedHead | undefined> =>
  (await store.read.heads([feed])).get(feed)

const answerOf = <T>({ store }: Needs, member: MemberRow, head: FeedHead | undefined): Encoded<T> =>
  encoded({ member: row(member), head: headOf(store.epoch, member.feed, head) })
