import { checkDisplayName } from '../accounts/display-name.ts'
import type { AccountCaller } from '../caller.ts'
import { refuse } from '../refusal.ts'

/** A room's name as it is kept: like people's names, without control and invisible characters. Contracts name as they like. */
export function roomName(caller: AccountCaller, name: string): string {
  if (caller.contract !== undefined) return name
  const checked = checkDisplayName(name)
  if (checked.ok) return checked.displayName
  throw refuse('display-name.invalid', {
    detail: `The name ${checked.reason}.`,
    errors: [{ pointer: '/name', detail: checked.reason }],
  })
}
