import { refuse } from '../refusal.ts'
import type { Clock } from '../ports/clock.ts'
import type { Store } from '../ports/store.ts'
import {
  type ChangeSet,
  type Committed,
  countedText,
  nameText,
  type Outcome,
  type Refused,
  rowKeyText,
} from './change-set.ts'

/** Loads, decides and commits, again where another change came between. */
export interface Commits {
  decide(attempt: (before?: Refused) => Promise<ChangeSet>): Promise<Committed>
  /** For what may turn out to be so already: then nothing is committed. */
  decide<T>(attempt: (before?: Refused) => Promise<ChangeSet | Settled<T>>): Promise<Committed | Settled<T>>
}

/** An attempt found nothing left to change; this is its answer. */
export interface Settled<T> {
  done: 'settled'
  with: T
}

export const settled = <T>(answer: T): Settled<T> => ({ done: 'settled', with: answer })

/** For so long a use case decides again before it gives up with `conflict`. */
const patienceMs = 2_000

/**
 * A refused set means that what was loaded is out of date: load and decide again. Those refused over one row go one
 * after another on this node, else they would refuse each other for ever.
 */
export function createCommits(store: Store, clock: Clock): Commits {
  const queues = new Map<string, Promise<unknown>>()

  async function decide<T>(attempt: Attempt<T>): Promise<Committed | Settled<T>> {
    const outcome = await outcomeOf(await attempt())
    return outcome.done === 'refused' ? inTurn(outcome, attempt) : outcome
  }

  function outcomeOf<T>(decided: ChangeSet | Settled<T>): Promise<Outcome> | Settled<T> {
    return 'done' in decided ? decided : store.commit(decided)
  }

  function inTurn<T>(refused: Refused, attempt: Attempt<T>): Promise<Committed | Settled<T>> {
    const over = contested(refused)
    const ahead = queues.get(over) ?? Promise.resolve()
    const mine = ahead.then(() => again(attempt, refused))
    const finished = mine
      .catch(() => undefined)
      .then(() => {
        if (queues.get(over) === finished) queues.delete(over)
      })
    queues.set(over, finished)
    return mine
  }

  async function again<T>(attempt: Attempt<T>, refused: Refused): Promise<Committed | Settled<T>> {
    const until = clock.now() + patienceMs
    for (let before = refused; ; ) {
      const outcome = await outcomeOf(await attempt(before))
      if (outcome.done !== 'refused') return outcome
      contested(outcome)
      before = outcome
      if (clock.now() >= until) throw refuse('conflict')
    }
  }

  // What never settles is answered by a commit.
  return { decide: decide as Commits['decide'] }
}

/** Told what the attempt before it was refused over. */
type Attempt<T> = (before?: Refused) => Promise<ChangeSet | Settled<T>>

/** What a set was refused over. A known key with other content is the caller's mistake, not a race. */
function contested({ because }: Refused): string {
  if (because === 'once') throw refuse('idempotency.conflict')
  if ('name' in because) return nameText(because.name)
  return 'count' in because ? countedText(because) : rowKeyText(because.row)
}
