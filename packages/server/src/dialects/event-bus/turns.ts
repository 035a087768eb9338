import { refuse } from '../../core/refusal.ts'

/** Lets work over one thing go one after another. */
export interface Turns {
  take<T>(over: string, work: () => Promise<T>): Promise<T>
}

export function createTurns(): Turns {
  const last = new Map<string, Promise<unknown>>()
  return {
    take(over, work) {
      const before = last.get(over) ?? Promise.resolve()
      const mine = before.then(work)
      const finished = mine
        .catch(() => undefined)
        .then(() => {
          if (last.get(over) === finished) last.delete(over)
        })
      last.set(over, finished)
      return mine
    },
  }
}

/** Lets some work go at once and some wait; refuses more. */
export function createQueue(bounds: { atOnce: number; waiting: number }) {
  const waiting: (() => void)[] = []
  let running = 0

  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (running >= bounds.atOnce) {
      if (waiting.length >= bounds.waiting) throw refuse('busy', { retryAfter: 1 })
      const turn = Promise.withResolvers<void>()
      waiting.push(turn.resolve)
      await turn.promise
    } else running += 1
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else running -= 1
    }
  }
}
