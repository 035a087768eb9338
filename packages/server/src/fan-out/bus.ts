import type { Committed } from '../core/feeds/change-set.ts'
import type { Deliver } from '../core/feeds/batcher.ts'

/**
 * What carries news between nodes. The store is the truth and the bus is only fast: losing it delays, it never loses.
 * News comes after its commit, in commit order, and reaches the listeners of its own node before `publish` returns.
 */
export interface Bus {
  publish(committed: readonly Committed[]): void
  subscribe(listener: Deliver): void
  close(): Promise<void>
}
