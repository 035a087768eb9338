import type { Deliver } from '../../core/feeds/batcher.ts'
import type { Bus } from '../bus.ts'

/** One node: whoever listens is in this process. */
export function createLocalBus(): Bus {
  const listeners: Deliver[] = []
  return {
    publish(committed) {
      for (const listener of listeners) listener(committed)
    },
    subscribe(listener) {
      listeners.push(listener)
    },
    async close() {
      listeners.length = 0
    },
  }
}
