import type { AccountCaller } from '../../caller.ts'
import { ownOnce } from '../../feeds/once.ts'
import { writtenRow } from '../../feeds/row-of-kind.ts'
import { utf8Length } from '../../messages/message-rules.ts'
import { changeSetOf } from '../../rooms/set-part.ts'
import type { Inside } from '../../use-case.ts'
import { PASSWORD_SHORTEST } from '../password-rules.ts'
import { hashPassword } from '../passwords/prove-password.ts'
import { unclaimedBy } from '../rows/account-rows.ts'
import { madeUpUsername } from '../signing-up/create-guest.ts'
import { checkedEmail } from '../signing-up/identity.ts'
import { newAccountWrites, refuseIdentity } from '../signing-up/new-account.ts'
import { contractOf } from './contract-of.ts'
import { contractDisplayName, contractPassword } from './contract-words.ts'
import { type MadeAccount, madeAccountOf } from './made-accounts.ts'

type Needs = Pick<Inside, 'store' | 'commits' | 'clock' | 'ids' | 'passwords' | 'quotas'>

interface NewMadeAccount {
  name: string
  email: string
  password: string
}

/** What a row holds beside what was sent. */
const rowBytes = 400

/**
 * An account for somebody who has not shown up yet (decision 17): with a made-up username, and its
 * contract's until they claim it by a password of their own.
 */
export async function makeAccount(
  ports: Needs,
  caller: AccountCaller,
  input: NewMadeAccount,
): Promise<MadeAccount> {
  const contract = contractOf(caller)
  const displayName = contractDisplayName(input.name)
  const email = checkedEmail(input.email)
  const password = contractPassword(input.password, PASSWORD_SHORTEST)
  await refuseIdentity(ports, { names: [], email })
  const most = () => ({ rows: 1, bytes: rowBytes + utf8Length(displayName) + utf8Length(email) })
  return ports.quotas.within(contract, most, async () => {
    const passwordHash = await hashPassword(ports, password)
    const once = ownOnce(ports)
    const committed = await ports.commits.decide(async () => {
      // Anew at each attempt: the made-up username may be taken.
      const id = ports.ids.next()
      const identity = { ...madeUpUsername('user', id), displayName, email }
      const madeBy = unclaimedBy(contract)
      const account = { ...identity, id, role: 'member' as const, passwordHash, madeBy }
      return changeSetOf(once, await newAccountWrites(ports, account))
    })
    return madeAccountOf(writtenRow('account', committed.rows))
  })
}
