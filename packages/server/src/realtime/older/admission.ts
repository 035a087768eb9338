import type { AccountId } from '@hubbub/protocol'
import type { Socket } from 'socket.io'
import { type Proved, proveCredential } from '../../core/accounts/authenticate.ts'
import { isKey } from '../../core/contracts/contract-caller.ts'
import type { Edge, Identities } from '../../core/ports/door.ts'
import { isExpected } from '../../core/problem.ts'
import { WordedRefusal } from '../handshake.ts'
import type { RealtimeOptions } from '../options.ts'
import type { Arrived } from './older-socket.ts'
import { shownTokens } from './shown-tokens.ts'

/** Who may show tokens, of all dialects. */
export interface Registered {
  name: string
  identities: Identities<object>
}

type Identified = Map<string, { is: object; account?: AccountId | undefined }>

/** As the originals say it. */
const invalid = 'Invalid or expired token.'
const missing = 'No authorization token provided'

/**
 * Who enters `/` or `/socket.io` (docs/decisions/older-apis.md): nobody in particular, somebody whom a dialect knows, or the holder
 * of a native token or API key. A token that is nobody's is refused, never taken for none.
 */
export async function judgeArrival(
  ports: RealtimeOptions['ports'],
  registered: readonly Registered[],
  socket: Socket,
  edge: Edge,
): Promise<Arrived> {
  const here = registered.filter(({ identities }) =>
    (identities.namespaces as readonly string[]).includes(socket.nsp.name),
  )
  const { token, isMeant, apiKey } = shownTokens(socket.handshake)
  const identities = token === undefined ? new Map() : await identified(here, token, edge)
  if (identities.size === 0 && socket.nsp.name !== '/') {
    const [first] = here
    if (token === undefined) throw new WordedRefusal('auth.required', first?.identities.missing ?? missing)
    throw new WordedRefusal('auth.invalid-token', invalid)
  }
  const credential = identities.size === 0 ? token : undefined
  const proved =
    (await provedBy(ports, credential, isMeant, edge)) ?? (await provedBy(ports, apiKey, true, edge))
  const keyHolder = proved && isKey(proved.caller) ? proved.caller : undefined
  return { keyHolder, expiresAt: keyHolder ? proved?.expiresAt : undefined, identities }
}

async function identified(here: readonly Registered[], token: string, edge: Edge): Promise<Identified> {
  const found: Identified = new Map()
  for (const { name, identities } of here) {
    const answer = await identities.prove(token, edge)
    if (answer === undefined) continue
    if ('refused' in answer) throw new WordedRefusal('auth.invalid-token', answer.refused)
    found.set(name, answer)
  }
  return found
}

async function provedBy(
  ports: RealtimeOptions['ports'],
  credential: string | undefined,
  isMeant: boolean,
  edge: Edge,
): Promise<Proved | undefined> {
  if (credential === undefined) return undefined
  try {
    return await proveCredential(ports, credential, edge)
  } catch (error) {
    if (!isExpected(error)) throw error
    if (isMeant) throw new WordedRefusal('auth.invalid-token', invalid)
    return undefined
  }
}

/** The seats that whoever arrived takes. */
export function seatArrived(seat: (account: AccountId) => void, { keyHolder, identities }: Arrived): void {
  const accounts = [...identities.values()].flatMap(({ account }) => account ?? [])
  for (const account of new Set([...(keyHolder ? [keyHolder.account] : []), ...accounts])) seat(account)
}
