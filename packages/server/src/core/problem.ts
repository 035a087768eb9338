import { type ErrorCode, errors, type Problem } from '@hubbub/protocol'
import { PasswordsBusy } from './ports/passwords.ts'
import { Refusal, type RefusalDetail } from './refusal.ts'

/**
 * The only place where something thrown becomes what a caller is told, on every edge. What is not an expected "no"
 * is a bug or a broken store: it is told as `internal`, without a word of what happened inside.
 */
export function problemOf(error: unknown, { requestId }: { requestId?: string } = {}): Problem {
  const { code, more } = refusalIn(error)
  const problem: Problem = {
    type: `/docs/errors#${code}`,
    title: errors[code].title,
    status: errors[code].status,
    code,
    ...more,
  }
  if (requestId !== undefined) problem.requestId = requestId
  return problem
}

/** An expected "no" needs no attention; everything else belongs in the log, whole. */
export function isExpected(error: unknown): boolean {
  return error instanceof Refusal || error instanceof PasswordsBusy
}

function refusalIn(error: unknown): { code: ErrorCode; more: RefusalDetail } {
  if (error instanceof Refusal) return error
  if (error instanceof PasswordsBusy) return { code: 'busy', more: { retryAfter: error.retryAfterSeconds } }
  return { code: 'internal', more: {} }
}
