import type { StoreHealth } from '../core/feeds/store-health.ts'
import type { Storage } from '../core/ports/store.ts'
import type { Metrics } from './metrics.ts'

/** Commits are timed, and what they tell of the disk is what /readyz says. */
export function timeCommits(storage: Storage, metrics: Metrics, health: StoreHealth): Storage {
  return {
    ...storage,
    async run(sets) {
      const startedAt = performance.now()
      const answers = await storage.run(sets)
      metrics.batchCommitted(sets.length, (performance.now() - startedAt) / 1000)
      health.note(answers)
      return answers
    },
  }
}
