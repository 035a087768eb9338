import type { InputOf, OutputOf } from '@hubbub/protocol'
import type { Caller } from '../../caller.ts'
import { ownOnce } from '../../feeds/once.ts'
import type { Ports } from '../../ports/ports.ts'
import { refuse } from '../../refusal.ts'
import { changeSetOf } from '../../rooms/set-part.ts'
import { openLink } from '../links/link-rows.ts'
import { accountFacts, type AccountRow, isActive } from '../rows/account-rows.ts'
import { endingSessions, endSessions } from '../sessions/end-sessions.ts'
import { checkedPassword } from '../signing-up/identity.ts'
import { newPassword } from './new-password.ts'
import { hashPassword } from './prove-password.ts'

/** The link is used up, the password set and everybody signed out in one commit; of fifty at once one succeeds. */
export async function resetPassword(
  ports: Ports,
  _caller: Caller,
  { token, password }: InputOf<'password.reset'>,
): Promise<OutputOf<'password.reset'>> {
  const known = await accountOfLink(ports, token)
  checkedPassword(password, accountFacts(known))
  const passwordHash = await hashPassword(ports, password)
  const once = ownOnce(ports)
  await ports.commits.decide(async () => {
    const account = await accountOfLink(ports, token)
    return changeSetOf(
      once,
      await newPassword(ports, account, passwordHash),
      await endingSessions(ports, account.id),
    )
  })
  await endSessions(ports, known.id)
  await ports.guesses.forget(known.id)
  return { account: known.id }
}

async function accountOfLink(ports: Ports, token: string): Promise<AccountRow> {
  const link = await openLink(ports, token, 'password')
  const account = await ports.store.read.row('account', link.columns.account ?? '')
  if (!isActive(account)) throw refuse('link.invalid')
  return account
}
