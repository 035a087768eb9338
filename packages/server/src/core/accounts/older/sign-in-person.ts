import type { AccountCaller } from '../../caller.ts'
import { ownOnce } from '../../feeds/once.ts'
import { settled } from '../../feeds/commits.ts'
import type { Ports } from '../../ports/ports.ts'
import { refuse } from '../../refusal.ts'
import { unchanged } from '../../rooms/load-room.ts'
import { hashPassword, provePassword } from '../passwords/prove-password.ts'
import { type AccountRow, changedAccount } from '../rows/account-rows.ts'
import { usernameKeys } from '../username.ts'
import { contractOf } from './contract-of.ts'
import { isShownIn, type Person, personOf } from './people.ts'

type Needs = Pick<Ports, 'store' | 'commits' | 'clock' | 'ids' | 'passwords' | 'guesses'>

interface Credentials {
  username: string
  password: string
}

/** Longer than any name and any password there is. */
const longest = 1_025

/** By username alone, never by an address; who is not shown here is as unknown as nobody. */
export async function signInPerson(ports: Needs, caller: AccountCaller, typed: Credentials): Promise<Person> {
  const { read } = ports.store
  const identifier = typed.username.slice(0, longest)
  const password = typed.password.slice(0, longest)
  const owner = await read.owner({ space: 'username', name: keyOf(identifier) })
  const row = owner === undefined ? undefined : await read.row('account', owner)
  const account = isShownIn(contractOf(caller), row) ? row : undefined
  const isProved = await provePassword(ports, { account, identifier, password, address: caller.address })
  const profile = account && (await read.row('profile', account.id))
  if (!isProved || !account || !profile) throw refuse('auth.wrong-credentials')
  if (ports.passwords.needsRehash(account.columns.passwordHash ?? '')) await rehash(ports, account, password)
  return personOf(profile)
}

const keyOf = (username: string): string => usernameKeys(username.replace(/ +/g, ' ')).key

/** An imported hash becomes one of ours, now that the password is known. */
async function rehash(ports: Needs, { id, columns }: AccountRow, password: string): Promise<void> {
  const passwordHash = await hashPassword(ports, password)
  const once = ownOnce(ports)
  await ports.commits.decide(async () => {
    const account = await ports.store.read.row('account', id)
    if (account?.columns.passwordHash !== columns.passwordHash) return settled('changed')
    const writes = [changedAccount(account, {}, { passwordHash })]
    return { once, touches: [account.feed], expect: [unchanged(account)], writes }
  })
}
