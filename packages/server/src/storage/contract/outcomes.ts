import assert from 'node:assert/strict'
import type { ChangeSet, Committed, Outcome, Refused, Row } from '../../core/feeds/change-set.ts'
import type { Storage } from '../../core/ports/store.ts'

/** Runs sets as one batch and answers their outcomes; a set the store could not take fails the test. */
export async function run(storage: Storage, ...sets: ChangeSet[]): Promise<Outcome[]> {
  const answers = await storage.run(sets)
  return answers.map((answer) => {
    if ('failed' in answer) throw answer.failed
    return answer.outcome
  })
}

/** Runs one set that must be committed. */
export async function commit(storage: Storage, set: ChangeSet): Promise<Committed> {
  const [outcome] = await run(storage, set)
  return committed(outcome)
}

/** Runs sets one after another, each a batch of its own. */
export async function commitEach(storage: Storage, sets: readonly ChangeSet[]): Promise<Committed[]> {
  const outcomes: Committed[] = []
  for (const set of sets) outcomes.push(await commit(storage, set))
  return outcomes
}

export function committed(outcome: Outcome | undefined): Committed {
  assert.equal(outcome?.done, 'committed')
  return outcome as Committed
}

export function refused(outcome: Outcome | undefined): Refused {
  assert.equal(outcome?.done, 'refused')
  return outcome as Refused
}

export const idsOf = (rows: readonly Row[]): string[] => rows.map(({ id }) => id)
export const versionsOf = (rows: readonly Row[]): number[] => rows.map(({ version }) => version)
export const seqsOf = (rows: readonly Row[]): (number | null)[] => rows.map(({ seq }) => seq)
