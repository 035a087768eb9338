import type { FeedId } from '@hubbub/protocol'
import type { Row } from '../../../core/feeds/change-set.ts'
import type { Kind } from '../../../core/feeds/kinds.ts'
import type { DocumentQuery } from '../../../core/ports/document-query.ts'
import type { MessagePlace, MessageScan, Page } from '../../../core/ports/store.ts'
import { type Connection, openConnection } from '../connection.ts'
import { addDeadline } from './deadline.ts'
import { queryDocuments } from '../reads/documents.ts'
import { readFeed } from '../reads/lists.ts'
import { readMessages, scanMessages } from '../reads/messages.ts'
import {
  countFeed,
  countUnread,
  measureMade,
  searchMade,
  searchProfiles,
  searchRooms,
  searchSpentGuests,
  type Unread,
} from '../reads/searches.ts'
import { answerCalls } from './worker-calls.ts'

/** A thread for reads that may take long. It writes nothing, so it may be ended at any moment. */
export type ReaderMethods = ReturnType<typeof methods>

let connection: Connection | undefined
let inTime: <T>(read: () => T) => T

answerCalls(methods())

function methods() {
  return {
    open(path: string, limitMs: number): void {
      connection = openConnection(path, { readOnly: true, cacheKiB: 8_192 })
      inTime = addDeadline(connection.db, limitMs)
    },
    rooms: (search: string, page: Page): Row<'room'>[] => read((on) => searchRooms(on, search, page)),
    profiles: (search: string, page: Page): Row<'profile'>[] =>
      read((on) => searchProfiles(on, search, page)),
    count: (kind: Kind, feed: FeedId): number => read((on) => countFeed(on, kind, feed)),
    madeBy: (contract: string, unclaimed: string): { rows: number; bytes: number } =>
      read((on) => measureMade(on, contract, unclaimed)),
    rowsMadeBy: (kind: 'account' | 'room', makers: readonly string[], page: Page): Row[] =>
      read((on) => searchMade(on, kind, makers, page)),
    spentGuests: (now: number, limit: number): Row<'account'>[] =>
      read((on) => searchSpentGuests(on, now, limit)),
    messages: (room: string, place: MessagePlace): Row<'message'>[] =>
      read((on) => readMessages(on, room, place)),
    scan: (room: string, wanted: MessageScan): Row<'message'>[] =>
      read((on) => scanMessages(on, room, wanted)),
    inFeed: (kind: Kind, feed: FeedId, page: Page): Row[] => read((on) => readFeed(on, kind, feed, page)),
    documents: (query: DocumentQuery): Row<'document'>[] => read((on) => queryDocuments(on, query)),
    unread: (account: string, rooms: readonly string[], shown: number): Map<string, Unread> =>
      read((on) => countUnread(on, account, rooms, shown)),
  }
}

function read<T>(work: (connection: Connection) => T): T {
  const on = connection
  if (!on) throw new Error('the database is not open')
  return inTime(() => work(on))
}
