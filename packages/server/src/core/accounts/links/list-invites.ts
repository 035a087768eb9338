import type { InputOf, OutputOf } from '@hubbub/protocol'
import type { AccountCaller } from '../../caller.ts'
import { serverFeed } from '../../feeds/feed-ids.ts'
import type { Ports } from '../../ports/ports.ts'
import { limitOf } from '../../rooms/load-room.ts'
import { linkFacts, type LinkRow } from './link-rows.ts'

export async function listInvites(
  ports: Pick<Ports, 'store' | 'clock'>,
  _caller: AccountCaller,
  input: InputOf<'invite.list'>,
): Promise<OutputOf<'invite.list'>> {
  const limit = limitOf(input)
  const invites = await invitesAfter(ports, input.after, limit + 1)
  const items = invites.slice(0, limit).map(linkFacts)
  return { items, next: invites.length > limit ? items.at(-1)?.id : undefined }
}

/** Other links stand between them, a few per account at most. */
async function invitesAfter(
  ports: Pick<Ports, 'store' | 'clock'>,
  start: string | undefined,
  wanted: number,
): Promise<LinkRow[]> {
  const now = ports.clock.now()
  const found: LinkRow[] = []
  let after = start
  for (;;) {
    const links = await ports.store.read.inFeed('link', serverFeed, { after, limit: 200 })
    found.push(...links.filter(({ columns }) => columns.purpose === 'signup' && columns.expiresAt > now))
    if (links.length < 200 || found.length >= wanted) return found.slice(0, wanted)
    after = links.at(-1)?.id
  }
}
