import { setTimeout as pause } from 'node:timers/promises'

/** A bound, not a promise. */
const longestMs = 60_000

/** Looks again and again until something is so. */
export async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + longestMs
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error(`still not so: ${what}`)
    await pause(50)
  }
}
