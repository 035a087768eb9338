import { refuse } from '../../refusal.ts'
import { checkDisplayName } from '../display-name.ts'
import { checkPasswordLength } from '../password-rules.ts'

/** A name as typed: the older contracts show it so. What nobody may be called is refused here as elsewhere. */
export function contractDisplayName(name: string): string {
  const checked = checkDisplayName(name)
  if (!checked.ok) throw refuse('display-name.invalid', { detail: `The name ${checked.reason}.` })
  return name
}

/** The older contracts judge passwords by their length alone; `shortest` is theirs. */
export function contractPassword(password: string, shortest: number): string {
  const checked = checkPasswordLength(password, shortest)
  if (!checked.ok) throw refuse('password.weak', { detail: `The password ${checked.reason}.` })
  return checked.password
}
