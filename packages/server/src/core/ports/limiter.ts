/** Counts what one client does in a window of time, on this node. */
export interface Limiter {
  take(key: string, cost?: number): Allowance
  /** What was counted ended in this refusal; a limit that spares mistakes forgets it where the input was at fault. */
  refused(key: string, refusal: unknown): void
}

export interface Allowance {
  allowed: boolean
  remaining: number
  /** Seconds until the whole window is there again, rounded up. */
  resetSeconds: number
}

/** `name` separates the counters; `quota` per `windowSeconds`. */
export interface Limit {
  name: string
  quota: number
  windowSeconds: number
  /** Counts what is done, not what is asked: input that cannot be used costs nothing. */
  sparesMistakes?: boolean
}

export type CreateLimiter = (limit: Limit) => Limiter
