import type { InputOf, OutputOf } from '@hubbub/protocol'
import type { AccountCaller } from '../../caller.ts'
import type { Ports } from '../../ports/ports.ts'
import { membershipId } from '../../rooms/joining.ts'

/** Unread messages and mentions of those rooms the caller is in; of others nothing is said. */
export async function countInbox(
  { store }: Pick<Ports, 'store'>,
  caller: AccountCaller,
  input: InputOf<'inbox.counts'>,
): Promise<OutputOf<'inbox.counts'>> {
  const ids = input.rooms.map((room) => membershipId(caller.account, room))
  const memberships = await store.read.rows('membership', ids)
  const mine = new Set(memberships.map(({ columns }) => columns.room))
  const rooms = input.rooms.filter((room) => mine.has(room))
  const counts = await store.read.unread(caller.account, rooms)
  return { items: rooms.map((room) => ({ room, unread: 0, mentions: 0, ...counts.get(room) })) }
}
