import type { AccountId } from '@hubbub/protocol'
import type { AccountCaller } from '../../caller.ts'
import { ownOnce } from '../../feeds/once.ts'
import { writtenRow } from '../../feeds/row-of-kind.ts'
import type { Ports } from '../../ports/ports.ts'
import { refuse } from '../../refusal.ts'
import { unchanged } from '../../rooms/load-room.ts'
import { changeSetOf, type SetPart } from '../../rooms/set-part.ts'
import type { Inside } from '../../use-case.ts'
import { cleanUpAccount } from '../lifecycle/account-cleanup.ts'
import { hidingAccount } from '../lifecycle/hide-account.ts'
import { PASSWORD_SHORTEST } from '../password-rules.ts'
import { withoutPasswordLink } from '../passwords/new-password.ts'
import { hashPassword } from '../passwords/prove-password.ts'
import { changedProfileAnswer } from '../profiles/profile-answer.ts'
import {
  type AccountRows,
  accountRows,
  changedAccount,
  changedProfile,
  profileFacts,
  unclaimedBy,
} from '../rows/account-rows.ts'
import { emailName, looks, namesHeld, refuseTaken, renaming } from '../rows/names.ts'
import { endingSessions } from '../sessions/end-sessions.ts'
import { checkedEmail } from '../signing-up/identity.ts'
import { contractOf } from './contract-of.ts'
import { contractDisplayName, contractPassword } from './contract-words.ts'
import { type MadeAccount, madeAccountOf } from './made-accounts.ts'

export interface MadeAccountChanges {
  name?: string | undefined
  email?: string | undefined
  password?: string | undefined
}

/** Once its person has claimed it, the account is theirs and the contract's no more (decision 17). */
async function rowsToChange(
  ports: Pick<Ports, 'store'>,
  caller: AccountCaller,
  account: AccountId,
): Promise<AccountRows> {
  const rows = await accountRows(ports, account)
  if (rows.account.columns.madeBy !== unclaimedBy(contractOf(caller))) throw refuse('account.not-found')
  return rows
}

/** Answers as it is where the account may be changed by the contract. */
export async function changeableAccount(
  ports: Pick<Ports, 'store'>,
  caller: AccountCaller,
  { account }: { account: AccountId },
): Promise<MadeAccount> {
  return madeAccountOf((await rowsToChange(ports, caller, account)).account)
}

/** All that changes does so in one commit; a new password signs out who came in with the old one. */
export async function changeMadeAccount(
  ports: Ports,
  caller: AccountCaller,
  { account: id, ...typed }: MadeAccountChanges & { account: AccountId },
): Promise<MadeAccount> {
  const displayName = typed.name === undefined ? undefined : contractDisplayName(typed.name)
  const email = typed.email === undefined ? undefined : checkedEmail(typed.email)
  const password =
    typed.password === undefined ? undefined : contractPassword(typed.password, PASSWORD_SHORTEST)
  await rowsToChange(ports, caller, id)
  if (email !== undefined) await refuseTaken(ports, [emailName(email)], id, 'email.taken')
  const passwordHash = password === undefined ? undefined : await hashPassword(ports, password)
  const once = ownOnce(ports)
  const committed = await ports.commits.decide(async () => {
    const rows = await rowsToChange(ports, caller, id)
    return changeSetOf(
      once,
      await changing(ports, rows, { displayName, email, passwordHash }),
      ...(passwordHash === undefined ? [] : await signingOut(ports, rows)),
    )
  })
  if (displayName !== undefined) await changedProfileAnswer(ports, committed)
  return madeAccountOf(writtenRow('account', committed.rows))
}

const signingOut = async (ports: Ports, { account }: AccountRows): Promise<SetPart[]> => [
  await withoutPasswordLink(ports, account),
  await endingSessions(ports, account.id),
]

interface Changes {
  displayName: string | undefined
  email: string | undefined
  passwordHash: string | undefined
}

async function changing(
  ports: Ports,
  { account, profile }: AccountRows,
  { displayName, email, passwordHash }: Changes,
): Promise<SetPart> {
  const before = profileFacts(profile)
  const shown = { username: before.username, displayName: displayName ?? before.displayName }
  const held = await namesHeld(ports, account)
  const kept = held.filter(
    ({ space }) => space !== 'display-name' && (space !== 'email' || email === undefined),
  )
  const emails = email === undefined ? [] : [emailName(email)]
  await refuseTaken(ports, emails, account.id, 'email.taken')
  const { madeBy } = account.columns
  const { lookalike, names } = await looks(ports, { id: account.id, role: before.role, madeBy, ...shown })
  const renamed = renaming(account.id, held, [...kept, ...emails, ...names])
  const facts = email === undefined ? shown : { ...shown, email }
  const columns = passwordHash === undefined ? {} : { passwordHash }
  return {
    touches: [account.feed, profile.feed],
    expect: [unchanged(account), unchanged(profile), ...renamed.expect],
    writes: [
      changedAccount(account, facts, columns),
      changedProfile(profile, { ...shown, lookalike }),
      ...renamed.writes,
    ],
  }
}

/** Answers the account as it was. */
export async function removeMadeAccount(
  ports: Inside,
  caller: AccountCaller,
  { account: id }: { account: AccountId },
): Promise<MadeAccount> {
  const once = ownOnce(ports)
  const was: { account?: MadeAccount } = {}
  await ports.commits.decide(async () => {
    const rows = await rowsToChange(ports, caller, id)
    was.account = madeAccountOf(rows.account)
    return changeSetOf(once, ...(await hidingAccount(ports, rows)))
  })
  await cleanUpAccount(ports, id)
  ports.quotas.freed(contractOf(caller), { rows: 1, bytes: 0 })
  if (!was.account) throw new Error('an account was removed that nobody read')
  return was.account
}
