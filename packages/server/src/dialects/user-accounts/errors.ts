import type { Problem } from '@hubbub/protocol'
import type { ShapedProblem } from '../door.ts'
import { classOf, type ErrorWords } from '../error-classes.ts'

/** What each kind of "no" is called here; without a message, what the refusal says of the case. */
const words: ErrorWords<{ status: number; message?: string }> = {
  malformed: {
    status: 400,
    message: 'The browser (or proxy) sent a request that this server could not understand.',
  },
  'media-type': {
    status: 415,
    message: "Did not attempt to load JSON data because the request Content-Type was not 'application/json'.",
  },
  'too-large': { status: 413, message: 'The data value transmitted exceeds the capacity limit.' },
  invalid: { status: 400 },
  'no-route': { status: 404, message: 'The requested URL was not found on the server.' },
  'wrong-method': { status: 405, message: 'The method is not allowed for the requested URL.' },
  unauthenticated: { status: 401, message: 'An API key is required' },
  forbidden: { status: 403, message: 'Forbidden' },
  'not-found': { status: 404 },
  conflict: { status: 409, message: 'The user was changed meanwhile. Try again.' },
  limited: { status: 429 },
  full: { status: 507, message: 'No more users can be stored.' },
  unavailable: { status: 503, message: 'Internal Server Error' },
  internal: { status: 500, message: 'Internal Server Error' },
}

export function replyError(problem: Problem): ShapedProblem {
  const { status, message } = words[classOf(problem.code)]
  return { status, body: { message: message ?? problem.detail ?? problem.title } }
}
