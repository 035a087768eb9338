import type { ErrorCode, Problem } from '@hubbub/protocol'
import type { ProblemPlace, ShapedProblem } from '../door.ts'
import { classOf, type ErrorWords } from '../error-classes.ts'

/** What each kind of "no" is called here; without words, what the refusal says of the case. */
const words: ErrorWords<{ status: number; error?: string }> = {
  malformed: { status: 400, error: 'The body is not valid JSON' },
  'media-type': { status: 415, error: 'The body must be JSON, with Content-Type: application/json' },
  'too-large': { status: 413, error: 'The body is too large' },
  invalid: { status: 400 },
  'no-route': { status: 404, error: 'Not found' },
  'wrong-method': { status: 405, error: 'Method not allowed' },
  unauthenticated: { status: 401 },
  forbidden: { status: 403 },
  'not-found': { status: 404 },
  conflict: { status: 409 },
  limited: { status: 429, error: 'Too many requests' },
  full: { status: 507, error: 'Nothing more can be stored' },
  unavailable: { status: 503, error: 'The server is busy, try again' },
  internal: { status: 500, error: 'Server error' },
}

/** Where the original's words are not those of the class. */
const single: Partial<Record<ErrorCode, string>> = {
  'message.empty': 'Message content cannot be empty',
  'account.not-found': 'User not found',
  'account.disabled': 'The lobby is closed',
  'username.taken': 'Username is already in use',
  'guest.not-allowed': 'Guests are not allowed on this server',
  'room.not-found': 'The lobby is closed',
  'room.archived': 'The lobby is closed',
  'room.read-only': 'The lobby is closed',
  'member.banned': 'You may not write here',
  'member.muted': 'You may not write here',
}

export const revoked = 'Token has been revoked'

function said({ code, detail, title, errors = [] }: Problem): string {
  const kind = classOf(code)
  const [fault] = errors
  const given = detail ?? (fault ? `${fault.pointer || 'The body'}: ${fault.detail}` : title)
  if (kind === 'unauthenticated') return detail ?? revoked
  return words[kind].error ?? single[code] ?? given
}

/** Who asks whether a name is free reads two more fields, whatever went wrong; what is wrong with a token is a `msg`. */
export function replyError(problem: Problem, { path }: ProblemPlace): ShapedProblem {
  const { status } = words[classOf(problem.code)]
  const error = said(problem)
  if (status === 401) return { status, body: { msg: error } }
  const isCheck = path.startsWith('/api/check-username')
  return { status, body: isCheck ? { error, message: error, available: false, suggestions: [] } : { error } }
}

/** To the socket that asked, and to no other: the original only printed it. */
export const socketError = (problem: Problem): object => ({ message: said(problem) })
