import { PasswordsBusy } from '../core/ports/passwords.ts'

export interface HashQueue {
  run<T>(work: () => Promise<T>): Promise<T>
}

/**
 * A hash costs 20 MB and 20 ms of a core: a flood of sign-ins must end in refusals, not in an empty memory.
 * `running` at once, `waiting` behind them in order, the next is refused.
 */
export function createHashQueue(bounds: { running: number; waiting: number }): HashQueue {
  const waiting: (() => void)[] = []
  let running = 0

  async function enter(): Promise<void> {
    if (running < bounds.running) {
      running += 1
      return
    }
    if (waiting.length >= bounds.waiting) throw new PasswordsBusy(1)
    // Who leaves hands its place over, so `running` does not change and nobody can slip in between.
    await new Promise<void>((resolve) => waiting.push(resolve))
  }

  function leave(): void {
    const next = waiting.shift()
    if (next) next()
    else running -= 1
  }

  return {
    async run(work) {
      await enter()
      try {
        return await work()
      } finally {
        leave()
      }
    },
  }
}
