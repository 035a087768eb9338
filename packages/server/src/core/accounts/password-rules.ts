import { type Checked, isWhole, lengthOf, unusable } from './checked.ts'
import { isEasyPassword } from './easy-password.ts'
import { foldIdentity } from './fold.ts'

export const PASSWORD_SHORTEST = 8
export const PASSWORD_LONGEST = 256

/** What everybody who sees the account knows or guesses. */
export interface PasswordOwner {
  username?: string
  email?: string
  displayName?: string
}

/**
 * A native password: 8 to 256 characters of any kind, counted and kept in NFC (so that é typed on two keyboards is one
 * letter), not among the first that are tried, not the account's own name. No rules about capitals and signs: they make
 * passwords worse to keep and hardly worse to guess.
 */
export function checkPassword(password: string, owner: PasswordOwner = {}): Checked<{ password: string }> {
  const bounded = checkPasswordLength(password, PASSWORD_SHORTEST)
  if (!bounded.ok) return bounded
  if (isEasyPassword(bounded.password))
    return unusable('is too easy to guess: it is among the ones tried first')
  if (isOwnName(bounded.password, owner))
    return unusable('is too easy to guess: it is the account’s own name')
  return bounded
}

/** Length alone, as the older contracts have it; `shortest` is theirs (1 or 8). */
export function checkPasswordLength(password: string, shortest: number): Checked<{ password: string }> {
  // Half a character pair would be hashed as its replacement: many passwords would open one account.
  if (!isWhole(password)) return unusable('has a broken character')
  const composed = password.length > 4 * PASSWORD_LONGEST ? password : password.normalize('NFC')
  const length = lengthOf(composed)
  if (length < shortest)
    return unusable(shortest === 1 ? 'is empty' : `is shorter than ${shortest} characters`)
  if (length > PASSWORD_LONGEST) return unusable(`is longer than ${PASSWORD_LONGEST} characters`)
  return { ok: true, password: composed }
}

function isOwnName(password: string, { username, email, displayName }: PasswordOwner): boolean {
  const names = [username, email, email?.split('@')[0], displayName].filter((name) => name !== undefined)
  const folded = foldIdentity(password)
  return names.some((name) => foldIdentity(name) === folded)
}
