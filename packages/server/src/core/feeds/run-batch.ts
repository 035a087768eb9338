import type { FeedId } from '@hubbub/protocol'
import type { Engine, Wanted } from '../ports/engine.ts'
import {
  type ChangeSet,
  type Counted,
  countedText,
  type Name,
  nameText,
  type Outcome,
  type RowKey,
} from './change-set.ts'
import { decide } from './decide.ts'
import { RowMap } from './row-map.ts'

/** The answer to one set of a batch: its outcome, or why the store could not take it. */
export type BatchAnswer = { outcome: Outcome } | { failed: unknown }

/**
 * One transaction: load under the lock, decide, apply and commit. Runs where the transaction lives (the writer's
 * thread, a PostgreSQL lane). When the engine cannot take a batch whole, its halves are tried, down to the bad set
 * alone, so that it cannot sink its neighbours and costs them few commits.
 */
export async function runBatch(engine: Engine, sets: readonly ChangeSet[]): Promise<BatchAnswer[]> {
  try {
    return await runWhole(engine, sets)
  } catch (failed) {
    if (engine.isFatal(failed) || sets.length === 1) return sets.map(() => ({ failed }))
  }
  const half = sets.length >> 1
  const first = await runBatch(engine, sets.slice(0, half))
  return first.concat(await runBatch(engine, sets.slice(half)))
}

async function runWhole(engine: Engine, sets: readonly ChangeSet[]): Promise<BatchAnswer[]> {
  const loaded = await engine.load(wantedBy(sets))
  try {
    const { outcomes, plan } = decide(loaded, sets)
    await engine.apply(plan)
    return outcomes.map((outcome) => ({ outcome }))
  } catch (failed) {
    await engine.abandon()
    throw failed
  }
}

/** What the engine has to read for these sets, each thing once. Feeds sorted: the order of locks is global. */
export function wantedBy(sets: readonly ChangeSet[]): Wanted {
  const feeds = new Set<FeedId>()
  const rows = new RowMap<RowKey>()
  const names = new Map<string, Name>()
  const counts = new Map<string, Counted>()
  for (const set of sets) {
    for (const feed of set.touches) feeds.add(feed)
    for (const expectation of set.expect) {
      if ('name' in expectation) names.set(nameText(expectation.name), expectation.name)
      else if ('count' in expectation) counts.set(countedText(expectation), expectation)
      else rows.set(expectation.row, expectation.row)
    }
    for (const write of set.writes) {
      if (write.op === 'claim' || write.op === 'release') names.set(nameText(write.name), write.name)
      else {
        feeds.add(write.feed)
        if (write.op === 'remove' || !write.fresh) rows.set(write, { kind: write.kind, id: write.id })
      }
    }
    for (const ref of set.once.refs ?? []) if (!isMadeBy(set, ref)) rows.set(ref, ref)
  }
  const keys = [...new Set(sets.map((set) => set.once.key))].sort()
  return {
    feeds: [...feeds].sort(),
    keys,
    rows: [...rows.values()],
    names: [...names.values()],
    counts: [...counts.values()],
  }
}

/** A repeat in the same batch is answered from the refs; those that the set makes are not there to be read. */
function isMadeBy({ writes }: ChangeSet, { kind, id }: RowKey): boolean {
  return writes.some((write) => 'fresh' in write && write.fresh && write.id === id && write.kind === kind)
}
