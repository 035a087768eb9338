import { randomBytes } from 'node:crypto'
import { existsSync, renameSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { BackupMethods } from './threads/backup-worker.ts'
import { StorageFault } from './fault.ts'
import { syncFolder } from './files.ts'
import { callsTo } from './threads/worker-calls.ts'
import { workerFile } from './threads/worker-file.ts'

/** One file that holds everything. It appears under its name only when it is whole, checked and on the disk. */
export async function backUp(database: string, path: string): Promise<void> {
  const target = resolve(path)
  if (existsSync(target))
    throw new StorageFault(
      'storage.target-exists',
      `${target} exists already. Remove it first, or choose another name.`,
    )
  const partial = `${target}.partial-${randomBytes(6).toString('hex')}`
  const worker = new Worker(workerFile('backup-worker'))
  try {
    await callsTo<BackupMethods>(worker).call('backup', database, partial)
  } finally {
    await worker.terminate()
  }
  renameSync(partial, target)
  syncFolder(dirname(target))
}
