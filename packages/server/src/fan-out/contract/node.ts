import assert from 'node:assert/strict'
import type { AccountCaller } from '../../core/caller.ts'
import { createBatcher } from '../../core/feeds/batcher.ts'
import type { ChangeSet, Committed } from '../../core/feeds/change-set.ts'
import type { Storage, Store } from '../../core/ports/store.ts'
import type { Bus } from '../bus.ts'
import { createHub, type NodeHub } from '../hub.ts'
import { createEar, type Ear, type EarOf } from './ear.ts'
import { createHandClock, type HandClock } from './hand-clock.ts'

/** One node as a rule sees it: a store, what was committed on its way to the hub, and who listens. */
export interface NodeUnderTest {
  hub: NodeHub
  store: Store
  clock: HandClock
  /** What the hub complained of. */
  reports: unknown[]
  /** Commits these in one batch: their news is one turn. */
  turn(...sets: ChangeSet[]): Promise<Committed[]>
  /** Attaches a follower of this account. */
  ear(id: string, of?: EarOf): Ear
  /** The same, of an account that may ask for feeds. */
  asking(id: string, account: string, role?: AccountCaller['role']): Ear
}

export const bounds = { feedsPerConnection: 3, signalDeliveriesPerSecond: 10 }

export function createNode(storage: Storage, bus: Bus): NodeUnderTest {
  const clock = createHandClock()
  const reports: unknown[] = []
  const store = createBatcher(storage, { sets: 100, bytes: 1_000_000, waiting: 1_000 }, bus.publish.bind(bus))
  const hub = createHub({ store, clock, bounds, report: (error) => void reports.push(error) })
  bus.subscribe((committed) => hub.deliver(committed))

  function ear(id: string, of: EarOf = {}): Ear {
    const made = createEar(id, of)
    hub.attach(made)
    return made
  }

  return {
    hub,
    store,
    clock,
    reports,
    ear,
    asking: (id, account, role = 'member') =>
      ear(id, { account, caller: async () => ({ account, role, address: '' }) }),
    async turn(...sets) {
      const outcomes = await Promise.all(sets.map((one) => store.commit(one)))
      return outcomes.map((outcome) => {
        assert.equal(outcome.done, 'committed')
        return outcome as Committed
      })
    },
  }
}
