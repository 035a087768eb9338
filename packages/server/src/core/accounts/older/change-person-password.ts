import type { AccountCaller } from '../../caller.ts'
import type { Ports } from '../../ports/ports.ts'
import { replacePassword } from '../passwords/change-password.ts'
import { accountFacts } from '../rows/account-rows.ts'
import { checkedPassword } from '../signing-up/identity.ts'
import { contractOf } from './contract-of.ts'
import { contractPassword } from './contract-words.ts'

interface PasswordChange {
  current: string
  password: string
  shortest: number
}

/** With the current one, so that native accounts may do it too; theirs is judged by the native rules. */
export function changePersonPassword(
  ports: Ports,
  caller: AccountCaller,
  { current, password, shortest }: PasswordChange,
): Promise<void> {
  return replacePassword(ports, caller, current.slice(0, 1_025), (known) =>
    known.columns.madeBy === contractOf(caller)
      ? contractPassword(password, shortest)
      : checkedPassword(password, accountFacts(known)),
  )
}
