import type { Clock } from '../../core/ports/clock.ts'

/** A clock that stands until somebody moves it. */
export interface HandClock extends Clock {
  pass(ms: number): void
}

interface Alarm {
  at: number
  ring: () => void
}

export function createHandClock(start = Date.UTC(2026, 0, 1)): HandClock {
  let now = start
  const alarms = new Set<Alarm>()

  function next(until: number): Alarm | undefined {
    const due = [...alarms].filter(({ at }) => at <= until)
    return due.sort((one, other) => one.at - other.at)[0]
  }

  return {
    now: () => now,
    after(ms, ring) {
      const alarm = { at: now + Math.max(0, ms), ring }
      alarms.add(alarm)
      return () => void alarms.delete(alarm)
    },
    pass(ms) {
      const until = now + ms
      for (let alarm = next(until); alarm; alarm = next(until)) {
        alarms.delete(alarm)
        now = Math.max(now, alarm.at)
        alarm.ring()
      }
      now = until
    },
  }
}
