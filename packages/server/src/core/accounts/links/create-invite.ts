import type { AccountId, InputOf, OutputOf } from '@hubbub/protocol'
import type { AccountCaller } from '../../caller.ts'
import { serverFeed } from '../../feeds/feed-ids.ts'
import { ownOnce } from '../../feeds/once.ts'
import type { Ports } from '../../ports/ports.ts'
import { unchanged } from '../../rooms/load-room.ts'
import { changeSetOf, type SetPart } from '../../rooms/set-part.ts'
import { linkRemoval, newLink } from './link-rows.ts'

type Needs = Pick<Ports, 'store' | 'commits' | 'clock' | 'ids' | 'digests' | 'settings'>

export async function createInvite(
  ports: Needs,
  caller: AccountCaller,
  _input: InputOf<'account.invite'>,
): Promise<OutputOf<'account.invite'>> {
  return createInviteLink(ports, caller.account)
}

/** A sign-up link, good for 7 days and one account. Also for who runs the machine: then nobody made it. */
export async function createInviteLink(
  ports: Needs,
  createdBy?: AccountId,
): Promise<OutputOf<'account.invite'>> {
  const once = ownOnce(ports)
  const { link, part } = newLink(ports, { purpose: 'signup', id: ports.ids.next(), createdBy })
  await ports.commits.decide(async () => changeSetOf(once, part, await overdueLinks(ports)))
  return link
}

/** Who makes a link sweeps the oldest: ids begin with the time, so those that are over come first. */
async function overdueLinks(ports: Pick<Ports, 'store' | 'clock'>): Promise<SetPart> {
  const now = ports.clock.now()
  const oldest = await ports.store.read.inFeed('link', serverFeed, { limit: 50 })
  const over = oldest.filter(({ columns }) => columns.expiresAt <= now)
  return {
    touches: [serverFeed],
    expect: over.map(unchanged),
    writes: over.map((link) => linkRemoval(link, now)),
  }
}
