/** Work that goes on until it is stopped, each answer being followed by the next question. */
export interface Load {
  start(): void
  /** Asks no more, waits for what is under way, and fails when something was lost. */
  stop(): Promise<void>
  /** What is counted: deliveries, answers. */
  done(): number
  /** How long each took, in milliseconds, since `start`. */
  times(): readonly number[]
}

const DRAIN_WITHIN_MS = 120_000

/** Waits for the end of what is under way; `isOver` is asked at each turn. */
export async function drained(
  isOver: () => boolean,
  missing: () => string,
  withinMs = DRAIN_WITHIN_MS,
): Promise<void> {
  const before = performance.now()
  while (!isOver()) {
    if (performance.now() - before > withinMs) throw new Error(`still missing: ${missing()}`)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}
