import type { AccountId } from '@hubbub/protocol'
import { isUnclaimed } from '../../accounts/rows/account-rows.ts'
import type { Row } from '../../feeds/change-set.ts'
import { roomFeed, userFeed } from '../../feeds/feed-ids.ts'
import type { Ports } from '../../ports/ports.ts'
import { refuse } from '../../refusal.ts'
import { unchanged } from '../load-room.ts'
import type { SetPart } from '../set-part.ts'

/**
 * Accounts that can be brought into a room of this kind. One that is unknown, deactivated or deleted is refused, and
 * where not everybody may come in also one that a contract made and nobody has claimed (contracts.md, section 7, 17).
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

/**
 * Refuses who is in too many rooms already. Both bounds are checked before the commit, so as many as are in flight
 * together may go beyond them.
 */
export async function checkRoomsOf(
  ports: Pick<Ports, 'store' | 'settings'>,
  accounts: readonly AccountId[],
): Promise<void> {
  const { store, settings } = ports
  const counts = await Promise.all(
    accounts.map((account) => store.read.countInFeed('membership', userFeed(account))),
  )
  if (counts.some((count) => count >= settings.roomsPerAccount)) {
    throw refuse('room.full', { detail: `An account can be in ${settings.roomsPerAccount} rooms.` })
  }
}

export async function checkMembersOf(
  { store, settings }: Pick<Ports, 'store' | 'settings'>,
  room: string,
): Promise<void> {
  if ((await store.read.countInFeed('member', roomFeed(room))) >= settings.membersPerRoom) {
    throw refuse('room.full', { detail: `A room holds ${settings.membersPerRoom} members.` })
  }
}
