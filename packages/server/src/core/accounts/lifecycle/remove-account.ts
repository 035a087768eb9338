import type { InputOf, OutputOf } from '@hubbub/protocol'
import type { AccountCaller } from '../../caller.ts'
import { ownOnce } from '../../feeds/once.ts'
import type { Ports } from '../../ports/ports.ts'
import { changeSetOf } from '../../rooms/set-part.ts'
import { cleanUpAccount } from './account-cleanup.ts'
import { hidingAccount } from './hide-account.ts'
import { rowsToActOn } from './may-act-on.ts'

/** Deletes somebody else's account. What they said stays, without a name. */
export async function removeAccount(
  ports: Ports,
  caller: AccountCaller,
  input: InputOf<'account.remove'>,
): Promise<OutputOf<'account.remove'>> {
  const once = ownOnce(ports)
  await ports.commits.decide(async () => {
    const rows = await rowsToActOn(ports, caller, input.account)
    return changeSetOf(once, ...(await hidingAccount(ports, rows)))
  })
  await cleanUpAccount(ports, input.account)
  return {}
}
