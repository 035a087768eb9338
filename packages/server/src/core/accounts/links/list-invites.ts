import type { InputOf, OutputOf } from '@hubbub/protocol'
import type { AccountCaller } from '../../caller.ts'
import { serverFeed } from '../../feeds/feed-ids.ts'
import { inPages } from '../../in-pages.ts'
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
  after: string | undefined,
  wanted: number,
): Promise<LinkRow[]> {
  const now = ports.clock.now()
  const found: LinkRow[] = []
  const pages = inPages((at) => ports.store.read.inFeed('link', serverFeed, at), { after, limit: 200 })
  for await (const links of pages) {
    found.push(...links.filter(({ columns }) => columns.purpose === 'signup' && columns.expiresAt > now))
    if (found.length >= wanted) break
  }
  return found.slice(0, wanted)
}
