import type { Profile } from '@hubbub/protocol'
import { Encoded } from '../../encoded.ts'
import type { Committed } from '../../feeds/change-set.ts'
import { roomFeed, userFeed } from '../../feeds/feed-ids.ts'
import { writtenRow } from '../../feeds/row-of-kind.ts'
import type { Ports } from '../../ports/ports.ts'

/** The answer to a profile that was just made: nobody shares a room with it. */
export const profileAnswer = ({ rows }: Committed): Encoded<Profile> =>
  new Encoded(writtenRow('profile', rows).text)

/**
 * The answer to a changed profile. Its row is news for the directory, which few follow; who shares a room with its
 * account gets a hint that may be lost.
 */
export async function changedProfileAnswer(
  ports: Pick<Ports, 'store' | 'live' | 'settings'>,
  committed: Committed,
): Promise<Encoded<Profile>> {
  const { id, text } = writtenRow('profile', committed.rows)
  const page = { limit: ports.settings.roomsPerAccount }
  const memberships = await ports.store.read.inFeed('membership', userFeed(id), page)
  const rooms = memberships.map(({ columns }) => roomFeed(columns.room))
  if (rooms.length > 0) ports.live.profileChanged({ account: id, rooms, profile: text })
  return profileAnswer(committed)
}
