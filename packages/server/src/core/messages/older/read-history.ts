import { canRead } from '../../access.ts'
import type { AccountCaller } from '../../caller.ts'
import type { Row } from '../../feeds/change-set.ts'
import type { Ports } from '../../ports/ports.ts'
import { refuse } from '../../refusal.ts'
import { loadKnownRoom, loadMyRoom } from '../../rooms/load-room.ts'

const pageSize = 500

/**
 * All messages of a room, oldest first, deleted ones left out. Refuses `access.denied` who knows the room and is not in
 * it; who goes while reading gets no further page.
 */
export async function readHistory(
  ports: Pick<Ports, 'store'>,
  caller: AccountCaller,
  { room: id }: { room: string },
): Promise<AsyncIterable<Row<'message'>[]>> {
  const { room, member } = await loadKnownRoom(ports, caller, id)
  if (!canRead(member)) throw refuse('access.denied')
  return pagesOf(ports, caller, room.id)
}

async function* pagesOf(ports: Pick<Ports, 'store'>, caller: AccountCaller, room: string) {
  for (let seq = 0; ; ) {
    await loadMyRoom(ports, caller, room)
    const page = await ports.store.read.messages(room, { after: seq, limit: pageSize })
    yield page.filter(({ removed }) => !removed)
    if (page.length < pageSize) return
    seq = page.at(-1)?.seq ?? Number.POSITIVE_INFINITY
  }
}
