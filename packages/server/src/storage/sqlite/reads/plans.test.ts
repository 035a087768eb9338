import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { roomFeed, userFeed } from '../../../core/feeds/feed-ids.ts'
import { ada, ben, idOf, message, named, room, set } from '../../contract/rows-to-write.ts'
import { runBatch, wantedBy } from '../../../core/feeds/run-batch.ts'
import { type Connection, openConnection } from '../connection.ts'
import { createEngine } from '../engine.ts'
import { load } from '../load.ts'
import { migrate } from '../migrations/migrate.ts'
import { addDeadline } from '../threads/deadline.ts'
import { erase, purge } from '../upkeep.ts'
import { readChanges } from './changes.ts'
import { queryDocuments } from './documents.ts'
import {
  readAccountsWithRole,
  readCollections,
  readFeed,
  readMentionsFor,
  readMentionsOf,
  readShareRoom,
} from './lists.ts'
import { readHistory, readMessages, scanMessages } from './messages.ts'
import { readKey, readOwner, readRows } from './points.ts'
import { createRowCache } from './row-cache.ts'
import {
  countFeed,
  countUnread,
  measureMade,
  searchMade,
  searchProfiles,
  searchRooms,
  searchSpentGuests,
} from './searches.ts'

/** A small store whose statements are noted as they are prepared. */
async function noted(context: TestContext): Promise<{ connection: Connection; statements: Set<string> }> {
  const folder = mkdtempSync(join(tmpdir(), 'hubbub-plans-'))
  const connection = openConnection(join(folder, 'hubbub.db'), { readOnly: false, cacheKiB: 2_048 })
  context.after(() => {
    connection.close()
    rmSync(folder, { recursive: true })
  })
  migrate(connection)
  addDeadline(connection.db, 60_000)
  await runBatch(createEngine(connection), [set([room('lounge'), message('hello')], { once: { key: 'k' } })])
  const statements = new Set<string>()
  const noting: Connection = {
    ...connection,
    prepare(sql) {
      statements.add(sql)
      return connection.prepare(sql)
    },
  }
  return { connection: noting, statements }
}

/** The steps that read a whole table of rows, or sort what an index should have in order. */
function slowSteps({ db }: Connection, sql: string): string[] {
  if (!/^(select|update|delete)/.test(sql)) return []
  const steps = db
    .prepare(`explain query plan ${sql}`)
    .all()
    .map(({ detail }) => String(detail))
  const isScan = (step: string) => /^SCAN (?!json_each|\(|CONSTANT)/.test(step)
  const isSort = (step: string) =>
    sql.includes('order by') && /^USE TEMP B-TREE(?! FOR group_concat)/.test(step)
  return steps.filter((step) => isScan(step) || isSort(step)).map((step) => `${step}: ${sql}`)
}

const lounge = idOf('lounge')
const page = { after: 'a', limit: 10 }
const bounds = { items: 10, bytes: 1_000, behind: 100 }

test('whatever is read or cleaned up is found by an index, in order', async (context) => {
  const { connection, statements } = await noted(context)
  load(
    connection,
    createRowCache(),
    wantedBy([
      set([message('hello', { fresh: false })], {
        expect: [
          { name: named('handle', 'x'), owner: null },
          { count: 'member', feed: roomFeed(lounge), fewerThan: 9 },
        ],
      }),
    ]),
  )
  readRows(connection, 'member', [ada])
  readKey(connection, 'k')
  readOwner(connection, named('handle', 'x'))
  for (const feed of [
    roomFeed(lounge),
    userFeed(ada),
    'directory',
    'server',
    `staff:${lounge}`,
    'collection:notes',
  ])
    readChanges(connection, feed, 0, bounds)
  readFeed(connection, 'member', roomFeed(lounge), page)
  readMentionsOf(connection, idOf('hello'))
  readMentionsFor(connection, ada, page)
  readMentionsFor(connection, ada, { limit: 10 })
  readShareRoom(connection, ada, ben)
  readCollections(connection, page)
  readAccountsWithRole(connection, 'owner')
  scanMessages(connection, lounge, { after: 0, to: 9, contains: 'x', author: ada })
  for (const place of [{ before: 9 }, { after: 1 }, { around: 5 }]) {
    readMessages(connection, lounge, { ...place, limit: 4 })
    readHistory(connection, lounge, { ...place, limit: 4 })
  }
  searchRooms(connection, 'x', page)
  searchProfiles(connection, 'x', page)
  countFeed(connection, 'member', roomFeed(lounge))
  countUnread(connection, ada, [lounge], 100)
  measureMade(connection, 'older', 'unclaimed older')
  searchMade(connection, 'account', ['older'], page)
  searchMade(connection, 'room', ['older'], page)
  searchSpentGuests(connection, 1, 10)
  purge(connection, { tombstones: 1, keys: 1 }, 10)
  erase(connection, roomFeed(lounge), 10)
  assert.ok(statements.size > 60, `${statements.size} statements`)
  assert.deepEqual(
    [...statements].flatMap((sql) => slowSteps(connection, sql)),
    [],
  )
})

test('a query of documents reads its collection only', async (context) => {
  const { connection } = await noted(context)
  const prepared: string[] = []
  const db = {
    prepare(sql: string) {
      prepared.push(sql)
      return connection.db.prepare(sql)
    },
  }
  const sort = { fields: [], idOrder: 'asc' as const, textLength: 168 }
  const query = { collection: 'notes', filter: undefined, sort, owner: undefined, limit: 10 }
  const asking = { ...connection, db: db as unknown as Connection['db'] }
  queryDocuments(asking, { ...query, after: undefined })
  queryDocuments(asking, { ...query, after: { values: [], id: 'a' } })
  assert.equal(prepared.length, 2)
  assert.deepEqual(
    prepared.flatMap((sql) => slowSteps(connection, sql)),
    [],
  )
})
