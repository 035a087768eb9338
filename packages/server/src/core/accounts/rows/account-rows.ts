import type { Account, AccountId, Profile } from '@hubbub/protocol'
import { both } from '../../both.ts'
import type { Columns } from '../../feeds/kinds.ts'
import type { Put, Remove, Row } from '../../feeds/change-set.ts'
import { directoryFeed, userFeed } from '../../feeds/feed-ids.ts'
import type { Ports } from '../../ports/ports.ts'
import { refuse } from '../../refusal.ts'
import { foldIdentity } from '../fold.ts'

export type AccountRow = Row<'account'>
export type ProfileRow = Row<'profile'>

/** What a row's text says, without the numbers in front. */
type Facts<T> = Omit<T, 'kind' | 'version' | 'born'>
export type AccountFacts = Facts<Account>
export type ProfileFacts = Facts<Profile>

/** What an account sees of itself and what others see of it change together. */
export interface AccountRows {
  account: AccountRow
  profile: ProfileRow
}

export async function accountRows(ports: Pick<Ports, 'store'>, id: AccountId): Promise<AccountRows> {
  const { read } = ports.store
  const [account, profile] = await both(read.row('account', id), read.row('profile', id))
  if (!account || !profile) throw refuse('account.not-found')
  return { account, profile }
}

export function accountFacts({ text }: AccountRow): AccountFacts {
  const { id, username, displayName, email, role, status, createdAt } = JSON.parse(text) as Account
  return { id, username, displayName, email, role, status, createdAt }
}

export function profileFacts({ text }: ProfileRow): ProfileFacts {
  const { id, username, displayName, avatar, about, role, deactivated, lookalike } = JSON.parse(
    text,
  ) as Profile
  return { id, username, displayName, avatar, about, role, deactivated, lookalike }
}

export type KeptColumns = Omit<Columns<'account'>, 'role' | 'status' | 'createdAt'>

export function accountPut(facts: AccountFacts, kept: KeptColumns): Put<'account'> {
  const { id, username, displayName, email, role, status, createdAt } = facts
  return {
    op: 'put',
    kind: 'account',
    id,
    feed: userFeed(id),
    columns: { ...kept, role, status, createdAt: Date.parse(createdAt) },
    text: JSON.stringify({ id, username, displayName, email, role, status, createdAt }),
  }
}

export function profilePut(facts: ProfileFacts): Put<'profile'> {
  const { id, username, displayName, avatar, about, role, deactivated, lookalike } = facts
  return {
    op: 'put',
    kind: 'profile',
    id,
    feed: directoryFeed,
    columns: { username, role, search: searchable(`${username} ${displayName}`) },
    text: JSON.stringify({ id, username, displayName, avatar, about, role, deactivated, lookalike }),
  }
}

/** Profiles are found by what their names fold to, however they were typed. */
export const searchable = (text: string): string => foldIdentity(text).replace(/\s+/g, ' ').trim()

/** An account with some of its facts or columns changed. */
export function changedAccount(
  row: AccountRow,
  facts: Partial<AccountFacts>,
  columns: Partial<KeptColumns> = {},
): Put<'account'> {
  const { passwordHash, emailVerified, madeBy } = row.columns
  return accountPut({ ...accountFacts(row), ...facts }, { passwordHash, emailVerified, madeBy, ...columns })
}

export const changedProfile = (row: ProfileRow, facts: Partial<ProfileFacts>): Put<'profile'> =>
  profilePut({ ...profileFacts(row), ...facts })

/** The tombstones of an account keep nothing about the person, and no hash. */
export function removals(
  { account, profile }: AccountRows,
  at: number,
): [Remove<'account'>, Remove<'profile'>] {
  const { id } = account
  const text = JSON.stringify({ id })
  const nothing = { passwordHash: null, emailVerified: 0 }
  return [
    {
      op: 'remove',
      kind: 'account',
      id,
      feed: account.feed,
      text,
      at,
      columns: { ...account.columns, ...nothing },
    },
    {
      op: 'remove',
      kind: 'profile',
      id,
      feed: profile.feed,
      text,
      at,
      columns: { ...profile.columns, username: '', search: '' },
    },
  ]
}

export const isActive = (account: AccountRow | undefined): account is AccountRow =>
  account?.columns.status === 'active'

/** Those who have a password: not guests, not bots. */
export const isPerson = ({ columns: { role } }: AccountRow): boolean => role !== 'guest' && role !== 'bot'

const unclaimed = 'unclaimed:'

/** What `madeBy` holds of an account that a contract made for somebody who has not yet shown up (decision 17). */
export const unclaimedBy = (contract: string): string => `${unclaimed}${contract}`

export const isUnclaimed = (madeBy: string | null): boolean => madeBy?.startsWith(unclaimed) === true

/** Whether a contract made it, claimed or not. */
export const isMadeBy = (madeBy: string | null, contract: string): boolean =>
  madeBy === contract || madeBy === unclaimedBy(contract)

/** Once its person set a password here, the account is theirs. */
export const claimed = (madeBy: string | null): string | null =>
  madeBy?.startsWith(unclaimed) ? madeBy.slice(unclaimed.length) : madeBy
