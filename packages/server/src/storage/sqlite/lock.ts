import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { StorageFault } from './fault.ts'
import { dataFiles, makeFile, makeFolder } from './files.ts'

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
    throw inUse(files.folder, pidIn(files.pid), cause)
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

function pidIn(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim()
  } catch {
    return '(unknown)'
  }
}
