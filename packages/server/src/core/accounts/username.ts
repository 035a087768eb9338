import { type Checked, codePoint, isWhole, lengthOf, unusable } from './checked.ts'
import { skeletonOf } from './confusables.ts'
import { foldIdentity } from './fold.ts'
import { reservationOf } from './reserved-names.ts'
import { writingFault } from './writing-systems.ts'

const SHORTEST = 2
const LONGEST = 40
/** Far above any honest name of 40 letters: keeps a hostile text from being normalised at all. */
const LONGEST_RAW = 400
/** Enough for Thai, Tibetan and Vietnamese; a tower of accents would run into the lines above. */
const MOST_MARKS = 3

const INVISIBLE = /[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}]/u
const TOWER = new RegExp(`\\p{M}{${MOST_MARKS + 1}}`, 'u')
const ENDS = /^[\p{L}\p{N}].*[\p{L}\p{N}\p{M}]$/u

export interface Username {
  /** As it is stored and shown: small letters, composed. */
  username: string
  key: string
  skeleton: string
}

/** The two unique names a username takes: as it is folded, and as it looks. */
export interface UsernameKeys {
  key: string
  skeleton: string
}

/**
 * A native username, in the spirit of PRECIS' UsernameCaseMapped (RFC 8265): width and compatibility forms are mapped
 * and letters made small, so that I and l cannot be exchanged; then letters and digits of one writing system and single
 * separators inside. `staff` lets an owner give names like "admin" away.
 */
export function checkUsername(name: string, options: { staff?: boolean } = {}): Checked<Username> {
  const typed = textFault(name)
  if (typed !== undefined) return unusable(typed)
  const username = smallLetters(name)
  const reason =
    shapeFault(username) ?? lettersFault(username) ?? reservationFault(username, options.staff === true)
  return reason === undefined ? { ok: true, username, ...usernameKeys(username) } : unusable(reason)
}

export function usernameKeys(name: string): UsernameKeys {
  return { key: foldIdentity(name), skeleton: skeletonOf(name) }
}

function textFault(name: string): string | undefined {
  if (!isWhole(name)) return 'has a broken character'
  if (name.length > LONGEST_RAW) return `is longer than ${LONGEST} characters`
  if (name.includes(' ')) return 'has a space; use _ - or . instead'
  const hidden = INVISIBLE.exec(name)
  return hidden ? `has an invisible or control character (${codePoint(hidden[0])})` : undefined
}

/**
 * Letter by letter: what stands for one other letter (full and half width, ⓐ, 𝒶) becomes that letter, what unfolds
 * into several (Thai ำ) stays as typed and is only unfolded in the key.
 */
function smallLetters(name: string): string {
  const letters = Array.from(name.normalize('NFC').toLowerCase(), (letter) => {
    const plain = letter.normalize('NFKC').toLowerCase()
    return lengthOf(plain) === 1 ? plain : letter
  })
  // The second dot is what small letters leave of İ; a reader cannot see it.
  return letters
    .join('')
    .replace(/(?<=\p{Soft_Dotted})\u0307+/gu, '')
    .normalize('NFC')
}

function shapeFault(username: string): string | undefined {
  const length = lengthOf(username)
  if (length < SHORTEST) return `is shorter than ${SHORTEST} characters`
  if (length > LONGEST) return `is longer than ${LONGEST} characters`
  if (!ENDS.test(username)) return 'must begin and end with a letter or a digit'
  if (/[_.-]{2}/.test(username)) return 'has two separators in a row'
  return TOWER.test(username) ? `has more than ${MOST_MARKS} marks on one letter` : undefined
}

function lettersFault(username: string): string | undefined {
  const fault = writingFault(username)
  if (fault?.fault === 'character')
    return `has a character that usernames do not take (${codePoint(fault.character)})`
  if (fault?.fault === 'mixed') return 'mixes letters of several scripts'
  if (fault?.fault === 'digits') return 'mixes two kinds of digits'
  return /\p{L}/u.test(username) ? undefined : 'needs at least one letter'
}

function reservationFault(username: string, staff: boolean): string | undefined {
  const reservation = reservationOf(username)
  if (reservation === 'nobody') return 'is reserved'
  return reservation === 'staff' && !staff ? 'is reserved for the people who run this server' : undefined
}
