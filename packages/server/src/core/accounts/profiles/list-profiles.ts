import type { InputOf, OutputOf } from '@hubbub/protocol'
import type { AccountCaller } from '../../caller.ts'
import { encoded, type Encoded, rowList } from '../../encoded.ts'
import type { Ports } from '../../ports/ports.ts'
import { limitOf } from '../../rooms/load-room.ts'
import { searchable } from '../rows/account-rows.ts'

export async function listProfiles(
  ports: Pick<Ports, 'store'>,
  _caller: AccountCaller,
  input: InputOf<'profile.list'>,
): Promise<Encoded<OutputOf<'profile.list'>>> {
  const limit = limitOf(input)
  const page = { after: input.after, limit: limit + 1 }
  const profiles = await ports.store.read.profiles(searchable(input.search ?? ''), page)
  const items = profiles.slice(0, limit)
  return encoded({ items: rowList(items), next: profiles.length > limit ? items.at(-1)?.id : undefined })
}
