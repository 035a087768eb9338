import type { Ports } from '../ports/ports.ts'
import { refuse } from '../refusal.ts'

/** What a contract has made and still holds. */
export interface Held {
  rows: number
  bytes: number
}

/** How much the older contracts hold, against their quota (decision 16). */
export interface Quotas {
  /**
   * Runs a write that takes at most `most`; refuses `quota.exceeded` where that is not left. `grown` says, after it, how
   * much it was; left out: all of it. Without a contract there is no quota.
   */
  within<T>(
    contract: string | undefined,
    most: () => Held | Promise<Held>,
    write: () => Promise<T>,
    grown?: () => Held,
  ): Promise<T>
  /** Something the contract had made is gone. */
  freed(contract: string, held: Held): void
}

interface Ledger {
  /** What the store said, and how much was committed since it was asked. */
  counted: Held
  since: Held
  /** Writes under way. */
  pending: Held
  at: number
}

/** A full quota is counted anew at most this often: others may have removed what the contract made. */
const recountMs = 2_000

const nothing: Held = { rows: 0, bytes: 0 }

/**
 * Counted once and kept in step from then on: counting for each write would cost as much as everything the contract
 * holds. What is under way counts as if it were there, so that writes made at once do not slip through together.
 */
export function createQuotas(ports: Pick<Ports, 'store' | 'clock' | 'settings'>): Quotas {
  const ledgers = new Map<string, Promise<Ledger>>()
  const quota = ports.settings.contractQuota

  function ledgerOf(contract: string): Promise<Ledger> {
    const known = ledgers.get(contract)
    if (known) return known
    const ledger = { counted: nothing, since: nothing, pending: nothing, at: 0 }
    const opened = count(contract, ledger).then(() => ledger)
    ledgers.set(contract, opened)
    opened.catch(() => ledgers.delete(contract))
    return opened
  }

  async function count(contract: string, ledger: Ledger): Promise<void> {
    ledger.at = ports.clock.now()
    // What is committed while the store counts may be in its answer or not: counted twice at worst, until next time.
    ledger.since = nothing
    ledger.counted = await ports.store.read.madeBy(contract)
  }

  /** What makes nothing larger is never refused. */
  const isOver = ({ counted, since, pending }: Ledger, most: Held): boolean =>
    (most.rows > 0 || most.bytes > 0) &&
    (counted.rows + since.rows + pending.rows + most.rows > quota.rows ||
      counted.bytes + since.bytes + pending.bytes + most.bytes > quota.bytes)

  async function reserve(contract: string, most: Held): Promise<Ledger> {
    const ledger = await ledgerOf(contract)
    if (isOver(ledger, most) && Math.abs(ports.clock.now() - ledger.at) >= recountMs) {
      await count(contract, ledger)
    }
    if (isOver(ledger, most)) throw refuse('quota.exceeded')
    ledger.pending = plus(ledger.pending, most)
    return ledger
  }

  return {
    async within(contract, most, write, grown) {
      if (contract === undefined) return write()
      const reserved = await most()
      const ledger = await reserve(contract, reserved)
      try {
        const answer = await write()
        ledger.since = plus(ledger.since, grown?.() ?? reserved)
        return answer
      } finally {
        ledger.pending = minus(ledger.pending, reserved)
      }
    },
    freed(contract, held) {
      void ledgers.get(contract)?.then((ledger) => {
        ledger.since = minus(ledger.since, held)
      })
    },
  }
}

const plus = (one: Held, other: Held): Held => ({
  rows: one.rows + other.rows,
  bytes: one.bytes + other.bytes,
})
const minus = (one: Held, other: Held): Held => plus(one, { rows: -other.rows, bytes: -other.bytes })
