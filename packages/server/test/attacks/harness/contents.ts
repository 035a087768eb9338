import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/** A digest of each table: two are equal when nothing was written in between, or the same as before. */
export type Contents = Readonly<Record<string, string>>

export interface ContentsReader {
  now(): Contents
  /** Rows of one table, for cases that are meant to write. */
  rows(sql: string, ...values: (string | number)[]): Record<string, unknown>[]
  close(): void
}

/** Reads the store past the server, with a connection of its own. */
export function readContents(folder: string): ContentsReader {
  const database = new DatabaseSync(join(folder, 'hubbub.db'), { readOnly: true })
  const tables = database
    .prepare(`select name from sqlite_master where type = 'table' order by name`)
    .all()
    .map(({ name }) => String(name))
  let known: { version: unknown; contents: Contents } | undefined

  return {
    now() {
      // Changes whenever another connection commits, so an untouched store is not read again.
      const version = database.prepare('pragma data_version').get()?.['data_version']
      if (known === undefined || known.version !== version)
        known = { version, contents: digests(database, tables) }
      return known.contents
    },
    rows: (sql, ...values) => database.prepare(sql).all(...values),
    close: () => database.close(),
  }
}

function digests(database: DatabaseSync, tables: readonly string[]): Contents {
  return Object.fromEntries(
    tables.map((table) => {
      const hash = createHash('sha256')
      for (const row of database.prepare(`select * from "${table}" order by 1, 2`).iterate())
        hash.update(JSON.stringify(row))
      return [table, hash.digest('hex').slice(0, 16)]
    }),
  )
}
