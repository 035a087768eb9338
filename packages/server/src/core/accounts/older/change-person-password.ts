import type { AccountCaller } from '../../caller.ts'
import { ownOnce } from '../../feeds/once.ts'
import type { Ports } from '../../ports/ports.ts'
import { refuse } from '../../refusal.ts'
import { changeSetOf } from '../../rooms/set-part.ts'
import { newPassword } from '../passwords/new-password.ts'
import { hashPassword, proveOwnPassword } from '../passwords/prove-password.ts'
import { accountFacts, accountRows } from '../rows/account-rows.ts'
import { endingSessions, endSessions } from '../sessions/end-sessions.ts'
import { checkedPassword } from '../signing-up/identity.ts'
import { contractOf } from './contract-of.ts'
import { contractPassword } from './contract-words.ts'

interface PasswordChange {
  current: string
  password: string
  shortest: number
}

/** With the current one, so that native accounts may do it too; theirs is judged by the native rules. */
export async function changePersonPassword(
  ports: Ports,
  caller: AccountCaller,
  { current, password: typed, shortest }: PasswordChange,
): Promise<void> {
  const { account: known } = await accountRows(ports, caller.account)
  await proveOwnPassword(ports, known, { password: current.slice(0, 1_025), address: caller.address })
  const isOurs = known.columns.madeBy === contractOf(caller)
  const password = isOurs ? contractPassword(typed, shortest) : checkedPassword(typed, accountFacts(known))
  const passwordHash = await hashPassword(ports, password)
  const once = ownOnce(ports)
  await ports.commits.decide(async () => {
    const { account } = await accountRows(ports, caller.account)
    if (account.columns.passwordHash !== known.columns.passwordHash) throw refuse('auth.wrong-credentials')
    return changeSetOf(
      once,
      await newPassword(ports, account, passwordHash),
      await endingSessions(ports, account.id),
    )
  })
  await endSessions(ports, caller.account)
}
