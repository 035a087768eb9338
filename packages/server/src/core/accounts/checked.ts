/** What a rule answers about a text from outside. `reason` completes "The username …" and fits a problem's `errors[].detail`. */
export type Checked<T> = ({ ok: true } & T) | Unusable

export interface Unusable {
  ok: false
  reason: string
}

export function unusable(reason: string): Unusable {
  return { ok: false, reason }
}

/** Half a character pair cannot be stored or sent unharmed; U+0000 ends texts in places that count on it. */
export function isWhole(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0')
}

/** Characters as people count them in limits: code points, the same on every side of the wire. */
export function lengthOf(text: string): number {
  return Array.from(text).length
}

/** A character by its number, for reasons: the character itself might be the invisible one. */
export function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
}
