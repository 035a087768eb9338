export interface Clock {
  /** Milliseconds since 1970. May jump when an operator sets the machine's clock. */
  now(): number
  /** Runs `fn` once, `ms` from now, unless cancelled before. Never keeps the process alive by itself. */
  after(ms: number, fn: () => void): Cancel
}

/** Harmless when called late or twice. */
export type Cancel = () => void
