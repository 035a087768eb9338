import type { AccountId } from '@hubbub/protocol'
import { both } from '../../both.ts'
import type { AccountCaller } from '../../caller.ts'
import { inOrder } from '../../in-order.ts'
import { inPages } from '../../in-pages.ts'
import type { Ports } from '../../ports/ports.ts'
import { refuse } from '../../refusal.ts'
import { foldIdentity } from '../fold.ts'
import {
  type AccountRow,
  isActive,
  isPerson,
  type ProfileRow,
  profileFacts,
  searchable,
} from '../rows/account-rows.ts'
import { contractOf } from './contract-of.ts'

/** Somebody as a contract with sign-in shows them. */
export interface Person {
  id: AccountId
  username: string
  name: string
  about: string
}

type Reading = Pick<Ports, 'store'>

export function personOf(row: ProfileRow): Person {
  const { id, username, displayName, about = '' } = profileFacts(row)
  return { id, username, name: displayName, about }
}

/** People who came natively or by this contract itself (decision 1). */
export const isShownIn = (contract: string, row: AccountRow | undefined): row is AccountRow =>
  isActive(row) && isPerson(row) && (row.columns.madeBy === null || row.columns.madeBy === contract)

export async function getPerson(
  { store }: Reading,
  caller: AccountCaller,
  { account }: { account: AccountId },
): Promise<Person> {
  const [row, profile] = await both(store.read.row('account', account), store.read.row('profile', account))
  if (!isShownIn(contractOf(caller), row) || !profile) throw refuse('account.not-found')
  return personOf(profile)
}

/** Everybody whom the contract shows, in the order in which they came. */
export async function* listPeople(ports: Reading, caller: AccountCaller): AsyncGenerator<Person[]> {
  for await (const page of inOrder(pagesOf(ports, contractOf(caller), ''))) {
    yield page.map(({ profile }) => personOf(profile))
  }
}

/** Where fewer fit, so many pages of names are looked through and no more. */
const mostPages = 40

/** Those whose username begins so, in any mix of cases, but for the caller. */
export async function findPeople(
  ports: Reading,
  caller: AccountCaller,
  { prefix, limit }: { prefix: string; limit: number },
): Promise<Person[]> {
  const found: Person[] = []
  const begin = foldIdentity(prefix)
  let pages = 0
  for await (const page of pagesOf(ports, contractOf(caller), prefix)) {
    const people = page.map(({ profile }) => personOf(profile)).filter(({ id }) => id !== caller.account)
    found.push(...people.filter(({ username }) => foldIdentity(username).startsWith(begin)))
    pages += 1
    if (found.length >= limit || pages === mostPages) break
  }
  return found.slice(0, limit)
}

async function* pagesOf({ store }: Reading, contract: string, search: string) {
  for await (const profiles of inPages((at) => store.read.profiles(searchable(search), at))) {
    const ids = profiles.map(({ id }) => id)
    const accounts = new Map((await store.read.rows('account', ids)).map((row) => [row.id, row]))
    const shown = profiles.filter(({ id }) => isShownIn(contract, accounts.get(id)))
    yield shown.map((profile) => ({ id: profile.id, order: profile.born, profile }))
  }
}
