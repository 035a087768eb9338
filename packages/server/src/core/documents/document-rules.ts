import type { Rule, Rules } from '@hubbub/protocol'
import type { AccountCaller } from '../caller.ts'
import type { Row } from '../feeds/change-set.ts'
import type { Ports } from '../ports/ports.ts'
import { memberId } from '../rooms/load-room.ts'

/** Which documents a rule opens to a caller: all of them, their own, or none. */
export type Opens = 'all' | 'own' | 'none'

export const rulesOf = (collection: Row<'collection'>): Rules =>
  (JSON.parse(collection.text) as { rules: Rules }).rules

const rank = { member: 1, admin: 2, owner: 3 }

export async function opens(ports: Pick<Ports, 'store'>, caller: AccountCaller, rule: Rule): Promise<Opens> {
  if (rule === 'nobody') return 'none'
  if (rule === 'owner') return 'own'
  if (rule === 'anyone') return 'all'
  if ('membersOf' in rule) {
    const member = await ports.store.read.row('member', memberId(rule.membersOf, caller.account))
    return member ? 'all' : 'none'
  }
  return (rank[caller.role as keyof typeof rank] ?? 0) >= rank[rule.role] ? 'all' : 'none'
}

/** A collection can be followed by who may read every document of it. */
export async function followableBy(
  ports: Pick<Ports, 'store'>,
  caller: AccountCaller,
  collection: Row<'collection'>,
): Promise<boolean> {
  return (await opens(ports, caller, rulesOf(collection).read)) === 'all'
}
