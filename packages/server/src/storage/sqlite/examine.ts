import { existsSync, statSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { pathToFileURL } from 'node:url'
import { type Connection, valueOf } from './connection.ts'
import { StorageFault } from './fault.ts'
import { dataFiles } from './files.ts'
import { migrations } from './migrations/list.ts'
import { checkOurs, schemaOf } from './migrations/migrate.ts'

/** What is found in a data folder by only looking. */
export interface Examined {
  /** Missing: no server has made it yet. */
  is: 'missing' | 'whole' | 'faulty'
  bytes: number
  /** Migrations that the next start applies. */
  pending: number
  /** When the first migration was applied, in milliseconds; undefined where that cannot be read. */
  madeAt: number | undefined
  /** Why it is faulty, and under which code. */
  fault: { code: string; message: string } | undefined
}

/**
 * Looks at a store, with or without a server on it, and changes nothing. All of it is read once (`quick_check`), which
 * takes as long as the disk takes to read the file.
 */
export function examineStore(folder: string): Examined {
  const { database } = dataFiles(folder)
  const found: Examined = { is: 'missing', bytes: 0, pending: 0, madeAt: undefined, fault: undefined }
  if (!existsSync(database)) return found
  const bytes = statSync(database).size
  try {
    return { ...found, ...looked(database), is: 'whole', bytes }
  } catch (failure) {
    return { ...found, is: 'faulty', bytes, fault: wordsFor(failure, database) }
  }
}

function looked(database: string): Pick<Examined, 'pending' | 'madeAt'> {
  const connection = openUntouched(database)
  try {
    checkOurs(connection)
    const schema = schemaOf(connection)
    const verdict = valueOf(connection, 'pragma quick_check(1)')
    if (verdict !== 'ok')
      throw new StorageFault('storage.damaged', `${database} is damaged: ${String(verdict)}.`)
    const madeAt = schema > 0 ? valueOf(connection, 'select min("appliedAt") from "migrations"') : undefined
    return {
      pending: migrations.length - schema,
      madeAt: typeof madeAt === 'number' ? madeAt : undefined,
    }
  } finally {
    connection.close()
  }
}

/**
 * Reading a database with a log (WAL) makes files beside it. Where there is none nobody is writing, so the file can be
 * taken for one that never changes.
 */
function openUntouched(path: string): Connection {
  const file = pathToFileURL(path)
  if (!existsSync(`${path}-wal`)) file.searchParams.set('immutable', '1')
  const db = new DatabaseSync(file, { readOnly: true, timeout: 1_000 })
  return {
    db,
    prepare(sql) {
      const statement = db.prepare(sql)
      statement.setReturnArrays(true)
      return statement
    },
    close: () => db.close(),
  }
}

function wordsFor(failure: unknown, database: string): NonNullable<Examined['fault']> {
  if (failure instanceof StorageFault) return { code: failure.code, message: failure.message }
  const why = failure instanceof Error ? failure.message : String(failure)
  return { code: 'storage.damaged', message: `${database} cannot be read: ${why}.` }
}
