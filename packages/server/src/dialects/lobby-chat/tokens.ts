import type { Visitor } from '../../core/accounts/older/lobby/claim-name.ts'
import type { ContractClaims, Door, DoorAnswer, DoorRequest, Edge } from '../door.ts'
import type { Answer } from '../mount-routes.ts'
import { whereRefused } from '../where-refused.ts'
import { revoked } from './errors.ts'

/** A quarter of an hour, as the original had it. */
export const secondsValid = 15 * 60

/** The token's own id begins with the identity it was made for, so a name that was taken over has other tokens. */
export function signToken({ tokens, ids, clock }: Door, { name, account }: Visitor): Promise<string> {
  const claims = {
    sub: name,
    type: 'access',
    fresh: false,
    jti: `${account}.${ids.next()}`,
    nbf: Math.floor(clock.now() / 1000),
    csrf: ids.next(),
  }
  return tokens.sign(claims, secondsValid)
}

/** What is wrong with a token, as the original says it. */
export interface TokenFault {
  status: 401 | 422
  msg: string
}

const wanted = "Expected 'Authorization: Bearer <JWT>'"

/** Who shows a token in the header, or what is wrong with it. */
export async function visitorIn(door: Door, request: DoorRequest): Promise<Visitor | TokenFault> {
  const header = request.header('authorization')?.trim()
  if (!header) return { status: 401, msg: 'Missing Authorization Header' }
  const [type, token, ...more] = header.split(/\s+/)
  if (type !== 'Bearer') {
    return { status: 401, msg: `Missing 'Bearer' type in 'Authorization' header. ${wanted}` }
  }
  if (token === undefined || more.length > 0) {
    return { status: 422, msg: `Bad Authorization header. ${wanted}` }
  }
  return visitorOf(door, token, { address: request.address })
}

/** Who a bare token names, while the name is still theirs. */
export async function visitorOf(door: Door, token: string, from: Edge): Promise<Visitor | TokenFault> {
  const claims = await door.tokens.verify(token)
  if (claims === 'expired') return { status: 401, msg: 'Token has expired' }
  if (claims === 'bad-signature') return { status: 422, msg: 'Signature verification failed' }
  if (claims === 'malformed') return { status: 422, msg: malformed(token) }
  const visitor = visitorNamed(claims)
  if (!visitor) return { status: 422, msg: 'Invalid token' }
  const isRevoked = (): TokenFault => ({ status: 401, msg: revoked })
  return whereRefused<Visitor | TokenFault>({ 'auth.invalid-token': isRevoked }, async () => {
    const { account } = await door.contract.visitorOf(door.bot(from), visitor)
    return { name: visitor.name, account }
  })
}

const malformed = (token: string): string =>
  token.split('.').length < 3 ? 'Not enough segments' : 'Invalid header string'

function visitorNamed({ sub, jti, type }: ContractClaims): Visitor | undefined {
  const [account] = typeof jti === 'string' ? jti.split('.') : []
  if (typeof sub !== 'string' || account === undefined || type !== 'access') return undefined
  return { name: sub, account }
}

export const isFault = (shown: Visitor | TokenFault): shown is TokenFault => 'msg' in shown

/** A route for those with a token. */
export const signedIn =
  (route: (visitor: Visitor, request: DoorRequest) => Promise<DoorAnswer>): Answer =>
  async (door, request) => {
    const shown = await visitorIn(door, request)
    if (isFault(shown)) return { status: shown.status, body: { msg: shown.msg } }
    return route(shown, request)
  }
