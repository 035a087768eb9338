import type { Clock } from '../ports/clock.ts'
import { refuse } from '../refusal.ts'
import type { Storage, Store } from '../ports/store.ts'
import type { ChangeSet, Committed, Outcome } from './change-set.ts'
import { createGathering } from './gathering.ts'

/** How much may wait and how much goes at once. */
export interface BatchBounds {
  sets: number
  bytes: number
  waiting: number
}

/** Told after the commit and before the callers are answered, in commit order, repeats left out. */
export type Deliver = (committed: readonly Committed[]) => void

interface Waiting {
  set: ChangeSet
  bytes: number
  resolve: (outcome: Outcome) => void
  reject: (failure: unknown) => void
}

/** A change set may not grow beyond this; larger work goes in steps. */
const setBounds = { writes: 200, bytes: 1024 * 1024 }

/**
 * One batch in flight; the next is whatever has arrived when it is done. A lone set goes at once, and under load the
 * disk's own pace makes the batches larger.
 */
export function createBatcher(
  storage: Storage,
  bounds: BatchBounds,
  deliver: Deliver,
  clock?: Pick<Clock, 'after'>,
): Store {
  const waiting: Waiting[] = []
  const gathering = createGathering(bounds.sets, clock)
  let running = false

  function commit(set: ChangeSet): Promise<Outcome> {
    return new Promise((resolve, reject) => {
      const bytes = bytesOf(set)
      if (set.writes.length > setBounds.writes || bytes > setBounds.bytes)
        throw new Error('the change set is too large')
      if (waiting.length >= bounds.waiting) throw refuse('busy', { retryAfter: 1 })
      waiting.push({ set, bytes, resolve, reject })
      gathering.noted(waiting.length)
      if (!running) void drain()
    })
  }

  async function drain(): Promise<void> {
    running = true
    // One microtask, so that everything sent in this turn goes in one batch.
    await Promise.resolve()
    while (waiting.length > 0) {
      const batch = takeBatch(waiting, bounds)
      await runOne(batch)
      await gathering.after(batch.length, waiting.length)
    }
    running = false
  }

  async function runOne(batch: Waiting[]): Promise<void> {
    try {
      const answers = await storage.run(batch.map(({ set }) => set))
      const news = answers.flatMap((answer) =>
        'outcome' in answer && answer.outcome.done === 'committed' && !answer.outcome.repeated
          ? [answer.outcome]
          : [],
      )
      if (news.length > 0) deliver(news)
      batch.forEach(({ resolve, reject }, place) => {
        const answer = answers[place]
        if (answer && 'outcome' in answer) resolve(answer.outcome)
        else reject(answer?.failed ?? new Error('the batch has no answer for this set'))
      })
    } catch (failure) {
      for (const { reject } of batch) reject(failure)
    }
  }

  return {
    epoch: storage.epoch,
    read: storage.read,
    commit,
    erase: (feed, limit) => storage.erase(feed, limit),
  }
}

function takeBatch(waiting: Waiting[], bounds: BatchBounds): Waiting[] {
  let bytes = 0
  let count = 0
  for (const one of waiting) {
    bytes += one.bytes
    if (count === bounds.sets || (count > 0 && bytes > bounds.bytes)) break
    count++
  }
  return waiting.splice(0, count)
}

/** Text lengths are near enough: this bounds memory, it bills nobody. */
function bytesOf(set: ChangeSet): number {
  return set.writes.reduce((sum, write) => sum + ('text' in write ? write.text.length : 64), 0)
}
