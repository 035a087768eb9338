import { type Checked, codePoint, isWhole, lengthOf, unusable } from './checked.ts'
import { type UsernameKeys, usernameKeys } from './username.ts'

const LONGEST = 80
const LONGEST_RAW = 4 * LONGEST
const MOST_MARKS = 4

const CHARACTER = /[\p{L}\p{M}\p{Nd} _.'-]/u
const HIDDEN = /\p{Default_Ignorable_Code_Point}/u
const TOWER = new RegExp(`\\p{M}{${MOST_MARKS + 1}}`, 'u')

export interface ContractUsername extends UsernameKeys {
  /** As typed: the older contracts show it so. */
  username: string
}

/**
 * Names of the lobby and of chatrooms: 1 to 80 letters of any script, digits, inner spaces, `_ - . '`, and `extra`
 * (chatrooms: `@+`). Compared by `key` alone; `skeleton` is there for who wants to keep them from native twins.
 */
export function contractUsername(name: string, options: { extra?: string } = {}): Checked<ContractUsername> {
  const reason = textFault(name, options.extra ?? '')
  if (reason !== undefined) return unusable(reason)
  const { key, skeleton } = usernameKeys(name.replace(/ +/g, ' '))
  // A ligature may unfold into a sentence: what is compared has to be a name as well.
  return textFault(key, options.extra ?? '') === undefined
    ? { ok: true, username: name, key, skeleton }
    : unusable('has a character that unfolds into several words')
}

function textFault(name: string, extra: string): string | undefined {
  if (!isWhole(name)) return 'has a broken character'
  if (name.trim() === '') return 'is empty'
  if (name.length > LONGEST_RAW || lengthOf(name) > LONGEST) return `is longer than ${LONGEST} characters`
  if (name !== name.trim()) return 'begins or ends with a space'
  const other = Array.from(name).find((it) => HIDDEN.test(it) || !(CHARACTER.test(it) || extra.includes(it)))
  if (other !== undefined) return `has a character that names do not take (${codePoint(other)})`
  if (!/^[^\p{M}]*[\p{L}\p{Nd}]/u.test(name)) return 'needs a letter or a digit'
  return TOWER.test(name) ? `has more than ${MOST_MARKS} marks on one letter` : undefined
}
