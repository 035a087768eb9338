import type { Asker, Asking } from './asking.ts'

/** How long one turn of the event loop may go on beginning questions. */
const turnMs = 8

/** How many may be begun before it shows what they cost. */
const mostUnseen = 8

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
  let unseen = 0

  const seen = (): void => {
    unseen = 0
  }

  function hasTime(): boolean {
    if (isTurning) return unseen < mostUnseen && now() - since < turnMs
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
      // It goes on until it waits for something, and that time counts.
      await new Promise<void>((resolve) => process.nextTick(resolve))
    }
  }

  function begin(waiting: Waiting): void {
    const left = (counts.get(waiting.asker) ?? 0) - 1
    if (left > 0) counts.set(waiting.asker, left)
    else counts.delete(waiting.asker)
    line.delete(waiting)
    waiting.begin()
  }

  function beginOldest(asker: Asker): void {
    for (const waiting of line) if (waiting.asker === asker) return begin(waiting)
  }

  return (asker, event, args) => {
    if (line.size === 0 && hasTime()) {
      // Ticks come when all that could go on has.
      if (unseen++ === 0) process.nextTick(seen)
      return asking(asker, event, args)
    }
    const count = counts.get(asker) ?? 0
    return new Promise((resolve) => {
      line.add({ asker, begin: () => resolve(asking(asker, event, args)) })
      counts.set(asker, count + 1)
      if (count >= mostWaiting) beginOldest(asker)
    })
  }
}

interface Waiting {
  asker: Asker
  begin(): void
}
