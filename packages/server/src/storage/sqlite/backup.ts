import { randomBytes } from 'node:crypto'
import { accessSync, constants, existsSync, renameSync, rmSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { BackupMethods } from './threads/backup-worker.ts'
import { StorageFault } from './fault.ts'
import { syncFolder } from './files.ts'
import { callsTo, WorkerFailure } from './threads/worker-calls.ts'
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
  // A thread that cannot write tells it in words alone; asked here, the system says which folder it is.
  accessSync(dirname(target), constants.W_OK)
  const partial = `${target}.partial-${randomBytes(6).toString('hex')}`
  const worker = new Worker(workerFile('backup-worker'))
  const stop = () => void worker.terminate()
  signal.addEventListener('abort', stop)
  try {
    await callsTo<BackupMethods>(worker).call('backup', database, partial)
    renameSync(partial, target)
    syncFolder(dirname(target))
  } catch (failure) {
    throw failure instanceof WorkerFailure && failure.told.kind === 'unavailable'
      ? notWritten(target, failure)
      : failure
  } finally {
    signal.removeEventListener('abort', stop)
    await worker.terminate()
    rmSync(partial, { force: true })
  }
}

function notWritten(target: string, cause: Error): StorageFault {
  const message = `${target} was not written: ${cause.message}. Make room, or choose a place on another disk.`
  return new StorageFault('storage.not-written', message, cause)
}
