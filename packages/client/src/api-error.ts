import type { ErrorCode, Problem } from '@hubbub/protocol'

/** Codes the SDK itself gives, where no answer of the server stands behind the failure. */
export type LocalCode =
  | 'client.closed'
  | 'client.timeout'
  | 'client.network'
  | 'client.aborted'
  | 'client.signed-out'

/** What an `ApiError` is made of. */
export type Failure = Partial<Omit<Problem, 'code'>> & { code: ErrorCode | LocalCode; title: string }

/**
 * The one error of the SDK: a refusal of the server as problem details (RFC 9457), or a failure on the way.
 * `retryable` says whether the same call may succeed later; `retryAfter` when, in seconds.
 */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly code: ErrorCode | LocalCode
  /** The HTTP status; 0 where nothing was answered. */
  readonly status: number
  readonly title: string
  readonly detail: string | undefined
  readonly errors: Problem['errors']
  readonly retryable: boolean
  readonly retryAfter: number | undefined
  readonly requestId: string | undefined

  constructor(problem: Failure, options?: ErrorOptions) {
    super(problem.detail ?? problem.title, options)
    this.code = problem.code
    this.status = problem.status ?? 0
    this.title = problem.title
    this.detail = problem.detail
    this.errors = problem.errors
    this.retryAfter = problem.retryAfter
    this.requestId = problem.requestId
    this.retryable = isRetryable(problem.code, this.status)
  }
}

/** Nothing was answered, the server is busy, or it asks to come back later. */
function isRetryable(code: string, status: number): boolean {
  if (code === 'client.timeout' || code === 'client.network') return true
  return code === 'conflict' || status === 429 || (status >= 500 && code !== 'quota.exceeded')
}

export const closed = (): ApiError => new ApiError({ code: 'client.closed', title: 'The client was closed' })

export const aborted = (cause: unknown): ApiError =>
  new ApiError({ code: 'client.aborted', title: 'The call was given up' }, { cause })
