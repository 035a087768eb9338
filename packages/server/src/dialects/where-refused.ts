import type { ErrorCode } from '@hubbub/protocol'
import { Refusal } from '../core/refusal.ts'

/** What comes in the place of single refusals: another answer, or, where it throws, other words. */
export type Instead<T> = Partial<Record<ErrorCode, (refusal: Refusal) => T | Promise<T>>>

/** All other refusals, and failures, stay what they are. */
export async function whereRefused<T>(instead: Instead<T>, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const known = error instanceof Refusal ? instead[error.code] : undefined
    if (!(error instanceof Refusal) || !known) throw error
    return known(error)
  }
}
