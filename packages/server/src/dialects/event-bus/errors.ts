import type { Problem } from '@hubbub/protocol'
import type { ShapedProblem } from '../door.ts'
import { classOf, type ErrorWords } from '../error-classes.ts'
import { operationIn } from './envelope.ts'

/** What each kind of "no" is called here; without a message, what the refusal says of the case. */
const words: ErrorWords<{ status: number; message?: string }> = {
  malformed: { status: 400, message: 'Invalid JSON' },
  'media-type': { status: 415, message: 'The body must be JSON' },
  'too-large': { status: 413, message: 'The request is too large' },
  invalid: { status: 400 },
  'no-route': { status: 404, message: 'Not found' },
  'wrong-method': { status: 405, message: 'Method not allowed' },
  unauthenticated: { status: 401, message: 'An API key is required' },
  forbidden: { status: 403, message: 'Not allowed' },
  'not-found': { status: 404, message: 'Event not found' },
  conflict: { status: 409, message: 'The event was changed meanwhile. Try again' },
  limited: { status: 429, message: 'Too many requests' },
  full: { status: 507, message: 'No more events can be stored' },
  unavailable: { status: 503, message: 'The server is busy. Try again' },
  internal: { status: 500, message: 'The request failed' },
}

/** The one route reads; what goes wrong inside it is told in its own words. */
export function replyError(problem: Problem): ShapedProblem {
  const { status } = words[classOf(problem.code)]
  const message = status === 500 ? 'Failed to fetch events' : messageOf(problem)
  return { status, body: { success: false, message } }
}

export function socketError(problem: Problem, event: string, payload: unknown): object {
  return { success: false, type: operationIn(event, payload) ?? null, message: messageOf(problem) }
}

/** Bounds of JSON are broken in a place that only our own words for it name. */
function messageOf(problem: Problem): string {
  return words[classOf(problem.code)].message ?? problem.detail ?? 'Invalid request'
}
