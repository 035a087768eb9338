import type { Ports } from '../../ports/ports.ts'
import { unchanged } from '../../rooms/load-room.ts'
import type { SetPart } from '../../rooms/set-part.ts'
import { linkUse } from '../links/link-rows.ts'
import { type AccountRow, changedAccount, claimed } from '../rows/account-rows.ts'

/** A new password voids the password link, and makes an account its person's that a contract made for them. */
export async function newPassword(
  ports: Pick<Ports, 'store' | 'clock'>,
  account: AccountRow,
  passwordHash: string,
): Promise<SetPart> {
  const madeBy = claimed(account.columns.madeBy)
  const unlinked = await withoutPasswordLink(ports, account)
  return {
    touches: [account.feed, ...unlinked.touches],
    expect: [unchanged(account), ...unlinked.expect],
    writes: [changedAccount(account, {}, { passwordHash, madeBy }), ...unlinked.writes],
  }
}

/** An account has one password link at a time: its row's id is the account's. */
export const passwordLinkId = (account: string): string => account

export async function withoutPasswordLink(
  ports: Pick<Ports, 'store' | 'clock'>,
  account: AccountRow,
): Promise<SetPart> {
  const link = await ports.store.read.row('link', passwordLinkId(account.id))
  return link ? linkUse(link, ports.clock.now()) : { touches: [], expect: [], writes: [] }
}
