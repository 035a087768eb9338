import type { InputOf, OutputOf } from '@hubbub/protocol'
import type { AccountCaller } from '../../caller.ts'
import type { Encoded } from '../../encoded.ts'
import { ownOnce } from '../../feeds/once.ts'
import type { Ports } from '../../ports/ports.ts'
import { refuse } from '../../refusal.ts'
import { changeSetOf } from '../../rooms/set-part.ts'
import { changedProfileAnswer } from '../profiles/profile-answer.ts'
import { accountRows, isPerson, isUnclaimed } from '../rows/account-rows.ts'
import { changedRows } from './changed-rows.ts'
import { witnessOfOwnership } from './last-owner.ts'

export async function setRole(
  ports: Ports,
  caller: AccountCaller,
  input: InputOf<'account.setRole'>,
): Promise<Encoded<OutputOf<'account.setRole'>>> {
  if (caller.role !== 'owner') throw refuse('access.denied', { detail: 'Only owners give roles.' })
  const once = ownOnce(ports)
  const committed = await ports.commits.decide(async () => {
    const rows = await accountRows(ports, input.account)
    if (!isPerson(rows.account)) throw refuse('access.denied', { detail: 'Guests and bots keep their role.' })
    if (isUnclaimed(rows.account.columns.madeBy))
      throw refuse('access.denied', {
        detail: 'Nobody has claimed this account yet; its password must be set.',
      })
    const changed = changedRows(rows, { role: input.role })
    return input.role === 'owner'
      ? changeSetOf(once, changed)
      : changeSetOf(once, changed, await witnessOfOwnership(ports, rows.account))
  })
  return changedProfileAnswer(ports, committed)
}
