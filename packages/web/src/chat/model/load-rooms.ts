import type { Client } from '@hubbub/client'
import type { RoomId } from '@hubbub/protocol'
import { pages } from './pages.ts'
import type { RoomFacts } from './room-state.ts'

/** All rooms I am in. */
export async function loadRooms(client: Client): Promise<RoomFacts[]> {
  const rooms: RoomFacts[] = []
  for await (const { items, profiles } of pages((place) => client.ask('room.list', place))) {
    client.people.learn(profiles)
    for (const { room, membership, inbox, head } of items)
      rooms.push({ room, membership, inbox, lastSeq: head.seq ?? 0 })
  }
  return rooms
}

/** One room that I have just come into: what I keep of it begins now. */
export async function loadRoom(client: Client, id: RoomId): Promise<RoomFacts> {
  // Naming it unread from nowhere changes nothing and answers what is kept of it.
  const [{ room, membership }, { inbox }, { feeds }] = await Promise.all([
    client.ask('room.get', { room: id }),
    client.ask('inbox.markRead', { room: id, seq: 0 }),
    client.ask('feed.sync', { feeds: [{ feed: `room:${id}` }] }),
  ])
  if (!membership) throw new Error('the room was left meanwhile')
  await client.people.need(membership.with ?? [])
  const [sync] = feeds
  return { room, membership, inbox, lastSeq: sync && 'head' in sync ? (sync.head.seq ?? 0) : 0 }
}
