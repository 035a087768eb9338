import type { ErrorCode, Problem } from '@hubbub/protocol'

/**
 * Codes the SDK itself gives, where no answer of the server stands behind the failure. `client.network` and
 * `client.timeout` leave open whether the server carried the call out; `client.storage`: the storage failed, so that a
 * message was not sent or a session cannot be kept.
 */
export type LocalCode =
  | 'client.aborted'
  | 'client.closed'
  | 'client.network'
  | 'client.signed-out'
  | 'client.storage'
  | 'client.timeout'

/** What an `ApiError` is made of. */
export type Failure = Partial<Omit<Problem, 'code'>> & { code: ErrorCode | LocalCode; title: string }

/**
 * The one error of the SDK: a refusal of the server as problem details (RFC 9457), or a failure on the way.
 *
 *     await room.send('Hi').catch((failure: ApiError) => console.error(failure.title, failure.detail))
 */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  /** Permanent: decide by it. The server's codes stand in its reference. */
  declare readonly code: ErrorCode | LocalCode
  /** The HTTP status; 0 where nothing was answered. */
  declare readonly status: number
  /** What went wrong, in a few words. */
  declare readonly title: string
  /** What happened here and what to do. */
  declare readonly detail: string | undefined
  /** Which parts of the input are wrong. */
  declare readonly errors: Problem['errors']
  /** When to try again, in seconds. */
  declare readonly retryAfter: number | undefined
  /** Name it when you ask whoever runs the server. */
  declare readonly requestId: string | undefined
  /** Whether the same call may succeed later. */
  readonly retryable: boolean

  constructor(problem: Failure, options?: ErrorOptions) {
    super(problem.detail ?? problem.title, options)
    const { code, status = 0 } = problem
    Object.assign(this, { ...problem, status })
    this.retryable =
      /^(conflict|client.(timeout|network))$/.test(code) ||
      status === 429 ||
      (status >= 500 && status !== 507)
  }
}

/** Words for what has no answer of the server. */
const titles: Record<LocalCode, string> = {
  'client.aborted': 'The call was given up',
  'client.closed': 'The client was closed',
  'client.network': 'The server could not be reached',
  'client.signed-out': 'Sign in first',
  'client.storage': 'What has to be kept could not be stored',
  'client.timeout': 'There was no answer in time',
}

export function localError(code: LocalCode, cause?: unknown): ApiError {
  const status = code === 'client.signed-out' ? 401 : 0
  return new ApiError({ code, title: titles[code], status }, { cause })
}

/** Whatever was thrown on the way, as the SDK's one error. */
export const asApiError = (failure: unknown): ApiError =>
  failure instanceof ApiError ? failure : localError('client.network', failure)
