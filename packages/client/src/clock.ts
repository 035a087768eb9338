/** Time as the SDK sees it. Programs need none of their own; tests turn one by hand. */
export interface ClientClock {
  /** Milliseconds since 1970. */
  now(): number
  /** Runs once, so many milliseconds from now; gives the function that calls it off. */
  after(ms: number, run: () => void): () => void
}

export const systemClock: ClientClock = {
  now: () => Date.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
}

/** How long to wait before the next try, after so many failures in a row. */
export const backOffMs = (failures: number): number => Math.min(500 * 2 ** failures, 15_000)
