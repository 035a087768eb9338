import type { RoomRow } from '../access.ts'
import type { Row } from '../feeds/change-set.ts'
import type { Ports } from '../ports/ports.ts'
import { refuse } from '../refusal.ts'

/** A message of this room, also when only its tombstone is left. One of another room does not exist here. */
export async function loadMessage(
  { store }: Pick<Ports, 'store'>,
  room: RoomRow,
  id: string,
): Promise<Row<'message'>> {
  const message = await store.read.message(id)
  if (message?.columns.room !== room.id) throw refuse('message.not-found')
  return message
}
