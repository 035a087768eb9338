import type { AccountCaller } from '../../caller.ts'
import { refuse } from '../../refusal.ts'

/** The contract that asks. The catalogue's callers have none, and nothing here is theirs. */
export function contractOf({ contract }: AccountCaller): string {
  if (contract === undefined) throw refuse('access.denied')
  return contract
}
