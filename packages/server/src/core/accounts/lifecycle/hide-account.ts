import { serverFeed } from '../../feeds/feed-ids.ts'
import type { Ports } from '../../ports/ports.ts'
import { unchanged } from '../../rooms/load-room.ts'
import type { SetPart } from '../../rooms/set-part.ts'
import { withoutPasswordLink } from '../passwords/new-password.ts'
import { type AccountRows, removals } from '../rows/account-rows.ts'
import { namesHeld, renaming } from '../rows/names.ts'
import { endingSessions } from '../sessions/end-sessions.ts'
import { cleanupFact } from './account-cleanup.ts'
import { witnessOfOwnership } from './last-owner.ts'

/**
 * The end of an account in one commit: its rows are tombstones, its names free, its sessions over. From here on nobody
 * is it any more; the fact says that its places in rooms still wait to go.
 */
export async function hidingAccount(
  ports: Pick<Ports, 'store' | 'clock'>,
  rows: AccountRows,
): Promise<SetPart[]> {
  const { account, profile } = rows
  const now = ports.clock.now()
  return [
    {
      touches: [account.feed, profile.feed, serverFeed],
      expect: [unchanged(account), unchanged(profile)],
      writes: [...removals(rows, now), cleanupFact(account.id)],
    },
    renaming(account.id, await namesHeld(ports, account), []),
    await witnessOfOwnership(ports, account),
    await withoutPasswordLink(ports, account),
    await endingSessions(ports, account.id),
  ]
}
