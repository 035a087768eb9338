import { type FeedId, limits } from '@hubbub/protocol'
import { unclaimedBy } from '../../../core/accounts/rows/account-rows.ts'
import type { Row } from '../../../core/feeds/change-set.ts'
import type { Kind } from '../../../core/feeds/kinds.ts'
import type { Page, Reads } from '../../../core/ports/store.ts'
import type { Connection } from '../connection.ts'
import type { ReaderPool } from '../threads/reader-pool.ts'
import { readChanges } from './changes.ts'
import {
  readAccountsWithRole,
  readCollections,
  readFeed,
  readMentionsFor,
  readMentionsOf,
  readShareRoom,
} from './lists.ts'
import { knownHead, knownRow, knownRows } from './known.ts'
import type { RowCache } from './row-cache.ts'
import { readHistory, readMessages } from './messages.ts'
import { readKey, readOwner, readRow } from './points.ts'

/** What is found by an index is read here and now; long pages and what may look at many rows are asked of the readers. */
export function createReads(connection: Connection, cache: RowCache, pool: ReaderPool): Reads {
  return {
    row(kind, id) {
      const row = knownRow(connection, cache, { kind, id })
      return row?.removed ? undefined : row
    },
    async rows(kind, ids) {
      return knownRows(connection, cache, kind, ids)
    },
    async message(id) {
      return readRow(connection, { kind: 'message', id })
    },
    async once(key) {
      const known = readKey(connection, key)
      return (
        known && {
          digest: known.digest,
          rows: known.refs.flatMap((ref) => readRow(connection, ref) ?? []),
        }
      )
    },
    async owner(name) {
      return readOwner(connection, name)
    },
    async heads(feeds) {
      return new Map(feeds.map((feed) => [feed, knownHead(connection, cache, feed)]))
    },
    async changes(feed, since, bounds) {
      return readChanges(connection, feed, since, bounds)
    },
    async inFeed<K extends Kind>(kind: K, feed: FeedId, page: Page) {
      // The pool gives rows of the kind it was asked for.
      if (page.limit > limits.pageMax) return (await pool.ask('inFeed', kind, feed, page)) as Row<K>[]
      return readFeed(connection, kind, feed, page)
    },
    countInFeed: (kind, feed) => pool.ask('count', kind, feed),
    async messages(room, place) {
      if (place.limit > limits.pageMax) return pool.ask('messages', room, place)
      return readMessages(connection, room, place)
    },
    async history(room, place) {
      return readHistory(connection, room, place)
    },
    scan: (room, wanted) => pool.ask('scan', room, wanted),
    publicRooms: (search, page) => pool.ask('rooms', search, page),
    profiles: (search, page) => pool.ask('profiles', search, page),
    async mentionsOf(message) {
      return readMentionsOf(connection, message)
    },
    async mentionsFor(account, page) {
      return readMentionsFor(connection, account, page)
    },
    unread: (account, rooms) => pool.ask('unread', account, rooms, limits.unreadShown),
    async shareRoom(one, other) {
      return readShareRoom(connection, one, other)
    },
    documents: (query) => pool.ask('documents', query),
    async collections(page) {
      return readCollections(connection, page)
    },
    async accountsWithRole(role) {
      return readAccountsWithRole(connection, role)
    },
    spentGuests: (now, limit) => pool.ask('spentGuests', now, limit),
    madeBy: (contract) => pool.ask('madeBy', contract, unclaimedBy(contract)),
    rowsMadeBy: <K extends 'account' | 'room'>(kind: K, contract: string, page: Page) =>
      pool.ask('rowsMadeBy', kind, [contract, unclaimedBy(contract)], page) as Promise<Row<K>[]>,
  }
}
