import { type DocumentFact, filterLimits } from '@hubbub/protocol'
import { refuse } from '../refusal.ts'
import type { FilterBounds } from '../settings.ts'
import { type Target, targetOf } from './field.ts'
import { isWithin } from './text-order.ts'

/**
 * A filter that was read: checked, bounded, plain data. Each engine and the matcher know these six nodes only. Where a
 * target is `$createdAt` or `$updatedAt`, values are epoch milliseconds.
 */
export type FilterNode =
  | { kind: 'and' | 'or'; parts: readonly FilterNode[] }
  | { kind: 'not'; part: FilterNode }
  | { kind: 'oneOf'; target: Target; values: readonly Scalar[] }
  | { kind: 'compare'; target: Target; op: Comparison; value: string | number }
  | { kind: 'exists'; target: Target }
  | { kind: 'prefix'; target: Target; value: string }

export type Scalar = string | number | boolean | null
export type Comparison = 'lt' | 'lte' | 'gt' | 'gte'

/**
 * Reads a filter from outside; refuses (`filter.invalid`) what is not in the language of the protocol's `filter.ts`.
 * Depth and number of nodes are counted on the way down, so a nested bomb is refused after a few steps.
 */
export function readFilter(raw: unknown, bounds: FilterBounds = filterLimits): FilterNode {
  return readNode(raw, { pointer: '/filter', depth: 1, count: { nodes: 0 }, bounds })
}

interface Place {
  pointer: string
  depth: number
  /** Shared by all places of one filter. */
  count: { nodes: number }
  bounds: FilterBounds
}

function readNode(raw: unknown, place: Place): FilterNode {
  const { depth, nodes } = place.bounds
  if (place.depth > depth) throw invalid(place, `nested deeper than ${depth} levels`)
  if (++place.count.nodes > nodes) throw invalid(place, `more than ${nodes} parts`)
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) throw invalid(place, 'not an object')
  // Own keys only, and exactly these, so nothing inherited is ever read.
  const keys = Object.keys(raw)
  const fields = raw as Readonly<Record<string, unknown>>
  if (keys.length === 3 && testKeys.every((key) => keys.includes(key))) return readTest(fields, place)
  const [key] = keys
  if (keys.length !== 1 || key === undefined) throw invalid(place, shapes)
  const inner = { ...place, pointer: `${place.pointer}/${key}`, depth: place.depth + 1 }
  switch (key) {
    case 'and':
    case 'or':
      return { kind: key, parts: readParts(fields[key], inner) }
    case 'not':
      return { kind: 'not', part: readNode(fields.not, inner) }
    default:
      throw invalid(place, shapes)
  }
}

const testKeys = ['field', 'op', 'value']
const shapes = 'a filter is {field, op, value}, {and: […]}, {or: […]} or {not: …}'

function readParts(raw: unknown, place: Place): FilterNode[] {
  if (!Array.isArray(raw) || raw.length === 0) throw invalid(place, 'not a list of filters')
  const { nodes } = place.bounds
  if (raw.length > nodes) throw invalid(place, `more than ${nodes} parts`)
  return raw.map((part: unknown, index) => readNode(part, { ...place, pointer: `${place.pointer}/${index}` }))
}

function readTest({ field, op, value }: Readonly<Record<string, unknown>>, place: Place): FilterNode {
  const target = targetOf(field)
  if (target === undefined) throw invalid(at(place, 'field'), 'not a field that can be asked for')
  const read = (raw: unknown): Scalar => readScalar(raw, target, at(place, 'value'))
  switch (op) {
    case 'eq':
      return { kind: 'oneOf', target, values: [read(value)] }
    case 'ne':
      return { kind: 'not', part: { kind: 'oneOf', target, values: [read(value)] } }
    case 'in':
      return { kind: 'oneOf', target, values: readList(value, target, at(place, 'value')) }
    case 'lt':
    case 'lte':
    case 'gt':
    case 'gte':
      return { kind: 'compare', target, op, value: readOrdered(value, target, at(place, 'value')) }
    case 'exists':
      if (typeof value !== 'boolean') throw invalid(at(place, 'value'), 'not true or false')
      return value ? { kind: 'exists', target } : { kind: 'not', part: { kind: 'exists', target } }
    case 'prefix':
      return { kind: 'prefix', target, value: readPrefix(value, target, at(place, 'value')) }
    default:
      throw invalid(at(place, 'op'), 'op is eq, ne, in, lt, lte, gt, gte, exists or prefix')
  }
}

function readList(raw: unknown, target: Target, place: Place): Scalar[] {
  if (!Array.isArray(raw)) throw invalid(place, 'not a list')
  const { list } = place.bounds
  if (raw.length > list) throw invalid(place, `more than ${list} values`)
  return raw.map((value: unknown, index) => readScalar(value, target, at(place, String(index))))
}

function readOrdered(raw: unknown, target: Target, place: Place): string | number {
  const value = readScalar(raw, target, place)
  if (typeof value === 'string' || typeof value === 'number') return value
  throw invalid(place, 'only strings and numbers have an order')
}

function readPrefix(raw: unknown, target: Target, place: Place): string {
  const value = isInstant(target) ? undefined : readScalar(raw, target, place)
  if (typeof value === 'string') return value
  throw invalid(place, 'only a string has a prefix')
}

function readScalar(raw: unknown, target: Target, place: Place): Scalar {
  if (isInstant(target)) return readInstant(raw, place)
  if (raw === null || typeof raw === 'boolean') return raw
  if (typeof raw === 'number' && Number.isFinite(raw)) return raw
  if (typeof raw !== 'string') throw invalid(place, 'not a string, number, boolean or null')
  if (!isWithin(raw, filterLimits.text)) throw invalid(place, `longer than ${filterLimits.text} characters`)
  if (raw.includes('\0') || !raw.isWellFormed()) {
    throw invalid(place, 'text with U+0000 or half a surrogate pair')
  }
  return raw
}

const instants: ReadonlySet<DocumentFact> = new Set(['$createdAt', '$updatedAt'])
const isInstant = (target: Target): boolean => 'fact' in target && instants.has(target.fact)

/** Epoch milliseconds, of the exact wire form of a real day only: so a number stands for one string. */
function readInstant(raw: unknown, place: Place): number {
  const ms = typeof raw === 'string' && raw.length === 24 ? Date.parse(raw) : Number.NaN
  if (Number.isNaN(ms) || new Date(ms).toISOString() !== raw) {
    throw invalid(place, 'not an instant such as 2026-11-21T08:00:00.000Z')
  }
  return ms
}

const at = (place: Place, key: string): Place => ({ ...place, pointer: `${place.pointer}/${key}` })

const invalid = ({ pointer }: Place, detail: string) =>
  refuse('filter.invalid', { detail: `The filter is not valid: ${detail}.`, errors: [{ pointer, detail }] })
