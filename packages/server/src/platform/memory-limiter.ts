import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { isMistake } from '../core/refusal.ts'
import type { Allowance, Limit, Limiter } from '../core/ports/limiter.ts'

/** Counters of this node alone; a key is forgotten when its window ends. */
export function createMemoryLimiter({ name, quota, windowSeconds, sparesMistakes }: Limit): Limiter {
  const counter = new RateLimiterMemory({ keyPrefix: name, points: quota, duration: windowSeconds })
  return {
    async take(key, cost = 1) {
      try {
        return allowance(true, await counter.consume(key, cost))
      } catch (spent) {
        // The library rejects with the counter's state; anything else is its fault.
        if (spent instanceof RateLimiterRes) return allowance(false, spent)
        throw spent
      }
    },
    async refused(key, refusal) {
      if (sparesMistakes && isMistake(refusal)) await counter.reward(key)
    },
  }
}

function allowance(allowed: boolean, { remainingPoints, msBeforeNext }: RateLimiterRes): Allowance {
  return { allowed, remaining: remainingPoints, resetSeconds: Math.ceil(msBeforeNext / 1000) }
}
