import type { AccountId, InputOf, OutputOf } from '@hubbub/protocol'
import { type AccountCaller, isGuest } from '../caller.ts'
import { connectionOf } from '../feeds/follow-feed.ts'
import type { Ports } from '../ports/ports.ts'

type Needs = Pick<Ports, 'store' | 'live'>

/** Says whether the caller is here or away on this connection. */
export async function setPresence(
  ports: Pick<Ports, 'live'>,
  caller: AccountCaller,
  { state }: InputOf<'presence.set'>,
): Promise<OutputOf<'presence.set'>> {
  ports.live.setPresence(connectionOf(caller), caller.account, state)
  return {}
}

/** Watches exactly these people; those the caller may not see are left out without a word. */
export async function watchPresence(
  ports: Needs,
  caller: AccountCaller,
  { accounts }: InputOf<'presence.watch'>,
): Promise<OutputOf<'presence.watch'>> {
  const visible = await visibleTo(ports, caller, accounts)
  ports.live.watch(connectionOf(caller), visible)
  return { items: ports.live.presenceOf(visible) }
}

export async function getPresence(
  ports: Needs,
  caller: AccountCaller,
  { ids }: InputOf<'presence.get'>,
): Promise<OutputOf<'presence.get'>> {
  return { items: ports.live.presenceOf(await visibleTo(ports, caller, ids)) }
}

/** Guests see who shares a room with them, others everybody. */
async function visibleTo(
  ports: Needs,
  caller: AccountCaller,
  accounts: readonly AccountId[],
): Promise<AccountId[]> {
  if (!isGuest(caller)) return [...accounts]
  const shared = await Promise.all(accounts.map((other) => ports.store.read.shareRoom(caller.account, other)))
  return accounts.filter((_, place) => shared[place])
}
