import { type AccountId, type FeedId, limits } from '@hubbub/protocol'
import { isAdmin, isGuest, type AccountCaller } from './caller.ts'
import { isModerator } from './access.ts'
import { followableBy } from './documents/document-rules.ts'
import type { Row } from './feeds/change-set.ts'
import { partsOfFeed, roomFeed, staffFeed, userFeed } from './feeds/feed-ids.ts'
import { inPages } from './in-pages.ts'
import type { Ports } from './ports/ports.ts'
import { memberId } from './rooms/load-room.ts'

/** Who hears. One feed, one audience: who may follow a feed may see every row in it. */

/** What a committed row does to who is listening. */
export type Effect =
  /** From this row on the account's connections follow the feed. */
  | { does: 'join'; account: AccountId; feed: FeedId }
  /** The account's connections hear nothing of the feed from this row on, the row itself left out. */
  | { does: 'leave'; account: AccountId; feed: FeedId }
  /** These connections close, on every namespace. */
  | { does: 'end'; account: AccountId; session?: string; key?: string }
  /** What was read of this account for its connections is out of date. */
  | { does: 'refresh'; account: AccountId }
  /** Who follows this feed is asked again whether they may. */
  | { does: 'recheck'; feed: FeedId }

/** Effects in the order they take hold. */
export function effectsOf(row: Row): Effect[] {
  switch (row.kind) {
    case 'member':
      return effectsOfMember(row as Row<'member'>)
    case 'account':
      return effectsOfAccount(row as Row<'account'>)
    case 'session':
      return row.removed
        ? [{ does: 'end', account: (row as Row<'session'>).columns.account, session: row.id }]
        : []
    case 'key':
      return row.removed ? [{ does: 'end', account: (row as Row<'key'>).columns.account, key: row.id }] : []
    case 'collection':
      return [{ does: 'recheck', feed: row.feed }]
    default:
      return []
  }
}

function effectsOfMember(row: Row<'member'>): Effect[] {
  const { account, room } = row.columns
  const staff: Effect = { does: 'leave', account, feed: staffFeed(room) }
  if (row.removed) return [{ does: 'leave', account, feed: row.feed }, staff]
  const joins: Effect[] = row.born === row.version ? [{ does: 'join', account, feed: row.feed }] : []
  return isModerator(row) ? joins : [...joins, staff]
}

function effectsOfAccount(row: Row<'account'>): Effect[] {
  if (row.removed || row.columns.status !== 'active') return [{ does: 'end', account: row.id }]
  return [{ does: 'refresh', account: row.id }]
}

/** Whether the caller may follow a feed and so see all of it. */
export async function mayFollow(
  ports: Pick<Ports, 'store'>,
  caller: AccountCaller,
  feed: FeedId,
): Promise<boolean> {
  const { type, of } = partsOfFeed(feed)
  switch (type) {
    case 'user':
      return of === caller.account
    case 'directory':
      return !isGuest(caller)
    case 'room':
      // The room's own row too: of a deleted room members are left only until they are taken out.
      return (await memberOf(ports, of, caller.account)) !== undefined && (await isThere(ports, of))
    case 'staff':
      return isModerator(await memberOf(ports, of, caller.account))
    case 'collection':
      return mayFollowCollection(ports, caller, of)
    case 'server':
      return false
  }
}

const isThere = async (ports: Pick<Ports, 'store'>, room: string): Promise<boolean> =>
  (await ports.store.read.row('room', room)) !== undefined

const memberOf = (ports: Pick<Ports, 'store'>, room: string, account: AccountId) =>
  ports.store.read.row('member', memberId(room, account))

async function mayFollowCollection(
  ports: Pick<Ports, 'store'>,
  caller: AccountCaller,
  name: string,
): Promise<boolean> {
  const collection = await ports.store.read.row('collection', name)
  return collection !== undefined && (isAdmin(caller) || followableBy(ports, caller, collection))
}

/**
 * The feeds an account follows by itself: its own and its rooms'. Read in pages, which cost no more than a history page:
 * after a restart everybody asks at once, and a queue for long reads would refuse most of them.
 */
export async function feedsOf(
  ports: Pick<Ports, 'store'>,
  account: AccountId,
  most: number,
): Promise<FeedId[]> {
  const own = userFeed(account)
  const feeds: FeedId[] = [own]
  const limit = Math.min(limits.pageMax, most)
  for await (const page of inPages((at) => ports.store.read.inFeed('membership', own, at), { limit })) {
    for (const { columns } of page) feeds.push(roomFeed(columns.room))
    if (feeds.length > most) break
  }
  return feeds.slice(0, most + 1)
}
