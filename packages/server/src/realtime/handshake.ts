import type { ErrorCode } from '@hubbub/protocol'
import type { Socket } from 'socket.io'
import { type Proved, proveCredential } from '../core/accounts/authenticate.ts'
import { problemOf } from '../core/problem.ts'
import { refuse } from '../core/refusal.ts'
import type { Entry } from './entries.ts'
import type { RealtimeOptions } from './options.ts'

/**
 * Who enters `/v1`: a page of ours or a program, with a token in `auth`. Never in the address, which logs and proxies
 * keep, nor in a cookie, which a foreign page could make a browser send. Costs no password hash.
 */
export async function proveEntry(
  ports: RealtimeOptions['ports'],
  socket: Socket,
  { origin, address }: Entry,
): Promise<Proved> {
  if (origin === 'foreign') throw refuse('request.origin')
  const { token } = socket.handshake.auth as { token?: unknown }
  if (token === undefined) throw refuse('auth.required', { detail: 'Put a token into auth.token.' })
  if (typeof token !== 'string') throw refuse('auth.invalid-token')
  return proveCredential(ports, token, { address, connection: socket.id })
}

/** A refusal in the words of an older contract, which its clients compare. */
export class WordedRefusal extends Error {
  readonly code: ErrorCode

  constructor(code: ErrorCode, words: string) {
    super(words)
    this.name = 'WordedRefusal'
    this.code = code
  }
}

/** What a refused client gets as its `connect_error`: the problem is its `data`. */
export function connectError(error: unknown, requestId?: string): Error {
  const problem = problemOf(error, requestId === undefined ? {} : { requestId })
  return Object.assign(new Error(problem.title), { data: problem })
}
