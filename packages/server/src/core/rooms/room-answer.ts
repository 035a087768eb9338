import type { OutputOf } from '@hubbub/protocol'
import { canKnow, type RoomRow } from '../access.ts'
import type { AccountCaller } from '../caller.ts'
import { type Encoded, encoded, row } from '../encoded.ts'
import type { Committed, FeedHead, Row } from '../feeds/change-set.ts'
import { roomFeed } from '../feeds/feed-ids.ts'
import { headOf } from '../feeds/heads.ts'
import { rowOfKind, writtenRow } from '../feeds/row-of-kind.ts'
import type { Ports } from '../ports/ports.ts'
import { membershipId } from './joining.ts'
import { memberId } from './load-room.ts'

type Needs = Pick<Ports, 'store'>

/** The answer to a change of a room: as it is now, with the caller's part in it. */
export async function changedRoomAnswer(
  ports: Needs,
  caller: AccountCaller,
  committed: Committed,
): Promise<Encoded<OutputOf<'room.update'>>> {
  const room = writtenRow('room', committed.rows)
  const membership = await membershipOf(ports, caller, room.id)
  return roomFields(ports, { room, membership, head: committed.heads[room.feed] })
}

/** The answer where there was nothing to change. */
export async function standingRoomAnswer(
  ports: Needs,
  caller: AccountCaller,
  room: RoomRow,
): Promise<Encoded<OutputOf<'room.update'>>> {
  const head = (await ports.store.read.heads([room.feed])).get(room.feed)
  const membership = await membershipOf(ports, caller, room.id)
  return roomFields(ports, { room, membership, head })
}

/** The answer to a room just made: its first rows, of which one membership is the caller's. */
export async function newRoomAnswer(
  ports: Needs,
  caller: AccountCaller,
  committed: Committed,
): Promise<Encoded<OutputOf<'room.create'>>> {
  if (committed.repeated) return repeatedRoom(ports, caller, committed.rows)
  const room = writtenRow('room', committed.rows)
  const mine = membershipId(caller.account, room.id)
  const membership = committed.rows.find(({ kind, id }) => kind === 'membership' && id === mine)
  return roomFields(ports, { room, membership, head: committed.heads[room.feed] })
}

/** A repeat is answered from the rows as they stand; who may no longer see the room gets its id only. */
export async function repeatedRoom(
  ports: Needs,
  caller: AccountCaller,
  rows: readonly Row[],
): Promise<Encoded<OutputOf<'room.create'>>> {
  const { read, epoch } = ports.store
  const room = writtenRow('room', rows)
  const member = await read.row('member', memberId(room.id, caller.account))
  if (!room.removed && canKnow(room, member)) return standingRoomAnswer(ports, caller, room)
  return encoded({ room: hiddenRoom(room.id), head: headOf(epoch, room.feed, undefined) })
}

/** The answer to joining a room: the two rows of the caller's own feed, as this commit left them. */
export function joinedAnswer(
  ports: Needs,
  room: RoomRow,
  { rows, heads }: Pick<Committed, 'rows' | 'heads'>,
): Encoded<OutputOf<'room.join'>> {
  const membership = writtenRow('membership', rows)
  const inbox = writtenRow('inbox', rows)
  return roomFields(ports, { room, membership, inbox, head: heads[room.feed] })
}

/** What the caller has of a room now, whether they are still in it or not. */
export async function joinedAlready(
  ports: Needs,
  caller: AccountCaller,
  roomId: string,
): Promise<Encoded<OutputOf<'room.join'>>> {
  const { read } = ports.store
  const feed = roomFeed(roomId)
  const mine = membershipId(caller.account, roomId)
  const head = (await read.heads([feed])).get(feed)
  const [room, membership, inbox] = await Promise.all([
    read.row('room', roomId),
    read.row('membership', mine),
    read.row('inbox', mine),
  ])
  const isShown = room !== undefined && (membership !== undefined || canKnow(room, undefined))
  const shown = isShown ? row(room) : hiddenRoom(roomId)
  return encoded({
    room: shown,
    membership: membership && row(membership),
    inbox: inbox && row(inbox),
    head: headOf(ports.store.epoch, feed, isShown ? head : undefined),
  })
}

/** The room whose rows a repeat names. */
export function roomOfRows(rows: readonly Row[]): string {
  const row = rowOfKind('membership', rows) ?? writtenRow('inbox', rows)
  return row.columns.room
}

const membershipOf = (ports: Needs, caller: AccountCaller, room: string) =>
  ports.store.read.row('membership', membershipId(caller.account, room))

const hiddenRoom = (id: string) => ({ kind: 'room', hidden: true, id })

interface Fields {
  room: RoomRow
  membership?: Row | undefined
  inbox?: Row | undefined
  head: FeedHead | undefined
}

function roomFields<T>(ports: Needs, { room, membership, inbox, head }: Fields): Encoded<T> {
  return encoded({
    room: row(room),
    membership: membership && row(membership),
    inbox: inbox && row(inbox),
    head: headOf(ports.store.epoch, room.feed, head),
  })
}
