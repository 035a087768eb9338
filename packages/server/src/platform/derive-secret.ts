import { hkdfSync } from 'node:crypto'

const MASTER_MIN_BYTES = 32

/**
 * One secret per purpose out of the one the data folder holds, so that a token made for one purpose (a dialect, the
 * native access tokens) fails its signature everywhere else. The same master and purpose give the same secret for ever.
 */
export function deriveSecret(master: Uint8Array, purpose: string): Uint8Array {
  if (master.length < MASTER_MIN_BYTES)
    throw new RangeError(`a master secret has ${MASTER_MIN_BYTES} bytes or more`)
  return new Uint8Array(hkdfSync('sha256', master, 'hubbub', purpose, 32))
}
