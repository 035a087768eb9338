import type { ErrorCode, Problem } from '@hubbub/protocol'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { problemOf } from '../core/problem.ts'
import { type Refusal, refuse } from '../core/refusal.ts'

/** Paths with manners of their own: those of an older contract. */
export interface Zone {
  /** Whole segments: `/api/user` does not cover `/api/users`. */
  prefix: string
  /** How a problem looks here. */
  reply(problem: Problem, request: FastifyRequest): ShapedProblem
  /** `any`: pages of every origin may read the answers. `own`: only ours and listed ones. */
  origins: 'any' | 'own'
}

export interface ShapedProblem {
  status: number
  body: unknown
  headers?: Readonly<Record<string, string>>
}

export function zoneOf(zones: readonly Zone[], url: string): Zone | undefined {
  const path = url.split('?', 1)[0] ?? ''
  return zones.find(({ prefix }) => path === prefix || path.startsWith(`${prefix}/`))
}

/** What Fastify refuses by itself, in our words. */
const fastifyCodes: Readonly<Record<string, ErrorCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'request.too-large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'request.media-type',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'request.malformed',
  FST_ERR_CTP_INVALID_JSON_BODY: 'request.malformed',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'request.malformed',
  FST_ERR_BAD_URL: 'request.not-found',
  FST_ERR_MAX_PARAM_LENGTH: 'request.not-found',
}

/** The refusal behind a framework's error; undefined where it is none. */
export function refusalOfFramework(error: unknown): Refusal | undefined {
  const { code, statusCode } = error as { code?: unknown; statusCode?: unknown }
  const known = typeof code === 'string' ? fastifyCodes[code] : undefined
  if (known) return refuse(known)
  // The client went away in the middle of its body, or sent less than it promised.
  return statusCode === 400 && typeof code === 'string' ? refuse('request.malformed') : undefined
}

/** The only place where an error becomes an HTTP answer. */
export function replyProblem(reply: FastifyReply, error: unknown, zone: Zone | undefined): Problem {
  const problem = problemOf(refusalOfFramework(error) ?? error, { requestId: reply.request.id })
  if (problem.retryAfter !== undefined) reply.header('retry-after', Math.ceil(problem.retryAfter))
  const challenge = challengeOf(problem)
  if (challenge) reply.header('www-authenticate', challenge)
  if (zone) {
    const shaped = zone.reply(problem, reply.request)
    void reply
      .code(shaped.status)
      .headers(shaped.headers ?? {})
      .header('content-type', 'application/json; charset=utf-8')
      .send(JSON.stringify(shaped.body))
  } else {
    void reply
      .code(problem.status)
      .header('content-type', 'application/problem+json; charset=utf-8')
      .send(JSON.stringify(problem))
  }
  return problem
}

/** RFC 6750: how to sign in, and what was wrong with the token. */
function challengeOf({ status, code }: Problem): string | undefined {
  if (code === 'auth.scope') return 'Bearer realm="hubbub", error="insufficient_scope"'
  if (status !== 401) return undefined
  const wrong = code === 'auth.invalid-token' || code === 'auth.expired-token'
  return wrong ? 'Bearer realm="hubbub", error="invalid_token"' : 'Bearer realm="hubbub"'
}
