import type { Guesses } from '../core/ports/guesses.ts'
import { refuse } from '../core/refusal.ts'
import { createWindowCounter, type WindowCounter } from './window-counter.ts'

export interface GuessBounds {
  wrong: number
  seconds: number
}

/** Few enough that nobody finds a password, and that nobody tries one password at a thousand accounts. */
const BOUNDS = { account: { wrong: 10, seconds: 900 }, address: { wrong: 100, seconds: 900 } }

/** Counters of this node, in memory: a restart forgets them, and costs more than it gives. */
export function createGuesses(bounds: { account: GuessBounds; address: GuessBounds } = BOUNDS): Guesses {
  const accounts = createWindowCounter(bounds.account.seconds)
  const addresses = createWindowCounter(bounds.address.seconds)

  /** The account first: who is refused for their address must not lock others out. */
  function count(account: string, address: string): void {
    take(accounts, account, bounds.account)
    try {
      take(addresses, address, bounds.address)
    } catch (refused) {
      accounts.takeBack(account)
      throw refused
    }
  }

  return {
    async guess(account, address, isRight) {
      count(account, address)
      try {
        if (!(await isRight())) return false
      } catch (notJudged) {
        accounts.takeBack(account)
        addresses.takeBack(address)
        throw notJudged
      }
      accounts.forget(account)
      addresses.takeBack(address)
      return true
    },
    async forget(account) {
      accounts.forget(account)
    },
  }
}

function take(counter: WindowCounter, key: string, { wrong }: GuessBounds): void {
  const { count, resetSeconds } = counter.add(key)
  if (count <= wrong) return
  throw refuse('rate.limited', {
    detail: 'Too many wrong guesses; wait a while.',
    retryAfter: resetSeconds,
  })
}
