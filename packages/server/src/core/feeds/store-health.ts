import type { BatchAnswer } from './run-batch.ts'
import type { Clock } from '../ports/clock.ts'
import type { Reads } from '../ports/store.ts'
import { Refusal } from '../refusal.ts'

/** What the store's own answers tell of its health; nothing is written only to find out. */
export interface StoreHealth {
  note(answers: readonly BatchAnswer[]): void
  /** Nothing can be stored any more, for good. */
  fail(): void
  /** The server ends; new requests should go elsewhere. */
  drain(): void
  isDraining(): boolean
  /** Why requests should not come here now; undefined: they may. */
  fault(read: Pick<Reads, 'once'>): Promise<string | undefined>
}

/** Who is not ready gets no requests, and so would never learn that the disk has room again. */
const believedMs = 10_000

export function createStoreHealth(clock: Pick<Clock, 'now'>): StoreHealth {
  let failed = false
  let unwritableUntil = 0
  let draining = false
  return {
    note(answers) {
      if (answers.some((answer) => 'outcome' in answer)) unwritableUntil = 0
      else if (answers.some(isUnavailable)) unwritableUntil = clock.now() + believedMs
    },
    fail() {
      failed = true
    },
    drain() {
      draining = true
    },
    isDraining: () => draining,
    async fault(read) {
      if (draining) return 'stopping'
      if (failed) return 'nothing can be stored any more: restart the server'
      if (clock.now() < unwritableUntil) return 'nothing can be stored now'
      try {
        await read.once('health')
        return undefined
      } catch {
        return 'the store cannot be read'
      }
    },
  }
}

function isUnavailable(answer: BatchAnswer): boolean {
  return 'failed' in answer && answer.failed instanceof Refusal && answer.failed.code === 'unavailable'
}
