import type { MemberRow, RoomRow } from '../access.ts'
import type { AccountCaller } from '../caller.ts'
import type { Put, Row } from '../feeds/change-set.ts'
import { userFeed } from '../feeds/feed-ids.ts'
import type { Ports } from '../ports/ports.ts'
import { memberId, unchanged } from '../rooms/load-room.ts'
import type { SetPart } from '../rooms/set-part.ts'
import { isoTime } from '../time.ts'

/**
 * A row of the named person's own feed, inserted once; it never changes what they keep about the room. `seq` is known
 * where the message is.
 */
export function mentionOf(message: Put<'message'>, account: string, seq?: number): Put<'mention'> {
  const { room, author, createdAt } = message.columns
  const id = `${message.id}.${account}`
  const isNew = seq === undefined
  return {
    op: 'put',
    kind: 'mention',
    id,
    feed: userFeed(account),
    fresh: isNew ? true : undefined,
    columns: { account, room, message: message.id, seq: seq ?? 0 },
    fill: isNew ? { as: 'seq', from: message.feed } : undefined,
    text: JSON.stringify({ seq, id, room, message: message.id, by: author, createdAt: isoTime(createdAt) }),
  }
}

/** The message does not name this person any more. */
export function removedMention(mention: Row<'mention'>, now: number): SetPart {
  const { id, feed } = mention
  const { room, message } = mention.columns
  return {
    touches: [feed],
    expect: [unchanged(mention)],
    writes: [
      { op: 'remove', kind: 'mention', id, feed, text: JSON.stringify({ id, room, message }), at: now },
    ],
  }
}

/** Those named who are in the room; the author and strangers are left out. */
export async function namedMembers(
  ports: Pick<Ports, 'store'>,
  room: RoomRow,
  caller: AccountCaller,
  mentions: readonly string[],
): Promise<MemberRow[]> {
  const others = mentions.filter((account) => account !== caller.account)
  if (others.length === 0) return []
  return ports.store.read.rows(
    'member',
    others.map((account) => memberId(room.id, account)),
  )
}
