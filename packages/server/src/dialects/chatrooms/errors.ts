import type { Problem } from '@hubbub/protocol'
import type { ShapedProblem } from '../door.ts'
import { classOf, type ErrorWords } from '../error-classes.ts'
import { told, type ToldFault } from './faults.ts'

interface Words {
  status: number
  /** Without it, what the refusal says of the case. */
  detail?: string
  /** What a socket is told, alone. Without it the same. */
  event?: string
}

/** What each kind of "no" is called here. */
const words: ErrorWords<Words> = {
  malformed: { status: 422, event: 'Invalid request' },
  'media-type': { status: 422, event: 'Invalid request' },
  'too-large': { status: 413 },
  invalid: { status: 422 },
  'no-route': { status: 404, detail: 'Not Found', event: 'Invalid request' },
  'wrong-method': { status: 405, detail: 'Method Not Allowed', event: 'Invalid request' },
  unauthenticated: { status: 401 },
  forbidden: { status: 403, detail: 'Forbidden', event: 'User is not a member of this chatroom' },
  'not-found': { status: 404, detail: 'Not Found', event: 'Chatroom not found' },
  conflict: { status: 400 },
  limited: { status: 429, detail: 'Too Many Requests', event: 'Too many requests' },
  full: { status: 507, detail: 'No more users can be stored.', event: 'Nothing more can be stored' },
  unavailable: { status: 503, detail: 'Service Unavailable', event: 'The server is busy, try again' },
  internal: { status: 500, detail: 'Internal Server Error', event: 'Internal server error' },
}

export const invalidToken = 'Invalid or expired token.'

/** A body that could not be read, or was refused before a route saw it, is told as a list of faults. */
export function replyError(problem: Problem): ShapedProblem {
  const { status, detail } = words[classOf(problem.code)]
  return { status, body: { detail: status === 422 ? [faultIn(problem)] : (detail ?? said(problem)) } }
}

const said = ({ code, detail, title }: Problem): string =>
  code === 'auth.invalid-token' ? (detail ?? invalidToken) : (detail ?? title)

function faultIn(problem: Problem): ToldFault {
  const { code, errors: [first] = [] } = problem
  if (classOf(code) === 'malformed') {
    // The place of the fault is in the words, and nowhere else.
    const place = Number(/at character (\d+)/.exec(problem.detail ?? '')?.[1] ?? 0)
    return { type: 'json_invalid', loc: ['body', place], msg: 'JSON decode error' }
  }
  if (classOf(code) === 'media-type') return told({ place: [], kind: 'no-object' })
  const place = first?.pointer.split('/').slice(1) ?? []
  return told({ place, kind: 'bad', reason: first?.detail ?? said(problem) })
}

export function socketError(problem: Problem, event: string): object {
  const kind = classOf(problem.code)
  if (problem.code === 'message.empty') return { message: 'Message cannot be empty' }
  if (problem.code === 'auth.invalid-token') return { message: invalidToken }
  const isJoining = event === 'joinRoom' && kind === 'forbidden'
  return {
    message: isJoining ? 'User not authorized to join this chatroom' : (words[kind].event ?? said(problem)),
  }
}
