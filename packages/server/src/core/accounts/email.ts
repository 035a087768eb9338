import { type Checked, codePoint, isWhole, unusable } from './checked.ts'
import { foldIdentity } from './fold.ts'

const LONGEST = 254
const LONGEST_LOCAL = 64
const LONGEST_LABEL = 63

/** Nothing that a mail header reads as the end of an address. */
const LOCAL = /^[^\p{C}\p{Z}\p{Default_Ignorable_Code_Point}<>()[\],;:\\"@]+$/u
const LABEL = /^[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}-]*[\p{L}\p{M}\p{N}])?$/u

export interface Email {
  /** As typed, composed: mail only ever goes here. */
  email: string
  /** What is unique and searched for: see `emailKey`. */
  key: string
}

/** Loose on purpose: whether an address works is found out by writing to it. Quoted local parts are not taken. */
export function checkEmail(text: string): Checked<Email> {
  if (!isWhole(text)) return unusable('has a broken character')
  if (text.length > LONGEST) return unusable(`is longer than ${LONGEST} characters`)
  const deceptive = deceptiveLetter(text)
  if (deceptive !== undefined)
    return unusable(`has a letter that is mistaken for a plain one (${codePoint(deceptive)})`)
  const email = text.normalize('NFC')
  const at = email.lastIndexOf('@')
  if (at < 1 || !LOCAL.test(email.slice(0, at))) return unusable('is not an e-mail address')
  if (at > LONGEST_LOCAL) return unusable(`has more than ${LONGEST_LOCAL} characters before the @`)
  if (!isDomain(email.slice(at + 1))) return unusable('needs a domain such as example.org after the @')
  return { ok: true, email, key: emailKey(email) }
}

/** The one letter that NFC itself makes an ASCII letter of. */
const KELVIN = '\u212a'

/**
 * Small ASCII letters and NFC, nothing more: a wider folding would let ADA@EXAMPLE with a Turkish ı or a Kelvin sign
 * ask for the password link of somebody else's address. Other letters count as typed, also in the domain: its Unicode
 * and its xn-- form are two addresses here. Also for texts that are no address: their keys are nobody's.
 */
export function emailKey(email: string): string {
  const keys = email
    .split(KELVIN)
    .map((part) => part.normalize('NFC').replace(/[A-Z]/g, (letter) => letter.toLowerCase()))
  return keys.join(KELVIN)
}

function isDomain(domain: string): boolean {
  const labels = domain.split('.')
  return labels.length > 1 && labels.every((label) => label.length <= LONGEST_LABEL && LABEL.test(label))
}

/** ı ſ K ß and full-width forms become ASCII on their way through mail and name servers, K even in NFC. */
function deceptiveLetter(email: string): string | undefined {
  return Array.from(email).find(
    (letter) =>
      letter > '\x7f' && (/[\0-\x7f]/.test(foldIdentity(letter)) || letter.normalize('NFKC') !== letter),
  )
}
