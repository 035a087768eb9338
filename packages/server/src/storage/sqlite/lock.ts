import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { StorageFault } from './fault.ts'
import { type DataFiles, dataFiles, makeFile, makeFolder } from './files.ts'

export interface FolderLock {
  release(): void
}

/**
 * One process per data folder. The lock is SQLite's own on a file of its own, held by an open transaction: the system
 * takes it back however the process ends.
 */
export function lockFolder(folder: string): FolderLock {
  const files = dataFiles(folder)
  makeFolder(files.folder)
  makeFile(files.lock)
  const lock = new DatabaseSync(files.lock, { timeout: 0 })
  try {
    lock.exec('begin exclusive')
  } catch (cause) {
    lock.close()
    throw isBusy(cause) ? inUse(files.folder, pidIn(files.pid), cause) : notLocked(files, cause)
  }
  writeFileSync(files.pid, `${process.pid}\n`, { mode: 0o600 })
  return {
    release() {
      rmSync(files.pid, { force: true })
      lock.close()
    },
  }
}

function inUse(folder: string, pid: string, cause: unknown): StorageFault {
  const message = `The data folder ${folder} is in use by process ${pid}. Stop that server first, or choose another folder with --data.`
  return new StorageFault('storage.folder-in-use', message, cause)
}

/** SQLite's code 5; a full disk or a foreign file is told in the same place. */
const isBusy = (cause: unknown): boolean => (Number((cause as { errcode?: unknown }).errcode) & 0xff) === 5

function notLocked({ folder, lock }: DataFiles, cause: unknown): StorageFault {
  const why = cause instanceof Error ? cause.message : String(cause)
  const remedy = `Make room on its disk, or delete ${lock} while no server runs`
  return new StorageFault(
    'storage.not-locked',
    `The data folder ${folder} cannot be locked: ${why}. ${remedy}.`,
    cause,
  )
}

function pidIn(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim()
  } catch {
    return '(unknown)'
  }
}
