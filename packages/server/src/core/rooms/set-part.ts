import type { ChangeSet, Once } from '../feeds/change-set.ts'

/** What one idea adds to a change set. */
export type SetPart = Omit<ChangeSet, 'once'>

/** One change set of its parts, in their order. */
export function changeSetOf(once: Once, ...parts: readonly SetPart[]): ChangeSet {
  return {
    once,
    touches: [...new Set(parts.flatMap((part) => part.touches))],
    expect: parts.flatMap((part) => part.expect),
    writes: parts.flatMap((part) => part.writes),
  }
}
