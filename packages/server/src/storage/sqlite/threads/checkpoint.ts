import type { Connection } from '../connection.ts'

/** Pages in the write-ahead log from which they are carried over into the database. */
const pagesPerCheckpoint = 4_000

/**
 * Carries the log over when it is long, after a commit was answered. Not left to SQLite, which does it inside the
 * commit and hides a failed fsync of the database: that one must end the process (see failures.ts).
 */
export function createCheckpoints(connection: Connection): () => void {
  let next = pagesPerCheckpoint
  return () => {
    const length = run(connection, 'noop').log
    if (length < next) return
    const { log, carried } = run(connection, 'passive')
    // A long read (a backup) holds the log back: look again when it has grown by as much.
    next = carried < log ? log + pagesPerCheckpoint : pagesPerCheckpoint
  }
}

/** At the end: the database alone holds everything. */
export function checkpointAll(connection: Connection): void {
  run(connection, 'truncate')
}

function run(connection: Connection, mode: string): { log: number; carried: number } {
  const found = connection.prepare(`pragma wal_checkpoint(${mode})`).get() as unknown as number[]
  return { log: found[1] ?? 0, carried: found[2] ?? 0 }
}
