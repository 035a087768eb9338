import { constants, copyFileSync, existsSync, renameSync, rmSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { verify } from './backup-copy.ts'
import { checkpointAll } from './threads/checkpoint.ts'
import { openConnection } from './connection.ts'
import { StorageFault } from './fault.ts'
import { dataFiles, makeFolder, syncFile, syncFolder } from './files.ts'
import { lockFolder } from './lock.ts'
import { renewEpoch } from './migrations/migrate.ts'

export interface RestoreOptions {
  /** The backup. */
  from: string
  /** The data folder to put it in. */
  folder: string
  /** Put it in the place of the data that is there. */
  replace?: boolean
}

/** Puts a backup in place, as another life of the store: what clients know of versions may be ahead of it. */
export function restore({ from, folder, replace = false }: RestoreOptions): void {
  const source = resolve(from)
  if (!statSync(source, { throwIfNoEntry: false })?.isFile())
    throw new StorageFault('storage.no-such-file', `There is no file ${source}. Name the backup's file.`)
  makeFolder(resolve(folder))
  const lock = lockFolder(folder)
  try {
    const files = dataFiles(folder)
    if (existsSync(files.database) && !replace)
      throw new StorageFault(
        'storage.target-exists',
        `${files.folder} holds data already. Choose an empty folder, or add --replace to lose what is there.`,
      )
    putInPlace(source, files.database)
    syncFolder(files.folder)
  } finally {
    lock.release()
  }
}

function putInPlace(source: string, database: string): void {
  const partial = `${database}.restoring`
  rmSync(partial, { force: true })
  try {
    copyFileSync(source, partial, constants.COPYFILE_FICLONE)
    verify(partial, source)
    beginNewLife(partial)
    syncFile(partial)
    endOldLog(database)
    renameSync(partial, database)
  } finally {
    rmSync(partial, { force: true })
  }
}

function beginNewLife(path: string): void {
  const connection = openConnection(path, { readOnly: false, cacheKiB: 2_048 })
  try {
    renewEpoch(connection)
  } finally {
    connection.close()
  }
}

/** A log left behind would be taken for the log of the restored database. */
function endOldLog(database: string): void {
  const log = `${database}-wal`
  if (!existsSync(log)) return
  try {
    const old = openConnection(database, { readOnly: false, cacheKiB: 2_048 })
    checkpointAll(old)
    old.close()
  } catch {
    // The old data cannot be read, and is about to be replaced.
  }
  rmSync(log, { force: true })
  rmSync(`${database}-shm`, { force: true })
}
