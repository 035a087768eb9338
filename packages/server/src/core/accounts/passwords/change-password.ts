import type { InputOf, OutputOf } from '@hubbub/protocol'
import type { AccountCaller } from '../../caller.ts'
import { ownOnce } from '../../feeds/once.ts'
import type { Ports } from '../../ports/ports.ts'
import { refuse } from '../../refusal.ts'
import { changeSetOf } from '../../rooms/set-part.ts'
import { accountFacts, type AccountRow, accountRows } from '../rows/account-rows.ts'
import { endingSessions, endSessions } from '../sessions/end-sessions.ts'
import { checkedPassword } from '../signing-up/identity.ts'
import { newPassword } from './new-password.ts'
import { hashPassword, proveOwnPassword } from './prove-password.ts'

export async function changePassword(
  ports: Ports,
  caller: AccountCaller,
  { current, password }: InputOf<'password.change'>,
): Promise<OutputOf<'password.change'>> {
  await replacePassword(ports, caller, current, (known) => checkedPassword(password, accountFacts(known)))
  return {}
}

/**
 * Sets the password that `checked` gives of the account's row. Whoever else is signed in is out in the same commit: that
 * is what one changes a password for.
 */
export async function replacePassword(
  ports: Ports,
  caller: AccountCaller,
  current: string,
  checked: (known: AccountRow) => string,
): Promise<void> {
  const { account: known } = await accountRows(ports, caller.account)
  await proveOwnPassword(ports, known, { password: current, address: caller.address })
  const passwordHash = await hashPassword(ports, checked(known))
  const once = ownOnce(ports)
  await ports.commits.decide(async () => {
    const { account } = await accountRows(ports, caller.account)
    // Set anew meanwhile, with the link perhaps: what was proved is not the password any more.
    if (account.columns.passwordHash !== known.columns.passwordHash) throw refuse('auth.wrong-credentials')
    return changeSetOf(
      once,
      await newPassword(ports, account, passwordHash),
      await endingSessions(ports, account.id, caller.session),
    )
  })
  await endSessions(ports, caller.account, caller.session)
}
