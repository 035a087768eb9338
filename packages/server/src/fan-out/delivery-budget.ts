import type { Clock } from '../core/ports/clock.ts'

/**
 * Bounds what one sender may cause in a second, counted in deliveries: one signal into a crowd costs as much as many
 * into a small room. Who still has something left may spend more than that and then waits until it is earned again.
 */
export interface DeliveryBudget {
  /** Seconds to wait; 0: spent. */
  spend(sender: string, deliveries: number): number
}

interface Account {
  left: number
  at: number
}

/** Senders kept; beyond it those with a full budget are forgotten. */
const mostSenders = 10_000

export function createDeliveryBudget(clock: Clock, perSecond: number): DeliveryBudget {
  const senders = new Map<string, Account>()

  function refilled({ left, at }: Account, now: number): number {
    // The clock may have been set back.
    const earned = (Math.max(0, now - at) / 1000) * perSecond
    return Math.min(perSecond, left + earned)
  }

  function forgetFull(now: number): void {
    for (const [sender, account] of senders) {
      if (refilled(account, now) >= perSecond) senders.delete(sender)
    }
  }

  return {
    spend(sender, deliveries) {
      const now = clock.now()
      const known = senders.get(sender)
      const left = known ? refilled(known, now) : perSecond
      if (left <= 0) return Math.ceil(-left / perSecond) || 1
      if (!known && senders.size >= mostSenders) forgetFull(now)
      senders.set(sender, { left: left - deliveries, at: now })
      return 0
    },
  }
}
