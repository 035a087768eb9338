import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'
import { StorageFault } from './fault.ts'

/** "Hubb": what tells our files from other people's. */
export const applicationId = 0x48756262

/** Versions before this one can damage a database that several threads write or checkpoint (the WAL-reset race). */
const oldestSqlite = '3.51.3'

export interface Connection {
  readonly db: DatabaseSync
  /** Prepared once for each text; rows come as arrays. */
  prepare(sql: string): StatementSync
  close(): void
}

export interface ConnectionOptions {
  readOnly: boolean
  /** Pages kept in memory, in KiB. */
  cacheKiB: number
}

export function openConnection(path: string, { readOnly, cacheKiB }: ConnectionOptions): Connection {
  const db = new DatabaseSync(path, { readOnly, timeout: 5_000, enableForeignKeyConstraints: true })
  try {
    checkSqlite(db)
    db.exec(`pragma cache_size = -${cacheKiB}; pragma synchronous = full; pragma trusted_schema = off`)
  } catch (failure) {
    db.close()
    throw failure
  }
  const statements = new Map<string, StatementSync>()
  return {
    db,
    prepare(sql) {
      const known = statements.get(sql)
      if (known) return known
      // SQLite prepares the whole statement anew each time a bare parameter of its limit is bound; it sees through no `+`.
      if (/\blimit \?/.test(sql)) throw new Error(`write "limit +?": ${sql}`)
      const made = db.prepare(sql)
      made.setReturnArrays(true)
      statements.set(sql, made)
      return made
    },
    close() {
      statements.clear()
      db.close()
    },
  }
}

/** The first column of the first row. */
export function valueOf(connection: Connection, sql: string, ...values: SQLInputValue[]): unknown {
  const row = connection.prepare(sql).get(...values) as unknown[] | undefined
  return row?.[0]
}

function checkSqlite(db: DatabaseSync): void {
  const { version } = db.prepare('select sqlite_version() as version').get() as { version: string }
  if (isOlder(version, oldestSqlite))
    throw new StorageFault(
      'storage.sqlite-too-old',
      `This Node has SQLite ${version}, which can damage a database under load. Use a Node with SQLite ${oldestSqlite} or newer (24.17 or newer).`,
    )
}

export function isOlder(version: string, than: string): boolean {
  const parts = version.split('.').map(Number)
  const bounds = than.split('.').map(Number)
  for (const [place, bound] of bounds.entries()) {
    const part = parts[place] ?? 0
    if (part !== bound) return part < bound
  }
  return false
}
