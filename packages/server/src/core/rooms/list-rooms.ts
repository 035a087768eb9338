import type { AccountId, InputOf, OutputOf } from '@hubbub/protocol'
import { isDirect } from '../access.ts'
import type { AccountCaller } from '../caller.ts'
import { idOfCursor, pageOf } from '../cursor.ts'
import { type Encoded, encoded, type Raw, rawList, rawObject, row } from '../encoded.ts'
import type { FeedHead, Row } from '../feeds/change-set.ts'
import { roomFeed, userFeed } from '../feeds/feed-ids.ts'
import { headOf } from '../feeds/heads.ts'
import type { Ports } from '../ports/ports.ts'
import { profilesOf } from '../profiles-beside.ts'
import { limitOf } from './load-room.ts'

/** The rooms the caller is in, with the two rows of their own feed about each and where the room's feed stands. */
export async function listRooms(
  ports: Pick<Ports, 'store'>,
  caller: AccountCaller,
  input: InputOf<'room.list'>,
): Promise<Encoded<OutputOf<'room.list'>>> {
  const { read, epoch } = ports.store
  const limit = limitOf(input)
  const after = idOfCursor(input.after)
  const found = await read.inFeed('membership', userFeed(caller.account), { after, limit: limit + 1 })
  const { page, next } = pageOf(found, limit)
  const ids = page.map(({ columns }) => columns.room)
  // Heads first: what changes in between comes again, as a range.
  const heads = await read.heads(ids.map(roomFeed))
  const rooms = byId(await read.rows('room', ids))
  const inboxes = byId(
    await read.rows(
      'inbox',
      page.map(({ id }) => id),
    ),
  )
  const listed = page.flatMap((membership): Listed[] => {
    const room = rooms.get(membership.columns.room)
    const inbox = inboxes.get(membership.id)
    // A room whose deletion has begun is left out, and one left just now.
    return room && inbox ? [{ room, membership, inbox, head: heads.get(room.feed) }] : []
  })
  const items = rawList(listed.map((one) => itemOf(epoch, one)))
  return encoded({ items, next, profiles: await profilesOf(ports, listed.flatMap(othersIn)) })
}

interface Listed {
  room: Row<'room'>
  membership: Row<'membership'>
  inbox: Row<'inbox'>
  head: FeedHead | undefined
}

const byId = <R extends Row>(rows: readonly R[]): Map<string, R> => new Map(rows.map((one) => [one.id, one]))

const itemOf = (epoch: string, { room, membership, inbox, head }: Listed): Raw =>
  rawObject({
    room: row(room),
    membership: row(membership),
    inbox: row(inbox),
    head: headOf(epoch, room.feed, head),
  })

/** A direct room has no name of its own: it is shown by the others' names. */
function othersIn({ room, membership }: Listed): AccountId[] {
  if (!isDirect(room)) return []
  return (JSON.parse(membership.text) as { with?: AccountId[] }).with ?? []
}
