import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import type { Passwords } from '../core/ports/passwords.ts'
import { isBcryptHash, verifyBcrypt } from './bcrypt-import.ts'
import { createHashQueue, type HashQueue } from './hash-queue.ts'
import { type Argon2Cost, type Argon2Hash, formatPhc, parsePhc } from './phc-string.ts'

const deriveArgon2 = promisify(argon2)

const SALT_BYTES = 16
const TAG_BYTES = 32

/** OWASP's least for Argon2id: about 20 ms of one core, so that a sign-in stays cheap for us and dear for a thief. */
const COST: Argon2Cost = { memory: 19 * 1024, passes: 2, parallelism: 1 }

export interface Argon2Settings {
  cost?: Argon2Cost
  /** 4 at once and 32 waiting, for all kinds of hashes together. */
  queue?: HashQueue
}

export function createArgon2Passwords(settings: Argon2Settings = {}): Passwords {
  const cost = settings.cost ?? COST
  const queue = settings.queue ?? createHashQueue({ running: 4, waiting: 32 })
  // Nobody knows a password for it: random salt, random tag.
  const decoy: Argon2Hash = { ...cost, salt: randomBytes(SALT_BYTES), tag: randomBytes(TAG_BYTES) }

  return {
    async hash(password) {
      const salt = randomBytes(SALT_BYTES)
      const tag = await queue.run(() => derive(password, { ...cost, salt }, TAG_BYTES))
      return formatPhc({ ...cost, salt, tag })
    },
    async verify(password, hash) {
      if (hash !== undefined && isBcryptHash(hash)) return await queue.run(() => verifyBcrypt(password, hash))
      const known = hash === undefined ? undefined : parsePhc(hash)
      const { tag, ...against } = known ?? decoy
      const derived = await queue.run(() => derive(password, against, tag.length))
      return timingSafeEqual(derived, tag) && known !== undefined
    },
    needsRehash(hash) {
      const known = parsePhc(hash)
      return known === undefined || isWeaker(known, cost)
    },
  }
}

/** NFC here, at the last moment, so that no caller can forget it. */
function derive(
  password: string,
  { memory, passes, parallelism, salt }: Argon2Cost & { salt: Buffer },
  tagLength: number,
) {
  const message = password.normalize('NFC')
  return deriveArgon2('argon2id', { message, nonce: salt, memory, passes, parallelism, tagLength })
}

function isWeaker(known: Argon2Hash, cost: Argon2Cost): boolean {
  return known.memory < cost.memory || known.passes < cost.passes || known.tag.length < TAG_BYTES
}
