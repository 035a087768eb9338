import { createHash, randomBytes } from 'node:crypto'
import { applicationId, type Connection, valueOf } from '../connection.ts'
import { StorageFault } from '../fault.ts'
import { migrations as ourMigrations } from './list.ts'
import type { Migration } from './migration.ts'

const migrationsTable =
  'create table "migrations" ("number" integer primary key, "name" text not null, "checksum" text not null, "appliedAt" integer not null) strict'

/**
 * Brings a database to the newest schema, all in one transaction. Refuses what is not ours, what a newer program
 * wrote, and a schema that was made by other migrations than the code has.
 */
export function migrate(connection: Connection, migrations: readonly Migration[] = ourMigrations): void {
  checkOurs(connection, migrations)
  const { db } = connection
  db.exec('begin immediate')
  try {
    if (isEmpty(connection)) begin(connection)
    for (const migration of migrations.slice(schemaOf(connection))) apply(connection, migration)
    db.exec('commit')
  } catch (failure) {
    if (db.isTransaction) db.exec('rollback')
    throw failure
  }
}

/** Throws where the file is not a Hubbub database that this program can read. */
export function checkOurs(connection: Connection, migrations: readonly Migration[] = ourMigrations): void {
  const path = connection.db.location() ?? 'the database'
  if (isEmpty(connection)) return
  if (valueOf(connection, 'pragma application_id') !== applicationId)
    throw new StorageFault(
      'storage.not-ours',
      `${path} is a database of another program. Choose another file.`,
    )
  const schema = schemaOf(connection)
  if (schema > migrations.length)
    throw new StorageFault(
      'storage.newer',
      `${path} was written by a newer Hubbub (schema ${schema}; this one knows ${migrations.length}). Start the newer one, or restore a backup made before.`,
    )
  checkApplied(connection, path, migrations)
}

/** The number of the newest migration applied. */
export const schemaOf = (connection: Connection): number => Number(valueOf(connection, 'pragma user_version'))

export const epochOf = (connection: Connection): string =>
  String(valueOf(connection, 'select "value" from "store" where "name" = \'epoch\''))

/** Begins another life of the store: what clients know of versions does not hold any more. */
export function renewEpoch(connection: Connection): void {
  const set = `insert into "store" ("name", "value") values ('epoch', ?) on conflict do update set "value" = excluded."value"`
  connection.prepare(set).run(randomBytes(12).toString('hex'))
}

const isEmpty = (connection: Connection): boolean =>
  valueOf(connection, 'select count(*) from sqlite_schema') === 0

function begin({ db }: Connection): void {
  db.exec(`pragma application_id = ${applicationId}`)
  db.exec(migrationsTable)
}

function apply(connection: Connection, migration: Migration): void {
  const { number, name, sql } = migration
  connection.db.exec(sql)
  const note = 'insert into "migrations" ("number", "name", "checksum", "appliedAt") values (?, ?, ?, ?)'
  connection.prepare(note).run(number, name, checksumOf(migration), Date.now())
  if (number === 1) renewEpoch(connection)
  connection.db.exec(`pragma user_version = ${number}`)
}

function checkApplied(connection: Connection, path: string, migrations: readonly Migration[]): void {
  const list = 'select "number", "checksum" from "migrations" order by "number"'
  for (const [number, checksum] of connection.prepare(list).all() as unknown as [number, string][]) {
    const migration = migrations[number - 1]
    if (migration && checksumOf(migration) !== checksum)
      throw new StorageFault(
        'storage.migration-changed',
        `${path} was made by another text of migration ${number} (${migration.name}) than this program has. Start the program that made it, or restore a backup.`,
      )
  }
}

const checksumOf = ({ sql }: Migration): string => createHash('sha256').update(sql).digest('hex')
