import type { ClientClock } from '../src/clock.ts'

/** Time that stands still until it is told to pass. */
export interface HandClock extends ClientClock {
  pass(ms: number): void
  /** Waits until a timer of at least `least` and less than `most` milliseconds is set; gives how long it is. */
  timer(least: number, most?: number): Promise<number>
  /** How many timers wait. */
  readonly waiting: number
}

interface Timer {
  at: number
  ms: number
  run: () => void
}

export function createHandClock(): HandClock {
  const timers = new Set<Timer>()
  const awaited = new Set<() => void>()
  let now = Date.parse('2026-01-01T00:00:00.000Z')

  const due = (until: number): Timer | undefined =>
    [...timers].filter(({ at }) => at <= until).sort((one, other) => one.at - other.at)[0]

  return {
    now: () => now,
    after(ms, run) {
      const timer = { at: now + ms, ms, run }
      timers.add(timer)
      for (const look of awaited) look()
      return () => void timers.delete(timer)
    },
    pass(ms) {
      const until = now + ms
      for (let timer = due(until); timer; timer = due(until)) {
        timers.delete(timer)
        now = timer.at
        timer.run()
      }
      now = until
    },
    timer(least, most = Number.POSITIVE_INFINITY) {
      return new Promise((resolve) => {
        const look = (): void => {
          const found = [...timers].find(({ ms }) => ms >= least && ms < most)
          if (!found) return
          awaited.delete(look)
          resolve(found.ms)
        }
        awaited.add(look)
        look()
      })
    },
    get waiting() {
      return timers.size
    },
  }
}
