import { randomBytes } from 'node:crypto'
import { existsSync, renameSync, rmSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { BackupMethods } from './threads/backup-worker.ts'
import { StorageFault } from './fault.ts'
import { syncFolder } from './files.ts'
import { callsTo } from './threads/worker-calls.ts'
import { workerFile } from './threads/worker-file.ts'

/**
 * One file that holds everything. It appears under its name only when it is whole, checked and on the disk. An abort
 * ends it as soon as SQLite lets go.
 */
export async function backUp(database: string, path: string, signal: AbortSignal): Promise<void> {
  const target = resolve(path)
  if (existsSync(target))
    throw new StorageFault(
      'storage.target-exists',
      `${target} exists already. Remove it first, or choose another name.`,
    )
  const partial = `${target}.partial-${randomBytes(6).toString('hex')}`
  const worker = new Worker(workerFile('backup-worker'))
  const stop = () => void worker.terminate()
  signal.addEventListener('abort', stop)
  try {
    await callsTo<BackupMethods>(worker).call('backup', database, partial)
    renameSync(partial, target)
    syncFolder(dirname(target))
  } finally {
    signal.removeEventListener('abort', stop)
    await worker.terminate()
    rmSync(partial, { force: true })
  }
}
