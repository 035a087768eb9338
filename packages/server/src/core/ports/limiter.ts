/** Counts what one client does in a window of time, on this node. */
export interface Limiter {
  take(key: string, cost?: number): Promise<Allowance>
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
}

export type CreateLimiter = (limit: Limit) => Limiter
