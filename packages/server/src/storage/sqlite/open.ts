import { Worker } from 'node:worker_threads'
import type { ChangeSet } from '../../core/feeds/change-set.ts'
import type { BatchAnswer } from '../../core/feeds/run-batch.ts'
import type { Storage } from '../../core/ports/store.ts'
import { refuse } from '../../core/refusal.ts'
import { backUp } from './backup.ts'
import { openConnection } from './connection.ts'
import { dataFiles, makeFile, syncFolder } from './files.ts'
import type { ToldFailure } from './failures.ts'
import { lockFolder } from './lock.ts'
import { createReaderPool, type ReaderBounds } from './threads/reader-pool.ts'
import { createRowCache } from './reads/row-cache.ts'
import { createReads } from './reads/reads.ts'
import { type Calls, callsTo, WorkerFailure } from './threads/worker-calls.ts'
import { workerFile } from './threads/worker-file.ts'
import { sent } from './threads/sent-sets.ts'
import { answersIn, outcomeFrom, type ToldAnswer } from './threads/told-answers.ts'
import type { WriterMethods } from './threads/writer-worker.ts'

export interface SqliteOptions {
  /** The data folder; made where it is missing. One process at a time may use it. */
  folder: string
  /** The database may not grow beyond this; writes are then refused until there is room again. */
  maxBytes?: number
  readers?: Partial<ReaderBounds>
  /** Told once, when nothing can be written any more: the process has to end and start again from the disk. */
  onFatal?: (failure: Error) => void
}

const readerBounds: ReaderBounds = { threads: 2, waiting: 256, waitMs: 5_000, limitMs: 2_000, restMs: 5_000 }

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
  const cache = createRowCache()
  const closing = new AbortController()
  const backups = new Set<Promise<void>>()
  const failed = failuresOf(options.onFatal ?? (() => {}))

  /** What the writer did is known only from its answer: without one nothing that was read before is sure. */
  async function written<T>(answer: Promise<T>): Promise<T> {
    try {
      return await answer
    } catch (failure) {
      cache.clear()
      throw failure instanceof WorkerFailure ? failed(failure.told) : failure
    }
  }

  function answerFrom(set: ChangeSet, told: ToldAnswer | undefined): BatchAnswer {
    if (!told) throw new Error('the batch has no answer for this set')
    if ('failed' in told) return { failed: failed(told.failed) }
    const outcome = outcomeFrom(set, told)
    if (outcome.done === 'committed') cache.learn(outcome.rows, Object.entries(outcome.heads))
    return { outcome }
  }

  return {
    epoch,
    read: createReads(connection, cache, pool),
    async run(sets) {
      const told = answersIn(await written(writer.call('run', sent(sets))))
      return sets.map((set, place) => answerFrom(set, told[place]))
    },
    async purge(before, limit) {
      const gone = await written(writer.call('purge', before, limit))
      cache.forgetHeads()
      return gone
    },
    async erase(feed, limit) {
      const gone = await written(writer.call('erase', feed, limit))
      cache.clear()
      return gone
    },
    backup(path) {
      const backup = backUp(database, path, closing.signal)
      backups.add(backup)
      return backup.finally(() => backups.delete(backup))
    },
    async close() {
      closing.abort()
      await Promise.allSettled(backups)
      await pool.close()
      connection.close()
      // A writer that died leaves its log; the next start recovers from it.
      await writer.call('close').catch(() => {})
      await end()
    },
  }
}

/** What the writer tells of its failures, as refusals and bugs; a fatal one is the end. */
function failuresOf(onFatal: (failure: Error) => void): (told: ToldFailure) => Error {
  let dead = false
  return (told) => {
    if (told.kind === 'bug') return new WorkerFailure(told)
    if (told.kind === 'fatal' && !dead) {
      dead = true
      onFatal(new WorkerFailure(told))
    }
    return refuse('unavailable', { detail: `Nothing can be stored now: ${told.message}.` })
  }
}
