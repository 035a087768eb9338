import { refuse } from '../refusal.ts'
import type { Clock } from '../ports/clock.ts'
import type { Store } from '../ports/store.ts'
import { type ChangeSet, type Committed, nameText, type Refused, rowKeyText } from './change-set.ts'

/** Loads, decides and commits, again where another change came between. */
export interface Commits {
  decide(attempt: () => Promise<ChangeSet>): Promise<Committed>
}

/** For so long a use case decides again before it gives up with `conflict`. */
const patienceMs = 2_000

/**
 * A refused set means that what was loaded is out of date: load and decide again. Those refused over one row go one
 * after another on this node, else they would refuse each other for ever.
 */
export function createCommits(store: Store, clock: Clock): Commits {
  const queues = new Map<string, Promise<unknown>>()

  async function decide(attempt: () => Promise<ChangeSet>): Promise<Committed> {
    const outcome = await store.commit(await attempt())
    return outcome.done === 'committed' ? outcome : inTurn(contested(outcome), attempt)
  }

  function inTurn(over: string, attempt: () => Promise<ChangeSet>): Promise<Committed> {
    const before = queues.get(over) ?? Promise.resolve()
    const mine = before.then(() => again(attempt))
    const settled = mine
      .catch(() => undefined)
      .then(() => {
        if (queues.get(over) === settled) queues.delete(over)
      })
    queues.set(over, settled)
    return mine
  }

  async function again(attempt: () => Promise<ChangeSet>): Promise<Committed> {
    const until = clock.now() + patienceMs
    for (;;) {
      const outcome = await store.commit(await attempt())
      if (outcome.done === 'committed') return outcome
      contested(outcome)
      if (clock.now() >= until) throw refuse('conflict')
    }
  }

  return { decide }
}

/** What a set was refused over. A known key with other content is the caller's mistake, not a race. */
function contested({ because }: Refused): string {
  if (because === 'once') throw refuse('idempotency.conflict')
  return 'name' in because ? nameText(because.name) : rowKeyText(because.row)
}
