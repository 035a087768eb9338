import type { Problem } from '@hubbub/protocol'
import type { ShapedProblem } from '../door.ts'
import { classOf, type ErrorWords } from '../error-classes.ts'

/** What each kind of "no" is called here; without a message, what the refusal says of the case. */
const words: ErrorWords<{ status: number; message?: string }> = {
  malformed: { status: 400, message: 'The body is not valid JSON.' },
  'media-type': { status: 415, message: 'The body must be JSON, with Content-Type: application/json.' },
  'too-large': { status: 413, message: 'The body is too large.' },
  invalid: { status: 400 },
  'no-route': { status: 404, message: 'Not found' },
  'wrong-method': { status: 405, message: 'Method not allowed' },
  unauthenticated: { status: 401, message: 'An API key is required' },
  forbidden: { status: 403, message: 'Forbidden' },
  'not-found': { status: 404, message: 'User not found!' },
  conflict: { status: 409, message: 'The user was changed meanwhile. Try again.' },
  limited: { status: 429, message: 'Too many requests' },
  full: { status: 507, message: 'No more users can be stored.' },
  unavailable: { status: 503, message: 'Internal server error' },
  internal: { status: 500, message: 'Internal server error' },
}

export function replyError(problem: Problem): ShapedProblem {
  const { status, message } = words[classOf(problem.code)]
  return { status, body: { message: message ?? said(problem) } }
}

function said({ detail, errors = [], title }: Problem): string {
  const [fault] = errors
  return detail ?? (fault ? `${fault.pointer || 'The body'}: ${fault.detail}.` : title)
}
