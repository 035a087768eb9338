import type { AccountCaller } from '../../../caller.ts'
import { settled } from '../../../feeds/commits.ts'
import { serverFeed } from '../../../feeds/feed-ids.ts'
import { ownOnce } from '../../../feeds/once.ts'
import { inPages } from '../../../in-pages.ts'
import type { Ports } from '../../../ports/ports.ts'
import { unchanged } from '../../../rooms/load-room.ts'
import { changeSetOf } from '../../../rooms/set-part.ts'
import { contractOf } from '../contract-of.ts'
import { leavingLobby } from './claim-name.ts'
import { isOver } from './claim-rows.ts'

type Needs = Pick<Ports, 'store' | 'commits' | 'clock' | 'ids'>

/** Forgets names that nobody holds and no token names any more. */
export async function sweepNames(ports: Needs, caller: AccountCaller): Promise<void> {
  const own = `${contractOf(caller)} `
  for await (const claims of inPages((at) => ports.store.read.inFeed('claim', serverFeed, at))) {
    const now = ports.clock.now()
    for (const row of claims) if (row.id.startsWith(own) && isOver(row, now)) await forget(ports, row.id)
  }
}

async function forget(ports: Needs, id: string): Promise<void> {
  const once = ownOnce(ports)
  await ports.commits.decide(async () => {
    const at = ports.clock.now()
    const row = await ports.store.read.row('claim', id)
    if (!row || !isOver(row, at)) return settled('in use')
    const { feed, columns } = row
    const text = JSON.stringify({ id })
    const gone = { op: 'remove', kind: 'claim', id, feed, text, at, columns } as const
    const part = { touches: [feed], expect: [unchanged(row)], writes: [gone] }
    return changeSetOf(once, part, await leavingLobby(ports, row))
  })
}
