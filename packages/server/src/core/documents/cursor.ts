import type { DocumentFact } from '@hubbub/protocol'
import { refuse } from '../refusal.ts'
import type { DocumentView, Target } from './field.ts'
import { ranks } from './ranks.ts'
import { placeOf, type Sort, type SortPlace, type SortValue } from './sort.ts'
import { isWithin } from './text-order.ts'

/**
 * A cursor is the place of the last document of a page: what it was sorted by, and its id. So the next page is right
 * also when that document has changed or gone. It is opaque, not secret, and worth nothing beyond the caller's rights:
 * filter and rules are applied to every page anew.
 */
export function cursorOf(document: DocumentView, sort: Sort): string {
  const { id, values } = placeOf(document, sort)
  // U+0000 cannot be in a document, so it separates without escapes, which keeps the length in its bound.
  return encode([fingerprint(sort), id, ...values.map(valueText)].join(separator))
}

/** The place a cursor means; refuses one that was not made by `cursorOf` for the same sort. */
export function readCursor(text: string, sort: Sort): SortPlace {
  const place = placeIn(text, sort)
  if (place !== undefined) return place
  const detail = 'not a cursor of this query'
  throw refuse('request.invalid', {
    detail: 'The cursor was not made by this query.',
    errors: [{ pointer: '/after', detail }],
  })
}

const separator = '\0'
/** As the protocol's `Cursor`; what `filterLimits.sortText` leaves room for. */
const longest = 1024

const encode = (text: string): string => Buffer.from(text, 'utf8').toString('base64url')

function placeIn(text: string, sort: Sort): SortPlace | undefined {
  if (text.length > longest) return undefined
  const plain = Buffer.from(text, 'base64url').toString('utf8')
  // Decoding is lenient; only what it would encode again is accepted.
  if (encode(plain) !== text) return undefined
  const [print, id, ...rest] = plain.split(separator)
  if (print !== fingerprint(sort) || id === undefined || id === '') return undefined
  if (rest.length !== sort.fields.length) return undefined
  const values: SortValue[] = []
  for (const [index, { target }] of sort.fields.entries()) {
    const value = valueOf(rest[index] ?? '', sort.textLength)
    if (value === undefined || !canStandAt(target, value)) return undefined
    values.push(value)
  }
  return { values, id }
}

/** The rank in one digit, then the number or the string. */
function valueText([rank, value]: SortValue): string {
  return rank === ranks.number || rank === ranks.text ? `${rank}${value}` : `${rank}`
}

function valueOf(text: string, textLength: number): SortValue | undefined {
  const rank = '0123456'.indexOf(text.charAt(0))
  const rest = text.slice(1)
  if (text === '' || rank < 0) return undefined
  if (rank === ranks.text) return isWithin(rest, textLength) ? [rank, rest] : undefined
  if (rank !== ranks.number) return rest === '' ? [rank, 0] : undefined
  const number = Number(rest)
  return Number.isFinite(number) && String(number) === rest ? [rank, number] : undefined
}

const ranksOfFacts: Record<DocumentFact, readonly number[]> = {
  $id: [ranks.text],
  $owner: [ranks.missing, ranks.text],
  $createdAt: [ranks.number],
  $updatedAt: [ranks.number],
}

function canStandAt(target: Target, [rank]: SortValue): boolean {
  return 'path' in target || ranksOfFacts[target.fact].includes(rank)
}

/** Tells sorts apart, so that a cursor of another sort is refused and not misread (FNV-1a, 32 bits). */
function fingerprint({ fields }: Sort): string {
  let hash = 0x811c9dc5
  for (const byte of Buffer.from(JSON.stringify(fields), 'utf8')) {
    hash = Math.imul(hash ^ byte, 0x01000193)
  }
  return (hash >>> 0).toString(36)
}
