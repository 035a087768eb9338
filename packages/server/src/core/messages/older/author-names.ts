import type { AccountId } from '@hubbub/protocol'
import { contractOf } from '../../accounts/older/contract-of.ts'
import { profileFacts } from '../../accounts/rows/account-rows.ts'
import type { AccountCaller } from '../../caller.ts'
import type { Ports } from '../../ports/ports.ts'
import { loadMyRoom } from '../../rooms/load-room.ts'

type Reading = Pick<Ports, 'store'>

/** Under which names the contract shows who wrote in a room that the caller is in. */
export async function authorNames(
  ports: Reading,
  caller: AccountCaller,
  { room, accounts }: { room: string; accounts: readonly AccountId[] },
): Promise<Map<AccountId, string>> {
  await loadMyRoom(ports, caller, room)
  return namesOf(ports, contractOf(caller), accounts)
}

/** Usernames, which are nobody else's; of the contract's own guests the name they came under. Accounts that are gone have none. */
export async function namesOf(
  { store }: Reading,
  contract: string,
  ids: readonly AccountId[],
): Promise<Map<AccountId, string>> {
  const [accounts, profiles] = await Promise.all([
    store.read.rows('account', ids),
    store.read.rows('profile', ids),
  ])
  const own = new Set(accounts.filter(({ columns }) => columns.madeBy === contract).map(({ id }) => id))
  const names = new Map(ids.map((id) => [id, nobody]))
  for (const profile of profiles) {
    const { username, displayName } = profileFacts(profile)
    names.set(profile.id, own.has(profile.id) ? displayName : username)
  }
  return names
}

/** Reserved, so nobody has it. */
const nobody = 'deleted'
