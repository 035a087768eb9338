import { Worker } from 'node:worker_threads'
import type { BatchAnswer } from '../../core/feeds/run-batch.ts'
import type { Storage } from '../../core/ports/store.ts'
import { refuse } from '../../core/refusal.ts'
import { backUp } from './backup.ts'
import { openConnection } from './connection.ts'
import { dataFiles, makeFile, syncFolder } from './files.ts'
import type { ToldFailure } from './failures.ts'
import { lockFolder } from './lock.ts'
import { createReaderPool, type ReaderBounds } from './threads/reader-pool.ts'
import { createReads } from './reads/reads.ts'
import { type Calls, callsTo, WorkerFailure } from './threads/worker-calls.ts'
import { workerFile } from './threads/worker-file.ts'
import type { ToldAnswer, WriterMethods } from './threads/writer-worker.ts'

export interface SqliteOptions {
  /** The data folder; made where it is missing. One process at a time may use it. */
  folder: string
  /** The database may not grow beyond this; writes are then refused until there is room again. */
  maxBytes?: number
  readers?: Partial<ReaderBounds>
  /** Told once, when nothing can be written any more: the process has to end and start again from the disk. */
  onFatal?: (failure: Error) => void
}

const readerBounds: ReaderBounds = { threads: 2, waiting: 256, waitMs: 5_000, limitMs: 2_000 }

/** The embedded engine: one thread writes, this one reads points and pages, others read what may take long. */
export async function openSqlite(options: SqliteOptions): Promise<Storage> {
  const files = dataFiles(options.folder)
  const lock = lockFolder(files.folder)
  makeFile(files.database)
  const worker = new Worker(workerFile('writer-worker'))
  const writer = callsTo<WriterMethods>(worker)
  try {
    const { epoch } = await writer.call('open', { path: files.database, maxBytes: options.maxBytes })
    syncFolder(files.folder)
    return storageOn({ database: files.database, epoch, writer, options }, async () => {
      await worker.terminate()
      lock.release()
    })
  } catch (failure) {
    await worker.terminate()
    lock.release()
    throw failure
  }
}

interface Opened {
  database: string
  epoch: string
  writer: Calls<WriterMethods>
  options: SqliteOptions
}

function storageOn({ database, epoch, writer, options }: Opened, end: () => Promise<void>): Storage {
  const connection = openConnection(database, { readOnly: true, cacheKiB: 16_384 })
  const pool = createReaderPool(database, { ...readerBounds, ...options.readers })
  const writing = writingThrough(options.onFatal ?? (() => {}))
  return {
    epoch,
    read: createReads(connection, pool),
    run: (sets) => writing.batch(writer.call('run', [...sets])),
    purge: (before, limit) => writing.call(writer.call('purge', before, limit)),
    erase: (feed, limit) => writing.call(writer.call('erase', feed, limit)),
    backup: (path) => backUp(database, path),
    async close() {
      await pool.close()
      connection.close()
      // A writer that died leaves its log; the next start recovers from it.
      await writer.call('close').catch(() => {})
      await end()
    },
  }
}

/** Turns what the writer tells of its failures into refusals and bugs, and a fatal one into the end. */
function writingThrough(onFatal: (failure: Error) => void) {
  let dead = false

  function failureOf(told: ToldFailure): Error {
    if (told.kind === 'bug') return new WorkerFailure(told)
    if (told.kind === 'fatal' && !dead) {
      dead = true
      onFatal(new WorkerFailure(told))
    }
    return refuse('unavailable', { detail: `Nothing can be stored now: ${told.message}.` })
  }

  const answerOf = (answer: ToldAnswer): BatchAnswer =>
    'failed' in answer ? { failed: failureOf(answer.failed) } : answer

  async function call<T>(answer: Promise<T>): Promise<T> {
    try {
      return await answer
    } catch (failure) {
      throw failure instanceof WorkerFailure ? failureOf(failure.told) : failure
    }
  }

  return {
    call,
    batch: async (answers: Promise<ToldAnswer[]>): Promise<BatchAnswer[]> =>
      (await call(answers)).map(answerOf),
  }
}
