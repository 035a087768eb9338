import type { AccountId } from '@hubbub/protocol'
import { isUnclaimed } from '../../accounts/rows/account-rows.ts'
import type { Counted, Row } from '../../feeds/change-set.ts'
import { roomFeed, userFeed } from '../../feeds/feed-ids.ts'
import type { Ports } from '../../ports/ports.ts'
import { refuse } from '../../refusal.ts'
import { unchanged } from '../load-room.ts'
import type { SetPart } from '../set-part.ts'

/**
 * Accounts that can be brought into a room of this kind. One that is unknown, deactivated or deleted is refused, and
 * where not everybody may come in also one that a contract made and nobody has claimed (decision 17).
 */
export async function loadPeople(
  ports: Pick<Ports, 'store'>,
  accounts: readonly AccountId[],
  type: string,
): Promise<Row<'account'>[]> {
  const isClosed = type === 'private' || type === 'direct'
  const found = accounts.length === 0 ? [] : await ports.store.read.rows('account', accounts)
  const fitting = found.filter(
    ({ columns }) => columns.status === 'active' && !(isClosed && isUnclaimed(columns.madeBy)),
  )
  if (fitting.length < accounts.length) throw refuse('account.not-found')
  return fitting
}

/** They are still accounts when the change is stored: nobody is left in a room after their account's end. */
export const stillThere = (people: readonly Row<'account'>[]): SetPart => ({
  touches: people.map(({ feed }) => feed),
  expect: people.map(unchanged),
  writes: [],
})

/** That each of them may be in one more room. The commit holds to it, for those that ask at the same time. */
export async function roomFor(
  ports: Pick<Ports, 'store' | 'settings'>,
  accounts: readonly AccountId[],
): Promise<SetPart> {
  const { roomsPerAccount } = ports.settings
  const bounds = accounts.map((account): Counted => ({ count: 'membership', feed: userFeed(account) }))
  return within(ports, bounds, roomsPerAccount, `An account can be in ${roomsPerAccount} rooms.`)
}

/** That a room that is there has a place left; held to by the commit too. */
export async function placeIn(ports: Pick<Ports, 'store' | 'settings'>, room: string): Promise<SetPart> {
  const { membersPerRoom } = ports.settings
  return within(ports, [{ count: 'member', feed: roomFeed(room) }], membersPerRoom, full(membersPerRoom))
}

/** Refuses a room that would begin with more people than one may hold. */
export function checkPlacesFor(people: readonly AccountId[], { membersPerRoom }: Ports['settings']): void {
  if (people.length > membersPerRoom) throw refuse('room.full', { detail: full(membersPerRoom) })
}

const full = (members: number): string => `A room holds ${members} members.`

async function within(
  { store }: Pick<Ports, 'store'>,
  bounds: readonly Counted[],
  fewerThan: number,
  detail: string,
): Promise<SetPart> {
  const counts = await Promise.all(bounds.map(({ count, feed }) => store.read.countInFeed(count, feed)))
  if (counts.some((count) => count >= fewerThan)) throw refuse('room.full', { detail })
  return {
    touches: bounds.map(({ feed }) => feed),
    expect: bounds.map((bound) => ({ ...bound, fewerThan })),
    writes: [],
  }
}
