import type { AccountCaller } from '../../core/caller.ts'
import { refuse } from '../../core/refusal.ts'
import type { ContractClaims, Door, DoorRequest, Edge, Identity } from '../door.ts'
import { whereRefused } from '../where-refused.ts'
import { invalidToken } from './errors.ts'

/** Who shows a token: of a request, or of a socket that arrives. */
export interface Person {
  account: string
}

/** A quarter of an hour, as the original had it. */
const secondsValid = 15 * 60

export const signToken = (door: Door, account: string): Promise<string> =>
  door.tokens.sign({ user_id: account }, secondsValid)

export interface SignedIn {
  caller: AccountCaller
  claims: ContractClaims
}

/** The header's token, with `Bearer ` in any case or without it. */
export async function signedIn(door: Door, request: DoorRequest): Promise<SignedIn> {
  const header = request.header('authorization')
  if (!header) throw refuse('auth.required', { detail: 'You need to log in first.' })
  const claims = await door.tokens.verify(header.replace(/^.*bearer /i, '').trim())
  if (typeof claims === 'string') throw refuse('auth.invalid-token', { detail: invalidToken })
  const account = accountIn(claims)
  if (account === undefined) throw refuse('auth.invalid-token', { detail: 'Invalid token payload.' })
  return { caller: await door.callerOf(account, { address: request.address }), claims }
}

/** A token that we did not sign may be another contract's. */
export async function proveSocket(door: Door, token: string, from: Edge): Promise<Proved> {
  const claims = await door.tokens.verify(token)
  if (claims === 'expired') return { refused: invalidToken }
  if (typeof claims === 'string') return undefined
  const account = accountIn(claims)
  if (account === undefined) return { refused: 'Invalid token payload' }
  return whereRefused<Proved>({ 'auth.invalid-token': () => ({ refused: invalidToken }) }, async () => {
    await door.callerOf(account, from)
    return { is: { account }, account }
  })
}

type Proved = Identity<Person> | { refused: string } | undefined

function accountIn({ user_id: account }: ContractClaims): string | undefined {
  return typeof account === 'string' && account !== '' ? account : undefined
}
