import type { Limit } from '../core/ports/limiter.ts'
import { refuse } from '../core/refusal.ts'
import type { Door } from './door.ts'

/** Counts one more of what a dialect bounds by itself; beyond the bound it refuses `rate.limited`. */
export function createBound({ createLimiter }: Pick<Door, 'createLimiter'>, limit: Limit) {
  const limiter = createLimiter(limit)
  return (key: string): void => {
    const { allowed, resetSeconds } = limiter.take(key)
    if (!allowed) throw refuse('rate.limited', { retryAfter: resetSeconds })
  }
}
