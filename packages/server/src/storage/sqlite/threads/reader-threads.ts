import { Worker } from 'node:worker_threads'
import type { ReaderMethods } from './reader-worker.ts'
import { type Calls, callsTo } from './worker-calls.ts'
import { workerFile } from './worker-file.ts'

export interface Reader {
  worker: Worker
  calls: Calls<ReaderMethods>
  busy: boolean
  /** Ends it when nothing was asked for some time. */
  rest: NodeJS.Timeout | undefined
}

/** Reader threads, started when needed, and ended after a time without anything to read: each takes some 12 MB. */
export interface ReaderThreads {
  /** A thread that is free for a read, if there is one. One thread never takes long reads. */
  free(isLong: boolean): Reader | undefined
  /** It has nothing to do. */
  rests(reader: Reader): void
  /** Gives a thread up. */
  leave(reader: Reader): void
  close(): Promise<void>
}

export interface ThreadBounds {
  threads: number
  limitMs: number
  restMs: number
}

export function createReaderThreads(path: string, bounds: ThreadBounds, ended: () => void): ReaderThreads {
  const readers = new Set<Reader>()
  /** Threads that were given up, as long as they live: each may still burn a core. */
  const leaving = new Set<Worker>()

  function free(isLong: boolean): Reader | undefined {
    const all = [...readers]
    const running = all.filter(({ busy }) => busy).length + leaving.size
    if (isLong && running >= bounds.threads - 1) return undefined
    return (
      all.find(({ busy }) => !busy) ?? (readers.size + leaving.size < bounds.threads ? start() : undefined)
    )
  }

  function start(): Reader {
    const worker = new Worker(workerFile('reader-worker'))
    const reader = { worker, calls: callsTo<ReaderMethods>(worker), busy: false, rest: undefined }
    readers.add(reader)
    worker.on('exit', () => {
      clearTimeout(reader.rest)
      readers.delete(reader)
      leaving.delete(worker)
      ended()
    })
    reader.calls.call('open', path, bounds.limitMs).catch(() => leave(reader))
    return reader
  }

  function rests(reader: Reader): void {
    clearTimeout(reader.rest)
    reader.rest = setTimeout(() => {
      if (!reader.busy) leave(reader)
    }, bounds.restMs).unref()
  }

  function leave(reader: Reader): void {
    clearTimeout(reader.rest)
    // Given up already, or ended by itself: it may not count as one that lives.
    if (!readers.delete(reader)) return
    leaving.add(reader.worker)
    void reader.worker.terminate()
  }

  async function close(): Promise<void> {
    const workers = [...[...readers].map(({ worker }) => worker), ...leaving]
    await Promise.all(workers.map((worker) => worker.terminate()))
  }

  return { free, rests, leave, close }
}
