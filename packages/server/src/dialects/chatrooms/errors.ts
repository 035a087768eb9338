import type { ErrorCode, Problem } from '@hubbub/protocol'
import { Refusal } from '../../core/refusal.ts'
import type { DoorAnswer, ShapedProblem } from '../door.ts'
import { classOf, type ErrorWords } from '../error-classes.ts'
import { type Fault, fault, FaultyBody } from './bodies.ts'

type Words = { status: number; detail?: string | Fault[] }

/** What each kind of "no" is called here; without a detail, what the refusal says of the case. */
const words: ErrorWords<Words> = {
  malformed: { status: 422 },
  'media-type': {
    status: 422,
    detail: [
      fault(
        'model_attributes_type',
        ['body'],
        'Input should be a valid dictionary or object to extract fields from',
      ),
    ],
  },
  'too-large': { status: 413 },
  invalid: { status: 422 },
  'no-route': { status: 404, detail: 'Not Found' },
  'wrong-method': { status: 405, detail: 'Method Not Allowed' },
  unauthenticated: { status: 401 },
  forbidden: { status: 403, detail: 'Forbidden' },
  'not-found': { status: 404, detail: 'Not Found' },
  conflict: { status: 400 },
  limited: { status: 429, detail: 'Too Many Requests' },
  full: { status: 507, detail: 'No more users can be stored.' },
  unavailable: { status: 503, detail: 'Service Unavailable' },
  internal: { status: 500, detail: 'Internal Server Error' },
}

export const invalidToken = 'Invalid or expired token.'

export function replyError(problem: Problem): ShapedProblem {
  const kind = classOf(problem.code)
  const { status, detail } = words[kind]
  if (detail !== undefined) return { status, body: { detail } }
  if (kind === 'malformed') return { status, body: { detail: [brokenJson(problem)] } }
  if (kind === 'invalid') return { status, body: { detail: [faultIn(problem)] } }
  return {
    status,
    body: { detail: problem.detail ?? (kind === 'unauthenticated' ? invalidToken : problem.title) },
  }
}

/** The place of the fault is in the words, and nowhere else. */
function brokenJson({ detail }: Problem): Fault {
  const place = Number(/at character (\d+)/.exec(detail ?? '')?.[1] ?? 0)
  return fault('json_invalid', ['body', place], 'JSON decode error')
}

/** What was refused before a route saw it. */
function faultIn({ errors: [first] = [], detail, title }: Problem): Fault {
  const place = first?.pointer.split('/').slice(1) ?? []
  return fault('value_error', ['body', ...place], `Value error, ${first?.detail ?? detail ?? title}`)
}

/** What a route says to single refusals; the others keep the words of their class. */
export type Saying = Partial<Record<ErrorCode, readonly [status: number, detail: string]>>

export async function saying(said: Saying, work: () => Promise<DoorAnswer>): Promise<DoorAnswer> {
  try {
    return await work()
  } catch (error) {
    const known = error instanceof Refusal ? said[error.code] : undefined
    if (!known) throw error
    return say(...known)
  }
}

export const say = (status: number, detail: unknown): DoorAnswer => ({ status, body: { detail } })

/** Bodies with faults are answered with all of them. */
export async function unlessFaulty(work: () => Promise<DoorAnswer>): Promise<DoorAnswer> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof FaultyBody) return say(422, error.faults)
    throw error
  }
}

/** What a socket is told, alone; without words, what the refusal says of the case. */
const socketWords: ErrorWords<string | undefined> = {
  malformed: 'Invalid request',
  'media-type': 'Invalid request',
  'too-large': undefined,
  invalid: undefined,
  'no-route': 'Invalid request',
  'wrong-method': 'Invalid request',
  unauthenticated: undefined,
  forbidden: 'User is not a member of this chatroom',
  'not-found': 'Chatroom not found',
  conflict: undefined,
  limited: 'Too many requests',
  full: 'Nothing more can be stored',
  unavailable: 'The server is busy, try again',
  internal: 'Internal server error',
}

const single: Partial<Record<ErrorCode, string>> = {
  'message.empty': 'Message cannot be empty',
  'auth.invalid-token': invalidToken,
}

export function socketError({ code, detail, title }: Problem, event: string): object {
  if (event === 'joinRoom' && classOf(code) === 'forbidden') {
    return { message: 'User not authorized to join this chatroom' }
  }
  return { message: single[code] ?? socketWords[classOf(code)] ?? detail ?? title }
}
