import { type MessagePort, parentPort, type Worker } from 'node:worker_threads'
import { type ToldFailure, tell } from '../failures.ts'
import { StorageFault } from '../fault.ts'

/** Calls of a worker's functions: plain data over, plain data back. */
export type Methods = Record<string, (...input: never[]) => unknown>

interface Call {
  id: number
  method: string
  input: unknown[]
}
type Reply = { id: number; result: unknown } | { id: number; failed: ToldFailure }

/** A failure in the worker, or its end with calls under way. */
export class WorkerFailure extends Error {
  readonly told: ToldFailure

  constructor(told: ToldFailure) {
    super(told.message)
    this.name = 'WorkerFailure'
    this.told = told
    if (told.stack) this.stack = told.stack
  }
}

export interface Calls<M extends Methods> {
  call<N extends keyof M & string>(method: N, ...input: Parameters<M[N]>): Promise<Awaited<ReturnType<M[N]>>>
}

/** The calling side. When the worker ends, whatever is under way fails: its outcome is not known. */
export function callsTo<M extends Methods>(worker: Worker): Calls<M> {
  const pending = new Map<number, { resolve: (result: never) => void; reject: (failure: unknown) => void }>()
  let last = 0
  let ended: ToldFailure | undefined

  worker.on('message', (reply: Reply) => {
    const waiting = pending.get(reply.id)
    pending.delete(reply.id)
    if ('failed' in reply) waiting?.reject(failureFrom(reply.failed))
    else waiting?.resolve(reply.result as never)
  })
  worker.on('error', (failure) => end({ ...tell(failure), kind: 'fatal' }))
  worker.on('exit', () => end({ kind: 'fatal', message: 'the worker has ended', stack: undefined }))

  function end(told: ToldFailure): void {
    ended ??= told
    for (const { reject } of pending.values()) reject(new WorkerFailure(ended))
    pending.clear()
  }

  return {
    call(method, ...input) {
      if (ended) return Promise.reject(new WorkerFailure(ended))
      return new Promise((resolve, reject) => {
        const id = ++last
        pending.set(id, { resolve, reject })
        worker.postMessage({ id, method, input } satisfies Call)
      })
    },
  }
}

function failureFrom(told: ToldFailure): Error {
  return told.fault ? new StorageFault(told.fault, told.message) : new WorkerFailure(told)
}

/**
 * The worker's side: one call at a time, in the order in which they came. `afterReply` runs when an answer is on its
 * way, so that nobody waits for it.
 */
export function answerCalls(methods: Methods, afterReply?: () => void): void {
  const port = parentPort as MessagePort
  let last = Promise.resolve()
  port.on('message', ({ id, method, input }: Call) => {
    last = last
      .then(() => reply(port, id, async () => methods[method]?.(...(input as never[]))))
      .then(afterReply)
  })
}

async function reply(port: MessagePort, id: number, work: () => Promise<unknown>): Promise<void> {
  try {
    port.postMessage({ id, result: await work() } satisfies Reply)
  } catch (failure) {
    port.postMessage({ id, failed: tell(failure) } satisfies Reply)
  }
}
