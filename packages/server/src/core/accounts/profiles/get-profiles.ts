import type { InputOf, OutputOf } from '@hubbub/protocol'
import { type AccountCaller, isGuest } from '../../caller.ts'
import { encoded, type Encoded, rowList } from '../../encoded.ts'
import type { Ports } from '../../ports/ports.ts'
import type { ProfileRow } from '../rows/account-rows.ts'

/** A guest sees whom they share a room with; the rest of the directory does not exist for them. */
export async function getProfiles(
  ports: Pick<Ports, 'store'>,
  caller: AccountCaller,
  { ids }: InputOf<'profile.get'>,
): Promise<Encoded<OutputOf<'profile.get'>>> {
  const profiles = await ports.store.read.rows('profile', ids)
  return encoded({ items: rowList(isGuest(caller) ? await met(ports, caller, profiles) : profiles) })
}

async function met(
  ports: Pick<Ports, 'store'>,
  caller: AccountCaller,
  profiles: readonly ProfileRow[],
): Promise<ProfileRow[]> {
  const known = await Promise.all(
    profiles.map(async ({ id }) => id === caller.account || ports.store.read.shareRoom(caller.account, id)),
  )
  return profiles.filter((_, place) => known[place])
}
