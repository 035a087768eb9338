import { TooSlow } from './threads/deadline.ts'
import { type FaultCode, StorageFault } from './fault.ts'

/**
 * What a failure means.
 * - fatal: what was synced and what was not cannot be known any more. Systems drop the pages of a failed fsync, so
 *   trying again would lie. Nothing more may be acknowledged; a new start recovers from what is on the disk.
 * - unavailable: nothing was written; it may work later (a full disk, a lock held too long).
 * - slow: a read was ended because it took too long.
 * - bug: the set was wrong, or we are.
 */
export type FailureKind = 'fatal' | 'unavailable' | 'slow' | 'bug'

const primary = {
  busy: 5,
  locked: 6,
  noMemory: 7,
  readOnly: 8,
  io: 10,
  corrupt: 11,
  full: 13,
  cannotOpen: 14,
  notADatabase: 26,
}
/** Making the shared index larger failed: the disk is full. */
const sharedMemorySize = 4874

const fatal = new Set<number>([primary.io, primary.corrupt, primary.readOnly, primary.notADatabase])
const unavailable = new Set<number>([
  primary.full,
  primary.busy,
  primary.locked,
  primary.noMemory,
  primary.cannotOpen,
])

export function failureKind(failure: unknown): FailureKind {
  if (failure instanceof WriterIsDead) return 'fatal'
  if (failure instanceof TooSlow) return 'slow'
  const code = errorCodeOf(failure)
  if (code === undefined) return 'bug'
  if (code === sharedMemorySize || unavailable.has(code & 0xff)) return 'unavailable'
  return fatal.has(code & 0xff) ? 'fatal' : 'bug'
}

/** SQLite's extended error code, where the failure is SQLite's. */
function errorCodeOf(failure: unknown): number | undefined {
  if (!(failure instanceof Error) || !('errcode' in failure)) return undefined
  return typeof failure.errcode === 'number' ? failure.errcode : undefined
}

/** After a fatal failure every further write ends here. */
export class WriterIsDead extends Error {
  constructor(cause: unknown) {
    super('nothing is written any more since the disk failed', { cause })
    this.name = 'WriterIsDead'
  }
}

/** A failure in words, as it crosses the threads' boundary. */
export interface ToldFailure {
  kind: FailureKind
  message: string
  stack: string | undefined
  fault?: FaultCode
}

export function tell(failure: unknown): ToldFailure {
  const error = failure instanceof Error ? failure : new Error(String(failure))
  const fault = error instanceof StorageFault ? { fault: error.code } : {}
  return { kind: failureKind(failure), message: error.message, stack: error.stack, ...fault }
}
