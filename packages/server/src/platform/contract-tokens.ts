import { createSecretKey, type KeyObject } from 'node:crypto'
import { errors, type JWTPayload, jwtVerify, SignJWT } from 'jose'
import type { Clock } from '../core/ports/clock.ts'
import type { ContractClaims, ContractTokenFault, ContractTokens } from '../core/ports/contract-tokens.ts'
import { createLru } from './lru.ts'

export interface ContractTokensOptions {
  /** Of this contract alone: derived, or as the operator gave it. */
  secret: Uint8Array
  algorithm?: 'HS256' | 'HS384' | 'HS512'
  clock: Clock
}

/** The older services' own tokens have 200 to 500 characters. */
const LONGEST_TOKEN = 4096
const CACHED_TOKENS = 2_000

/** The algorithm is the operator's choice or ours; what a token's header wishes for is never asked. */
export function createContractTokens({
  secret,
  algorithm = 'HS256',
  clock,
}: ContractTokensOptions): ContractTokens {
  const key = createSecretKey(secret)
  const verified = createLru<ContractClaims>(CACHED_TOKENS)
  const isOver = ({ exp }: ContractClaims): boolean => exp * 1000 <= clock.now()

  return {
    async sign(claims, secondsValid) {
      const now = Math.floor(clock.now() / 1000)
      return await new SignJWT({ ...claims })
        .setProtectedHeader({ alg: algorithm, typ: 'JWT' })
        .setIssuedAt(now)
        .setExpirationTime(now + secondsValid)
        .sign(key)
    },
    async verify(token) {
      if (token.length > LONGEST_TOKEN) return 'malformed'
      const known = verified.get(token)
      const read = known ?? (await readToken(token, key, algorithm, new Date(clock.now())))
      if (typeof read === 'string') return read
      if (isOver(read)) {
        verified.delete(token)
        return 'expired'
      }
      if (!known) verified.set(token, read)
      return read
    },
  }
}

async function readToken(
  token: string,
  key: KeyObject,
  algorithm: string,
  currentDate: Date,
): Promise<ContractClaims | ContractTokenFault> {
  try {
    const { payload } = await jwtVerify(token, key, {
      algorithms: [algorithm],
      currentDate,
      requiredClaims: ['iat', 'exp'],
    })
    return isTimed(payload) ? payload : 'malformed'
  } catch (error) {
    return faultOf(error)
  }
}

/** JSON's 1e400 is Infinity, which is a number: only whole seconds count as times. */
function isTimed(payload: JWTPayload): payload is JWTPayload & ContractClaims {
  return Number.isSafeInteger(payload.iat) && Number.isSafeInteger(payload.exp)
}

function faultOf(error: unknown): ContractTokenFault {
  // The signature is judged before the times.
  if (error instanceof errors.JWTExpired) return 'expired'
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'bad-signature'
  if (error instanceof errors.JOSEAlgNotAllowed) return 'bad-signature'
  if (error instanceof errors.JOSEError) return 'malformed'
  throw error
}
