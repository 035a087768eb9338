import { unchanged } from '../../rooms/load-room.ts'
import type { SetPart } from '../../rooms/set-part.ts'
import { type AccountFacts, type AccountRows, changedAccount, changedProfile } from '../rows/account-rows.ts'

/** A role or a status stands in what an account sees of itself and in what others see of it. */
export function changedRows(
  { account, profile }: AccountRows,
  { role, status }: Partial<Pick<AccountFacts, 'role' | 'status'>>,
): SetPart {
  const own = { ...(role && { role }), ...(status && { status }) }
  const deactivated = status === 'deactivated' || undefined
  return {
    touches: [account.feed, profile.feed],
    expect: [unchanged(account), unchanged(profile)],
    writes: [
      changedAccount(account, own),
      changedProfile(profile, { ...(role && { role }), ...(status && { deactivated }) }),
    ],
  }
}
