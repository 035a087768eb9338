import { Worker } from 'node:worker_threads'
import { refuse } from '../../../core/refusal.ts'
import type { ReaderMethods } from './reader-worker.ts'
import { type Calls, callsTo, WorkerFailure } from './worker-calls.ts'
import { workerFile } from './worker-file.ts'

export interface ReaderBounds {
  /** Threads. One of them never takes queries, so that counts do not wait for them. */
  threads: number
  /** Reads that may wait, and for how long. */
  waiting: number
  waitMs: number
  /** How long one read may take. */
  limitMs: number
}

type Method = Exclude<keyof ReaderMethods, 'open'>
type Input<M extends Method> = Parameters<ReaderMethods[M]>
type Result<M extends Method> = Awaited<ReturnType<ReaderMethods[M]>>

export interface ReaderPool {
  ask<M extends Method>(method: M, ...input: Input<M>): Promise<Result<M>>
  close(): Promise<void>
}

interface Reader {
  worker: Worker
  calls: Calls<ReaderMethods>
  busy: boolean
}

interface Waiting {
  isLong: boolean
  start: (reader: Reader) => Promise<unknown>
  reject: (failure: unknown) => void
  timer: NodeJS.Timeout
}

/** Reads that filter free-form content and may look at every row of a collection. */
const longMethods: ReadonlySet<string> = new Set(['documents'])

/** Reader threads, started when first needed. */
export function createReaderPool(path: string, bounds: ReaderBounds): ReaderPool {
  const readers = new Set<Reader>()
  /** Threads that were given up, as long as they live: each may still burn a core. */
  const leaving = new Set<Worker>()
  const queue: Waiting[] = []
  let closed = false

  function ask<M extends Method>(method: M, ...input: Input<M>): Promise<Result<M>> {
    if (closed) return Promise.reject(refuse('unavailable'))
    return new Promise((resolve, reject) => {
      const isLong = longMethods.has(method)
      const start = (reader: Reader) =>
        within(reader, reader.calls.call(method, ...input)).then(resolve, reject)
      const free = readerFor(isLong)
      if (free) read(free, start)
      else wait(isLong, start, reject)
    })
  }

  function wait(isLong: boolean, start: Waiting['start'], reject: Waiting['reject']): void {
    if (queue.length >= bounds.waiting) return reject(refuse('busy', { retryAfter: 1 }))
    const waiting: Waiting = { isLong, start, reject, timer: setTimeout(giveUp, bounds.waitMs) }
    function giveUp(): void {
      queue.splice(queue.indexOf(waiting), 1)
      reject(refuse('busy', { retryAfter: 1 }))
    }
    queue.push(waiting)
  }

  function read(reader: Reader, start: Waiting['start']): void {
    reader.busy = true
    void start(reader).finally(() => {
      reader.busy = false
      serve()
    })
  }

  /** Whoever waited longest goes first, but a query that has to wait does not hold up counts behind it. */
  function serve(): void {
    for (const waiting of queue.slice()) {
      const reader = readerFor(waiting.isLong)
      if (!reader) continue
      queue.splice(queue.indexOf(waiting), 1)
      clearTimeout(waiting.timer)
      read(reader, waiting.start)
    }
  }

  function readerFor(isLong: boolean): Reader | undefined {
    const all = [...readers]
    const running = all.filter(({ busy }) => busy).length + leaving.size
    if (isLong && running >= bounds.threads - 1) return undefined
    const free = all.find(({ busy }) => !busy)
    if (free) return free
    return readers.size + leaving.size < bounds.threads ? newReader() : undefined
  }

  function newReader(): Reader {
    const worker = new Worker(workerFile('reader-worker'))
    const reader = { worker, calls: callsTo<ReaderMethods>(worker), busy: false }
    readers.add(reader)
    worker.on('exit', () => {
      readers.delete(reader)
      leaving.delete(worker)
      serve()
    })
    reader.calls.call('open', path, bounds.limitMs).catch(() => leave(reader))
    return reader
  }

  /** A read ends itself (deadline.ts), except where it does something other than look at rows: then its thread goes. */
  async function within<T>(reader: Reader, answer: Promise<T>): Promise<T> {
    const late = Promise.withResolvers<never>()
    const timer = setTimeout(() => {
      late.reject(refuse('query.too-slow'))
      leave(reader)
    }, bounds.limitMs * 1.5)
    try {
      return await Promise.race([answer, late.promise])
    } catch (failure) {
      throw failure instanceof WorkerFailure && failure.told.kind === 'slow'
        ? refuse('query.too-slow')
        : failure
    } finally {
      clearTimeout(timer)
    }
  }

  function leave(reader: Reader): void {
    readers.delete(reader)
    leaving.add(reader.worker)
    void reader.worker.terminate()
  }

  async function close(): Promise<void> {
    closed = true
    for (const { reject, timer } of queue.splice(0)) {
      clearTimeout(timer)
      reject(refuse('unavailable'))
    }
    const workers = [...[...readers].map(({ worker }) => worker), ...leaving]
    await Promise.all(workers.map((worker) => worker.terminate()))
  }

  return { ask, close }
}
