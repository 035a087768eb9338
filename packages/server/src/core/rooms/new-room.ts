import type { AccountId, Room } from '@hubbub/protocol'
import type { RoomRow } from '../access.ts'
import { foldIdentity } from '../accounts/fold.ts'
import type { Put } from '../feeds/change-set.ts'
import { roomFeed } from '../feeds/feed-ids.ts'
import { isoTime } from '../time.ts'

/** What a room's text says, besides its id and when and by whom it was made. */
export interface RoomFacts {
  type: Room['type']
  /** Direct rooms have none: each of their people sees the others' names. */
  name?: string | undefined
  handle?: string | undefined
  topic?: string | undefined
  posting: Room['posting']
  archived?: true | undefined
}

interface Making {
  id: string
  createdBy?: AccountId | undefined
  /** The older contract it was made through, if one. */
  madeBy?: string | undefined
  now: number
}

/** The row of a room that is about to be made. */
export function newRoom(facts: RoomFacts, { id, createdBy, madeBy, now }: Making): Put<'room'> {
  const made = { createdBy: createdBy ?? null, madeBy: madeBy ?? null, createdAt: now }
  return { ...roomPut(id, facts, made), fresh: true }
}

/** The row of a room, with some facts changed. */
export function changedRoom(room: RoomRow, changes: Partial<RoomFacts>): Put<'room'> {
  const { createdBy, madeBy, createdAt } = room.columns
  return roomPut(room.id, { ...factsOf(room), ...changes }, { createdBy, madeBy, createdAt })
}

export function factsOf(room: RoomRow): RoomFacts {
  const { type, name, handle, topic, posting, archived } = JSON.parse(room.text) as RoomFacts
  return { type, name, handle, topic, posting, archived }
}

/** Rooms are found by the words of their name, handle and topic, whatever their case. */
export const searchable = (text: string): string => foldIdentity(text).replace(/\s+/g, ' ').trim()

type Made = Pick<RoomRow['columns'], 'createdBy' | 'madeBy' | 'createdAt'>

function roomPut(id: string, facts: RoomFacts, made: Made): Put<'room'> {
  const { type, name, handle, posting, archived } = facts
  const topic = facts.topic || undefined
  const createdBy = made.createdBy ?? undefined
  const createdAt = isoTime(made.createdAt)
  return {
    op: 'put',
    kind: 'room',
    id,
    feed: roomFeed(id),
    columns: {
      ...made,
      type,
      posting,
      archived: archived ? 1 : 0,
      search: searchable([name, handle, topic].filter(Boolean).join(' ')),
    },
    text: JSON.stringify({ id, type, name, handle, topic, posting, archived, createdBy, createdAt }),
  }
}
