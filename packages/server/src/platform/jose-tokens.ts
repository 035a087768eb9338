import { createSecretKey, type KeyObject } from 'node:crypto'
import { errors, type JWTPayload, jwtVerify, SignJWT } from 'jose'
import type { Clock } from '../core/ports/clock.ts'
import type { AccessClaims, Tokens } from '../core/ports/tokens.ts'
import { createLru } from './lru.ts'

/** One algorithm, chosen by us: what a token's header wishes for is never asked (`none`, key confusion). */
const ALGORITHM = 'HS256'
/** RFC 9068's media type, and a claim of our own: a refresh, reset or file token is no access token. */
const TYP = 'at+jwt'
const KIND = 'access'
/** Ours have about 350 characters; longer ones are refused before anything is decoded. */
const LONGEST_TOKEN = 4096
/** Other nodes' clocks may be ahead by this; nobody's token outlives its `exp`. */
const LEEWAY_SECONDS = 5
/** A signature costs 40 µs, as much as a whole request; looking a token up less than one. Only good ones are kept. */
const CACHED_TOKENS = 10_000
const SECRET_MIN_BYTES = 32

const ID = /^[0-9a-f]{24}$/

export interface JoseTokensOptions {
  /** Derived for this purpose alone: see `deriveSecret`. */
  secret: Uint8Array
  issuer: string
  audience: string
  clock: Clock
}

export function createJoseTokens(options: JoseTokensOptions): Tokens {
  const { issuer, audience, clock } = options
  if (options.secret.length < SECRET_MIN_BYTES)
    throw new RangeError(`a token secret has ${SECRET_MIN_BYTES} bytes or more`)
  const key = createSecretKey(options.secret)
  const verified = createLru<{ token: string; claims: AccessClaims }>(CACHED_TOKENS)

  return {
    async sign({ account, session }, secondsValid) {
      const now = Math.floor(clock.now() / 1000)
      return await new SignJWT({ type: KIND, sid: session })
        .setProtectedHeader({ alg: ALGORITHM, typ: TYP })
        .setSubject(account)
        .setIssuer(issuer)
        .setAudience(audience)
        .setIssuedAt(now)
        .setNotBefore(now)
        .setExpirationTime(now + secondsValid)
        .sign(key)
    },
    async verify(token) {
      if (token.length > LONGEST_TOKEN) return undefined
      const signature = signatureOf(token)
      const kept = verified.get(signature)
      const claims = kept?.token === token ? kept.claims : await readToken(token, key, options)
      if (claims === undefined) return undefined
      if (claims.expiresAt <= clock.now()) {
        verified.delete(signature)
        return 'expired'
      }
      if (kept?.token !== token) verified.set(signature, { token, claims })
      return claims
    },
  }
}

/** Enough to find a token by: a map hashes its keys, and the whole is seven times as long. */
const signatureOf = (token: string): string => token.slice(token.lastIndexOf('.') + 1)

async function readToken(
  token: string,
  key: KeyObject,
  options: JoseTokensOptions,
): Promise<AccessClaims | undefined> {
  const { issuer, audience, clock } = options
  const now = clock.now()
  const payload = await verifiedPayload(token, key, { issuer, audience, currentDate: new Date(now) })
  return payload && isTimely(payload, now / 1000) ? accessClaims(payload) : undefined
}

async function verifiedPayload(
  token: string,
  key: KeyObject,
  checks: { issuer: string; audience: string; currentDate: Date },
) {
  const rules = {
    ...checks,
    algorithms: [ALGORITHM],
    typ: TYP,
    clockTolerance: LEEWAY_SECONDS,
    requiredClaims: ['exp', 'iat'],
  }
  try {
    return (await jwtVerify(token, key, rules)).payload
  } catch (error) {
    // Signature, issuer, audience and typ were right: the rest is judged as for a live token, then called expired.
    if (error instanceof errors.JWTExpired) return error.payload
    if (error instanceof errors.JOSEError) return undefined
    throw error
  }
}

/** JSON's 1e400 is Infinity, which is a number: only whole seconds count as times. */
function isTimely({ exp, iat, nbf }: JWTPayload, nowSeconds: number): boolean {
  const latest = nowSeconds + LEEWAY_SECONDS
  if (!Number.isSafeInteger(exp) || !Number.isSafeInteger(iat) || Number(iat) > latest) return false
  return nbf === undefined || (Number.isSafeInteger(nbf) && nbf <= latest)
}

function accessClaims(payload: JWTPayload): AccessClaims | undefined {
  const { type, sub, sid, exp } = payload
  if (type !== KIND || typeof exp !== 'number' || !isId(sub) || !isId(sid)) return undefined
  return { account: sub, session: sid, expiresAt: exp * 1000 }
}

function isId(value: unknown): value is string {
  return typeof value === 'string' && ID.test(value)
}
