import { refuse } from '../../../core/refusal.ts'
import { createReaderThreads, type Reader } from './reader-threads.ts'
import type { ReaderMethods } from './reader-worker.ts'
import { WorkerFailure } from './worker-calls.ts'

export interface ReaderBounds {
  /** Threads. One of them never takes queries, so that counts do not wait for them. */
  threads: number
  /** Reads that may wait, and for how long. */
  waiting: number
  waitMs: number
  /** How long one read may take. */
  limitMs: number
  /** How long a thread waits for another read before it ends. */
  restMs: number
}

type Method = Exclude<keyof ReaderMethods, 'open'>
type Input<M extends Method> = Parameters<ReaderMethods[M]>
type Result<M extends Method> = Awaited<ReturnType<ReaderMethods[M]>>

export interface ReaderPool {
  ask<M extends Method>(method: M, ...input: Input<M>): Promise<Result<M>>
  close(): Promise<void>
}

interface Waiting {
  isLong: boolean
  start: (reader: Reader) => Promise<unknown>
  reject: (failure: unknown) => void
  timer: NodeJS.Timeout
}

/** Reads that filter free-form content and may look at every row of a collection. */
const longMethods: ReadonlySet<string> = new Set(['documents'])

/** Gives reads to threads; those that find none free wait, within bounds. */
export function createReaderPool(path: string, bounds: ReaderBounds): ReaderPool {
  const queue: Waiting[] = []
  const threads = createReaderThreads(path, bounds, serve)
  let closed = false

  function ask<M extends Method>(method: M, ...input: Input<M>): Promise<Result<M>> {
    if (closed) return Promise.reject(refuse('unavailable'))
    return new Promise((resolve, reject) => {
      const isLong = longMethods.has(method)
      const start = (reader: Reader) =>
        inTime(reader.calls.call(method, ...input), bounds.limitMs, () => threads.leave(reader)).then(
          resolve,
          reject,
        )
      const reader = threads.free(isLong)
      if (reader) read(reader, start)
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
      if (!reader.busy) threads.rests(reader)
    })
  }

  /** Whoever waited longest goes first, but a query that has to wait does not hold up counts behind it. */
  function serve(): void {
    for (const waiting of queue.slice()) {
      const reader = threads.free(waiting.isLong)
      if (!reader) continue
      queue.splice(queue.indexOf(waiting), 1)
      clearTimeout(waiting.timer)
      read(reader, waiting.start)
    }
  }

  async function close(): Promise<void> {
    closed = true
    for (const { reject, timer } of queue.splice(0)) {
      clearTimeout(timer)
      reject(refuse('unavailable'))
    }
    await threads.close()
  }

  return { ask, close }
}

/** A read ends itself (deadline.ts), except where it does something other than look at rows: then its thread goes. */
async function inTime<T>(answer: Promise<T>, limitMs: number, giveUp: () => void): Promise<T> {
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(() => {
    late.reject(refuse('query.too-slow'))
    giveUp()
  }, limitMs * 1.5)
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
