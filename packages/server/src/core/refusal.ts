import { type ErrorCode, errors, type Problem } from '@hubbub/protocol'

/** An expected "no": always with a code of the catalogue. Anything else that is thrown is a bug. */
export class Refusal extends Error {
  readonly code: ErrorCode
  readonly more: RefusalDetail

  constructor(code: ErrorCode, more: RefusalDetail = {}) {
    super(more.detail ?? errors[code].title)
    this.name = 'Refusal'
    this.code = code
    this.more = more
  }
}

export type RefusalDetail = Partial<Pick<Problem, 'detail' | 'errors' | 'retryAfter'>>

/** Whether the input was at fault: not the caller's rights, not what stands in the store, not the server. */
export function isMistake(error: unknown): boolean {
  return error instanceof Refusal && [400, 413, 415].includes(errors[error.code].status)
}

export function refuse(code: ErrorCode, more?: RefusalDetail): Refusal {
  return new Refusal(code, more)
}
