import type { InputOf, OutputOf } from '@hubbub/protocol'
import type { AccountCaller } from '../../caller.ts'
import type { Encoded } from '../../encoded.ts'
import { ownOnce } from '../../feeds/once.ts'
import type { Ports } from '../../ports/ports.ts'
import { changeSetOf } from '../../rooms/set-part.ts'
import { changedProfileAnswer } from '../profiles/profile-answer.ts'
import { changedRows } from './changed-rows.ts'
import { rowsToActOn } from './may-act-on.ts'

export async function reactivateAccount(
  ports: Ports,
  caller: AccountCaller,
  input: InputOf<'account.reactivate'>,
): Promise<Encoded<OutputOf<'account.reactivate'>>> {
  const once = ownOnce(ports)
  const committed = await ports.commits.decide(async () => {
    const rows = await rowsToActOn(ports, caller, input.account)
    return changeSetOf(once, changedRows(rows, { status: 'active' }))
  })
  return changedProfileAnswer(ports, committed)
}
