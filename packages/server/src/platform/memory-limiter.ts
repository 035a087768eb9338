import type { Limit, Limiter } from '../core/ports/limiter.ts'
import { isMistake } from '../core/refusal.ts'
import { createWindowCounter } from './window-counter.ts'

/** Counters of this node alone. */
export function createMemoryLimiter({ quota, windowSeconds, sparesMistakes }: Limit): Limiter {
  const counter = createWindowCounter(windowSeconds)
  return {
    take(key, cost) {
      const { count, resetSeconds } = counter.add(key, cost)
      return { allowed: count <= quota, remaining: Math.max(quota - count, 0), resetSeconds }
    },
    refused(key, refusal) {
      if (sparesMistakes && isMistake(refusal)) counter.takeBack(key)
    },
  }
}
