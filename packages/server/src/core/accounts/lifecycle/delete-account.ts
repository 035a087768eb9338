import type { InputOf, OutputOf } from '@hubbub/protocol'
import type { AccountCaller } from '../../caller.ts'
import { ownOnce } from '../../feeds/once.ts'
import type { Ports } from '../../ports/ports.ts'
import { changeSetOf } from '../../rooms/set-part.ts'
import { proveOwnPassword } from '../passwords/prove-password.ts'
import { accountRows } from '../rows/account-rows.ts'
import { cleanUpAccount } from './account-cleanup.ts'
import { hidingAccount } from './hide-account.ts'

/** Deletes one's own account, with the password. What one said stays, without a name. */
export async function deleteAccount(
  ports: Ports,
  caller: AccountCaller,
  { password }: InputOf<'account.delete'>,
): Promise<OutputOf<'account.delete'>> {
  const { account } = await accountRows(ports, caller.account)
  await proveOwnPassword(ports, account, { password, address: caller.address })
  const once = ownOnce(ports)
  await ports.commits.decide(async () => {
    const rows = await accountRows(ports, caller.account)
    return changeSetOf(once, ...(await hidingAccount(ports, rows)))
  })
  await cleanUpAccount(ports, caller.account)
  return {}
}
