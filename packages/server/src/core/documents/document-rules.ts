import type { Rule, Rules } from '@hubbub/protocol'
import { type AccountCaller, isAdmin } from '../caller.ts'
import type { Row } from '../feeds/change-set.ts'
import type { Ports } from '../ports/ports.ts'
import { memberId } from '../rooms/load-room.ts'

/** Which documents of a collection are open to a caller for one action. */
export type Opens =
  | 'all'
  /** Those they own. */
  | 'own'
  /** Those the speaking contract made (decision 16). */
  | 'made'
  | 'none'

type Action = keyof Rules
type Needs = Pick<Ports, 'store'>

const rulesOf = (collection: Row<'collection'>): Rules =>
  (JSON.parse(collection.text) as { rules: Rules }).rules

/** The rules of a collection, with those who stand above them: admins, API keys, and a contract in its own collection. */
export async function opens(
  ports: Needs,
  caller: AccountCaller,
  collection: Row<'collection'>,
  action: Action,
): Promise<Opens> {
  if (caller.contract !== undefined) return opensToContract(caller.contract, collection, action)
  if (isAdmin(caller) || caller.scopes?.includes(action === 'read' ? 'documents.read' : 'documents.write'))
    return 'all'
  return opensByRule(ports, caller, rulesOf(collection)[action])
}

function opensToContract(contract: string, collection: Row<'collection'>, action: Action): Opens {
  if (collection.columns.madeBy !== contract) return 'none'
  return action === 'read' || action === 'create' ? 'all' : 'made'
}

const rank = { member: 1, admin: 2, owner: 3 }

async function opensByRule(ports: Needs, caller: AccountCaller, rule: Rule): Promise<Opens> {
  if (rule === 'nobody') return 'none'
  if (rule === 'owner') return 'own'
  if (rule === 'anyone') return 'all'
  if ('membersOf' in rule) {
    const member = await ports.store.read.row('member', memberId(rule.membersOf, caller.account))
    return member ? 'all' : 'none'
  }
  return (rank[caller.role as keyof typeof rank] ?? 0) >= rank[rule.role] ? 'all' : 'none'
}

/** Whether one document is among those that are open. */
export function isOpen(which: Opens, caller: AccountCaller, document: Row<'document'>): boolean {
  if (which === 'own') return document.columns.owner === caller.account
  if (which === 'made') return document.columns.madeBy === caller.contract
  return which === 'all'
}

/** A collection can be followed by who may read every document of it. */
export async function followableBy(
  ports: Needs,
  caller: AccountCaller,
  collection: Row<'collection'>,
): Promise<boolean> {
  return (await opens(ports, caller, collection, 'read')) === 'all'
}
