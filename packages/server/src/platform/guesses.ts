import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import type { Guesses } from '../core/ports/guesses.ts'
import { refuse } from '../core/refusal.ts'

export interface GuessBounds {
  wrong: number
  seconds: number
}

/** Few enough that nobody finds a password, and that nobody tries one password at a thousand accounts. */
const BOUNDS = { account: { wrong: 10, seconds: 900 }, address: { wrong: 100, seconds: 900 } }

/** Counters of this node, in memory: a restart forgets them, and costs more than it gives. */
export function createGuesses(bounds: { account: GuessBounds; address: GuessBounds } = BOUNDS): Guesses {
  const accounts = counterOf(bounds.account)
  const addresses = counterOf(bounds.address)

  /** The account first: who is refused for their address must not lock others out. */
  async function count(account: string, address: string): Promise<void> {
    await take(accounts, account)
    try {
      await take(addresses, address)
    } catch (refused) {
      await accounts.reward(account)
      throw refused
    }
  }

  return {
    async guess(account, address, isRight) {
      await count(account, address)
      try {
        if (!(await isRight())) return false
      } catch (notJudged) {
        await Promise.all([accounts.reward(account), addresses.reward(address)])
        throw notJudged
      }
      await Promise.all([accounts.delete(account), addresses.reward(address)])
      return true
    },
    async forget(account) {
      await accounts.delete(account)
    },
  }
}

const counterOf = ({ wrong, seconds }: GuessBounds) =>
  new RateLimiterMemory({ points: wrong, duration: seconds })

async function take(counter: RateLimiterMemory, key: string): Promise<void> {
  try {
    await counter.consume(key)
  } catch (spent) {
    // The library rejects with the counter's state; anything else is its fault.
    if (!(spent instanceof RateLimiterRes)) throw spent
    const retryAfter = Math.ceil(spent.msBeforeNext / 1000)
    throw refuse('rate.limited', { detail: 'Too many wrong guesses; wait a while.', retryAfter })
  }
}
