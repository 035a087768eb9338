import { type Checked, codePoint, isWhole, lengthOf, unusable } from './checked.ts'
import { glanceOf } from './confusables.ts'
import { foldIdentity } from './fold.ts'

const LONGEST = 80
const LONGEST_RAW = 1000
/** Enough for every living script; a tower of accents would run into the lines above and below. */
const MOST_MARKS = 4

/** Families, flags and skin tones are glued together with invisible characters: allowed in the sequences Unicode lists. */
const EMOJI = /\p{RGI_Emoji}/gv

/** Persian, Hindi, Sinhala and others write some words with one joiner or non-joiner between two letters. */
const JOINING = `
  Arabic Devanagari Bengali Gurmukhi Gujarati Oriya Tamil Telugu Kannada Malayalam Sinhala Khmer`
  .trim()
  .split(/\s+/)
  .map((script) => `\\p{scx=${script}}`)
const JOINED = `[[\\p{L}\\p{M}]&&[${JOINING.join('')}]]`
const JOINER_IN_WORD = new RegExp(`(?<=${JOINED})[\\u200c\\u200d](?=${JOINED})`, 'gv')

/** Controls, line breaks, direction marks, tags, fillers, private and free code points. */
const HIDDEN = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u

/** Drawn as nothing although they count as signs: the empty Braille cell, the empty note head, the object's place. */
const BLANK = /[\s\u2800\u{1d159}\ufffc]/gu

const TOWER = new RegExp(`\\p{M}{${MOST_MARKS + 1}}`, 'u')

/**
 * A display name, in the spirit of PRECIS' Nickname (RFC 8266): any script, case and emoji; spaces become one plain
 * space each and are cut at the ends. Not unique: see `displayNameKey`.
 */
export function checkDisplayName(name: string): Checked<{ displayName: string }> {
  if (!isWhole(name)) return unusable('has a broken character')
  if (name.length > LONGEST_RAW) return unusable(`is longer than ${LONGEST} characters`)
  const displayName = name
    .normalize('NFC')
    .replace(/\p{Zs}+/gu, ' ')
    .replace(/^ | $/g, '')
  const reason = lengthFault(displayName) ?? characterFault(displayName)
  return reason === undefined ? { ok: true, displayName } : unusable(reason)
}

/**
 * Two members whose names share a key are easily taken for one another (case, width, accents, look-alikes, spaces):
 * the later one is shown with its username. Only for marking: honest names may share a key, "Ali" and "All" do.
 */
export function displayNameKey(name: string): string {
  return glanceOf(name) || foldIdentity(name)
}

function lengthFault(displayName: string): string | undefined {
  if (displayName.replace(BLANK, '') === '') return 'is empty'
  return lengthOf(displayName) > LONGEST ? `is longer than ${LONGEST} characters` : undefined
}

function characterFault(displayName: string): string | undefined {
  const hidden = HIDDEN.exec(displayName.replace(EMOJI, ' ').replace(JOINER_IN_WORD, ''))
  if (hidden) return `has an invisible or control character (${codePoint(hidden[0])})`
  if (/^\p{M}/u.test(displayName)) return 'begins with a mark that has no letter'
  return TOWER.test(displayName) ? `has more than ${MOST_MARKS} marks on one letter` : undefined
}
