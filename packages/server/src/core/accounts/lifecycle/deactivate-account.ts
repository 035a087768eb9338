import type { InputOf, OutputOf } from '@hubbub/protocol'
import type { AccountCaller } from '../../caller.ts'
import type { Encoded } from '../../encoded.ts'
import { ownOnce } from '../../feeds/once.ts'
import type { Ports } from '../../ports/ports.ts'
import { changeSetOf } from '../../rooms/set-part.ts'
import { withoutPasswordLink } from '../passwords/new-password.ts'
import { changedProfileAnswer } from '../profiles/profile-answer.ts'
import { endingSessions, endSessions } from '../sessions/end-sessions.ts'
import { changedRows } from './changed-rows.ts'
import { witnessOfOwnership } from './last-owner.ts'
import { rowsToActOn } from './may-act-on.ts'

/** Shuts somebody out and keeps their name. API keys stay and open nothing while the account is deactivated. */
export async function deactivateAccount(
  ports: Ports,
  caller: AccountCaller,
  input: InputOf<'account.deactivate'>,
): Promise<Encoded<OutputOf<'account.deactivate'>>> {
  const once = ownOnce(ports)
  const committed = await ports.commits.decide(async () => {
    const rows = await rowsToActOn(ports, caller, input.account)
    return changeSetOf(
      once,
      changedRows(rows, { status: 'deactivated' }),
      await witnessOfOwnership(ports, rows.account),
      await withoutPasswordLink(ports, rows.account),
      await endingSessions(ports, rows.account.id),
    )
  })
  await endSessions(ports, input.account)
  return changedProfileAnswer(ports, committed)
}
