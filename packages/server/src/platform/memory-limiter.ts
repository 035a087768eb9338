import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import type { Allowance, Limit, Limiter } from '../core/ports/limiter.ts'

/** Counters of this node alone; a key is forgotten when its window ends. */
export function createMemoryLimiter({ name, quota, windowSeconds }: Limit): Limiter {
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
  }
}

function allowance(allowed: boolean, { remainingPoints, msBeforeNext }: RateLimiterRes): Allowance {
  return { allowed, remaining: remainingPoints, resetSeconds: Math.ceil(msBeforeNext / 1000) }
}
