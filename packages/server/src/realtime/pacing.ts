import type { Asker, Asking } from './asking.ts'

/** How long one turn of the event loop may go on beginning questions. */
const turnMs = 8

/** Questions of one connection that may wait; it is as many as one may ask in a second. */
const mostWaiting = 100

/**
 * Ten thousand clients that ask in the same moment would be one turn of a second, in which nobody else is served; so
 * would one that asks a hundred hard things. So a turn begins what it has time for and the rest waits in line. Of who
 * asks still more the oldest question is begun with each new one: what waits is bounded, and reading never runs far
 * ahead of answering.
 */
export function paced(asking: Asking, now: () => number = () => performance.now()): Asking {
  const line = new Set<Waiting>()
  const counts = new Map<Asker, number>()
  let since = 0
  let isTurning = false

  function hasTime(): boolean {
    if (isTurning) return now() - since < turnMs
    isTurning = true
    since = now()
    setImmediate(() => void turn())
    return true
  }

  async function turn(): Promise<void> {
    isTurning = false
    for (const waiting of line) {
      if (!hasTime()) return
      begin(waiting)
      // What was begun goes on meanwhile, and its time counts.
      await Promise.resolve()
    }
  }

  function begin(waiting: Waiting): void {
    const left = (counts.get(waiting.asker) ?? 0) - 1
    if (left > 0) counts.set(waiting.asker, left)
    else counts.delete(waiting.asker)
    line.delete(waiting)
    waiting.begin()
  }

  return (asker, event, args) => {
    if (line.size === 0 && hasTime()) return asking(asker, event, args)
    const count = counts.get(asker) ?? 0
    return new Promise((resolve) => {
      line.add({ asker, begin: () => resolve(asking(asker, event, args)) })
      counts.set(asker, count + 1)
      const oldest =
        count < mostWaiting ? undefined : line.values().find((waiting) => waiting.asker === asker)
      if (oldest) begin(oldest)
    })
  }
}

interface Waiting {
  asker: Asker
  begin(): void
}
