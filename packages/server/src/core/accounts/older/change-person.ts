import type { AccountCaller } from '../../caller.ts'
import type { ChangeSet, Once } from '../../feeds/change-set.ts'
import { ownOnce } from '../../feeds/once.ts'
import { writtenRow } from '../../feeds/row-of-kind.ts'
import type { Ports } from '../../ports/ports.ts'
import { refuse } from '../../refusal.ts'
import { unchanged } from '../../rooms/load-room.ts'
import { changeSetOf } from '../../rooms/set-part.ts'
import type { Inside } from '../../use-case.ts'
import { cleanUpAccount } from '../lifecycle/account-cleanup.ts'
import { hidingAccount } from '../lifecycle/hide-account.ts'
import { withoutPasswordLink } from '../passwords/new-password.ts'
import { hashPassword } from '../passwords/prove-password.ts'
import { changedProfileAnswer } from '../profiles/profile-answer.ts'
import {
  type AccountRows,
  accountRows,
  changedAccount,
  changedProfile,
  profileFacts,
} from '../rows/account-rows.ts'
import { looks, namesHeld, renaming } from '../rows/names.ts'
import { endingSessions, endSessions } from '../sessions/end-sessions.ts'
import { contractOf } from './contract-of.ts'
import { contractDisplayName, contractPassword } from './contract-words.ts'
import { type Person, personOf } from './people.ts'
import { checkedContractName, type ContractName, namesOfPerson } from './person-names.ts'

export interface PersonChanges {
  username?: string | undefined
  password?: string | undefined
  name?: string | undefined
  about?: string | undefined
  shortest: number
}

interface Changes {
  username: ContractName | undefined
  displayName: string | undefined
  about: string | undefined
  passwordHash: string | undefined
}

/** A contract changes what it made: native accounts have rules of their own for that, and ask for the password. */
async function ownRows(ports: Pick<Ports, 'store'>, caller: AccountCaller): Promise<AccountRows> {
  const rows = await accountRows(ports, caller.account)
  if (rows.account.columns.madeBy !== contractOf(caller)) throw refuse('access.denied')
  return rows
}

/** Changes the caller's own account, all in one commit. */
export async function changePerson(
  ports: Ports,
  caller: AccountCaller,
  { shortest, ...typed }: PersonChanges,
): Promise<Person> {
  await ownRows(ports, caller)
  const username = typed.username === undefined ? undefined : checkedContractName(typed.username)
  const displayName = typed.name === undefined ? undefined : contractDisplayName(typed.name)
  const password = typed.password === undefined ? undefined : contractPassword(typed.password, shortest)
  if (username) await namesOfPerson(ports, username, contractOf(caller), caller.account)
  const passwordHash = password === undefined ? undefined : await hashPassword(ports, password)
  const changes = { username, displayName, about: typed.about, passwordHash }
  const once = ownOnce(ports)
  const committed = await ports.commits.decide(async () =>
    changing(ports, once, await ownRows(ports, caller), changes),
  )
  if (passwordHash !== undefined) await endSessions(ports, caller.account)
  await changedProfileAnswer(ports, committed)
  return personOf(writtenRow('profile', committed.rows))
}

async function changing(
  ports: Ports,
  once: Once,
  { account, profile }: AccountRows,
  { username, displayName, about, passwordHash }: Changes,
): Promise<ChangeSet> {
  const before = profileFacts(profile)
  const { madeBy } = account.columns
  const shown = {
    username: username?.username ?? before.username,
    displayName: displayName ?? before.displayName,
  }
  const held = await namesHeld(ports, account)
  const kept = held.filter(({ space }) => space === 'email' || (!username && space !== 'display-name'))
  const named = username ? await namesOfPerson(ports, username, madeBy ?? '', account.id) : []
  const { lookalike, names } = await looks(ports, { id: account.id, role: before.role, madeBy, ...shown })
  const isNewPassword = passwordHash !== undefined
  return changeSetOf(
    once,
    {
      touches: [account.feed, profile.feed],
      expect: [unchanged(account), unchanged(profile)],
      writes: [
        changedAccount(account, shown, isNewPassword ? { passwordHash } : {}),
        changedProfile(profile, { ...shown, lookalike, about: (about ?? before.about) || undefined }),
      ],
    },
    renaming(account.id, held, [...kept, ...named, ...names]),
    ...(isNewPassword
      ? [await withoutPasswordLink(ports, account), await endingSessions(ports, account.id)]
      : []),
  )
}

/** Deletes the caller's own account. What they said stays, without a name. */
export async function removePerson(ports: Inside, caller: AccountCaller): Promise<void> {
  const once = ownOnce(ports)
  await ports.commits.decide(async () =>
    changeSetOf(once, ...(await hidingAccount(ports, await ownRows(ports, caller)))),
  )
  await cleanUpAccount(ports, caller.account)
  ports.quotas.freed(contractOf(caller), { rows: 1, bytes: 0 })
}
