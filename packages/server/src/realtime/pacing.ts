import type { Asker, Asking } from './asking.ts'

/** How long one turn of the event loop may go on beginning questions. */
const turnMs = 8

/**
 * Ten thousand clients that ask in the same moment would be one turn of a second, in which nobody else is served. So a
 * turn begins what it has time for and the rest waits in line, one question of a connection: who asks again meanwhile
 * has the first one begun, so that what waits is bounded and reading never runs ahead of answering.
 */
export function paced(asking: Asking, now: () => number = () => performance.now()): Asking {
  const line = new Map<Asker, () => void>()
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
    for (const begin of line.values()) {
      if (!hasTime()) return
      begin()
      // What was begun goes on meanwhile, and its time counts.
      await Promise.resolve()
    }
  }

  return (asker, event, args) => {
    line.get(asker)?.()
    if (line.size === 0 && hasTime()) return asking(asker, event, args)
    return new Promise((resolve) => {
      line.set(asker, () => {
        line.delete(asker)
        resolve(asking(asker, event, args))
      })
    })
  }
}
