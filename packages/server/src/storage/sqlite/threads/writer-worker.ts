import { parentPort } from 'node:worker_threads'
import { runBatch } from '../../../core/feeds/run-batch.ts'
import { checkpointAll, createCheckpoints } from './checkpoint.ts'
import { type Connection, openConnection } from '../connection.ts'
import { createEngine, type SqliteEngine } from '../engine.ts'
import { failureKind } from '../failures.ts'
import { epochOf, migrate } from '../migrations/migrate.ts'
import { erase, purge } from '../upkeep.ts'
import { type SentSets, setsIn } from './sent-sets.ts'
import { tellAnswers } from './told-answers.ts'
import { answerCalls } from './worker-calls.ts'

/** The one thread that writes. A disk's fsync takes milliseconds; here it stops nobody. */
export type WriterMethods = ReturnType<typeof methods>

export interface WriterOptions {
  path: string
  /** The database may not grow beyond this. */
  maxBytes: number | undefined
}

interface Writer {
  connection: Connection
  engine: SqliteEngine
  checkpoint: () => void
}

let writer: Writer | undefined

answerCalls(methods(), checkpointAfter)

function methods() {
  return {
    open(options: WriterOptions): { epoch: string } {
      writer = open(options)
      return { epoch: epochOf(writer.connection) }
    },
    async run(batch: SentSets): Promise<string> {
      const sets = setsIn(batch)
      return tellAnswers(sets, await runBatch(opened().engine, sets))
    },
    purge(before: { tombstones: number; keys: number }, limit: number): number {
      const { engine, connection } = opened()
      return engine.change(() => purge(connection, before, limit))
    },
    erase(feed: string, limit: number): number {
      const { engine, connection } = opened()
      return engine.change(() => erase(connection, feed, limit))
    },
    close(): void {
      const { engine, connection } = opened()
      engine.checkAlive()
      checkpointAll(connection)
      connection.close()
      writer = undefined
      parentPort?.unref()
    },
  }
}

function opened(): Writer {
  if (!writer) throw new Error('the database is not open')
  return writer
}

function open({ path, maxBytes }: WriterOptions): Writer {
  const connection = openConnection(path, { readOnly: false, cacheKiB: 16_384 })
  try {
    const { db } = connection
    db.exec('pragma journal_mode = wal; pragma wal_autocheckpoint = 0; pragma journal_size_limit = 67108864')
    migrate(connection)
    if (maxBytes !== undefined) db.exec(`pragma max_page_count = ${Math.ceil(maxBytes / 4096)}`)
    return { connection, engine: createEngine(connection), checkpoint: createCheckpoints(connection) }
  } catch (failure) {
    connection.close()
    throw failure
  }
}

/** A full disk keeps the log from being carried over, and nothing is lost by that; any other failure is the end. */
function checkpointAfter(): void {
  if (!writer) return
  try {
    writer.checkpoint()
  } catch (failure) {
    if (failureKind(failure) !== 'unavailable') writer.engine.died(failure)
  }
}
