import type { Cancel, Clock } from '../core/ports/clock.ts'

/** Node fires a longer timer at once instead of late, so long waits go in steps. */
const LONGEST_TIMER_MS = 2 ** 31 - 1

export const systemClock: Clock = {
  now: Date.now,
  after(ms, fn) {
    return startTimer(Math.max(0, ms), fn)
  },
}

function startTimer(ms: number, fn: () => void): Cancel {
  let left = ms
  let timer: NodeJS.Timeout
  const step = () => {
    const wait = Math.min(left, LONGEST_TIMER_MS)
    left -= wait
    timer = setTimeout(left > 0 ? step : fn, wait).unref()
  }
  step()
  return () => clearTimeout(timer)
}
