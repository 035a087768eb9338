import type { Clock } from '../ports/clock.ts'

/**
 * Who was answered in a large batch often asks again at once. The next batch goes when as many have come, or after so
 * long: two halves that take turns would pay for twice the commits and twice the writes to sockets.
 */
export interface Gathering {
  /** Resolves when to go on, after a batch in which so many were answered while so many waited already. */
  after(answered: number, waiting: number): Promise<void>
  /** So many wait by now. */
  noted(waiting: number): void
}

const large = 8
const longestMs = 3

/** Without a clock nobody is waited for. */
export function createGathering(most: number, clock?: Pick<Clock, 'after'>): Gathering {
  let gathered: { count: number; go: () => void } | undefined

  return {
    async after(answered, waiting) {
      const count = Math.min(answered + waiting, most)
      if (!clock || answered < large || waiting >= count) return
      await new Promise<void>((go) => {
        const cancel = clock.after(longestMs, go)
        gathered = { count, go: () => (cancel(), go()) }
      })
      gathered = undefined
    },
    noted(waiting) {
      if (gathered && waiting >= gathered.count) gathered.go()
    },
  }
}
