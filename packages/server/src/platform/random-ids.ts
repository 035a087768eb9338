import { randomBytes, randomFillSync } from 'node:crypto'
import type { Clock } from '../core/ports/clock.ts'
import type { Ids } from '../core/ports/ids.ts'

/** Of an id, behind 32 bits of seconds and 12 of milliseconds. */
const randomDigits = 13

/**
 * What is made at the same time stands side by side in the store's indexes: with the second alone in front fifty sends
 * wrote thirty pages more for their ids.
 */
export function createRandomIds(clock: Clock): Ids {
  const nextBytes = createRandomHex(Math.ceil(randomDigits / 2))
  let newest = { now: -1, digits: '' }
  return {
    next() {
      const now = clock.now()
      if (newest.now !== now) newest = { now, digits: timeDigits(now) }
      return newest.digits + nextBytes().slice(-randomDigits)
    },
    secret(bytes = 32) {
      return randomBytes(bytes).toString('base64url')
    },
  }
}

const timeDigits = (now: number): string => hex(Math.floor(now / 1000) >>> 0, 8) + hex(now % 1000, 3)

const hex = (number: number, digits: number): string => number.toString(16).padStart(digits, '0')

/** Asking for so few bytes costs 2 µs each time; from a stock that is filled in one go, a tenth of that. Each is used once. */
function createRandomHex(bytes: number): () => string {
  const stock = Buffer.allocUnsafe(bytes * 512)
  let used = stock.length
  return () => {
    if (used === stock.length) {
      randomFillSync(stock)
      used = 0
    }
    used += bytes
    return stock.toString('hex', used - bytes, used)
  }
}
