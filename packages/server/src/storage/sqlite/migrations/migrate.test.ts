import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { test, type TestContext } from 'node:test'
import { type Connection, isOlder, openConnection } from '../connection.ts'
import { StorageFault } from '../fault.ts'
import { tables } from '../tables.ts'
import { migrations } from './list.ts'
import { epochOf, migrate, schemaOf } from './migrate.ts'
import type { Migration } from './migration.ts'

const next: Migration = {
  number: migrations.length + 1,
  name: 'next',
  sql: 'create table "next" ("id" text) strict;',
}

function newPath(context: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'hubbub-migrate-'))
  context.after(() => rmSync(folder, { recursive: true }))
  return join(folder, 'hubbub.db')
}

function opened(context: TestContext, path = newPath(context)): Connection {
  const connection = openConnection(path, { readOnly: false, cacheKiB: 2_048 })
  context.after(() => connection.close())
  return connection
}

/** What stands in the schema, without regard to how it is broken into lines. */
function schemaIn(connection: Connection): string[] {
  const found = connection.prepare('select "sql" from sqlite_schema where "sql" is not null').all()
  return (found as unknown as string[][]).map(([sql]) => plain(sql ?? '')).sort()
}

const plain = (sql: string): string => sql.toLowerCase().replaceAll(/\s+/g, ' ')
const faultOf = (code: string) => (failure: unknown) =>
  failure instanceof StorageFault && failure.code === code

/** Tables with their columns in any order (an added one stands last), and indexes as they are written. */
function shapeOf({ db }: Connection): Record<string, unknown> {
  const shape: Record<string, unknown> = {}
  const all = db.prepare(`select "type", "name", "sql" from sqlite_schema where "sql" is not null`).all()
  for (const { type, name: found, sql } of all) {
    const name = String(found)
    if (name === 'migrations') continue
    if (type === 'index') shape[`index ${name}`] = plain(String(sql))
    else {
      const columns = db
        .prepare('select "name", "type", "notnull", "pk" from pragma_table_xinfo(?)')
        .all(name)
      const kind = db.prepare('select "wr", "strict" from pragma_table_list(?)').get(name)
      shape[`table ${name}`] = { ...kind, columns: columns.map((one) => JSON.stringify(one)).sort() }
    }
  }
  return shape
}

test('the migrations make the tables that the kinds ask for', (context) => {
  const [made, asked] = [opened(context), opened(context)]
  migrate(made)
  asked.db.exec(tables().join(';'))
  assert.deepEqual(shapeOf(made), shapeOf(asked))
})

test('migrations are numbered densely from 1', () => {
  assert.deepEqual(
    migrations.map(({ number }) => number),
    migrations.map((_, place) => place + 1),
  )
})

test('migrating again changes nothing', (context) => {
  const connection = opened(context)
  migrate(connection)
  const before = { schema: schemaIn(connection), epoch: epochOf(connection) }
  migrate(connection)
  assert.deepEqual({ schema: schemaIn(connection), epoch: epochOf(connection) }, before)
})

test('what is new is added to an older database, which keeps its life', (context) => {
  const connection = opened(context)
  migrate(connection)
  const epoch = epochOf(connection)
  migrate(connection, [...migrations, next])
  assert.equal(schemaOf(connection), migrations.length + 1)
  assert.ok(schemaIn(connection).some((sql) => sql.startsWith('create table "next"')))
  assert.equal(epochOf(connection), epoch)
})

test('a migration that fails leaves the database as it was', (context) => {
  const connection = opened(context)
  migrate(connection)
  const before = schemaIn(connection)
  const broken = { ...next, sql: `${next.sql} create table "message" ("id" text);` }
  assert.throws(() => migrate(connection, [...migrations, broken]), /already exists/)
  assert.deepEqual(schemaIn(connection), before)
  assert.equal(schemaOf(connection), migrations.length)
})

test('data that a newer program wrote is refused', (context) => {
  const connection = opened(context)
  migrate(connection, [...migrations, next])
  assert.throws(() => migrate(connection), faultOf('storage.newer'))
})

test('a schema made by another text of a migration is refused', (context) => {
  const connection = opened(context)
  migrate(connection, [...migrations, next])
  const changed = { ...next, sql: `${next.sql} -- another` }
  assert.throws(() => migrate(connection, [...migrations, changed]), faultOf('storage.migration-changed'))
})

test('the database of another program is refused and left alone', (context) => {
  const path = newPath(context)
  const other = new DatabaseSync(path)
  other.exec('create table "notes" ("id" text)')
  other.close()
  const connection = opened(context, path)
  assert.throws(() => migrate(connection), faultOf('storage.not-ours'))
  assert.deepEqual(schemaIn(connection), ['create table "notes" ("id" text)'])
})

test('versions are compared by their numbers', () => {
  assert.equal(isOlder('3.51.2', '3.51.3'), true)
  assert.equal(isOlder('3.9.0', '3.51.3'), true)
  assert.equal(isOlder('3.51.3', '3.51.3'), false)
  assert.equal(isOlder('3.53.0', '3.51.3'), false)
  assert.equal(isOlder('4.0', '3.51.3'), false)
})
