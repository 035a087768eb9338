import { randomBytes } from 'node:crypto'
import type { Clock } from '../core/ports/clock.ts'
import type { Ids } from '../core/ports/ids.ts'

export function createRandomIds(clock: Clock): Ids {
  return {
    next() {
      const id = Buffer.allocUnsafe(12)
      id.writeUInt32BE(Math.floor(clock.now() / 1000) >>> 0)
      randomBytes(8).copy(id, 4)
      return id.toString('hex')
    },
    secret(bytes = 32) {
      return randomBytes(bytes).toString('base64url')
    },
  }
}
