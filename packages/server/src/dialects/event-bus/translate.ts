import type { Document, DocumentFilter, Json, JsonObject } from '@hubbub/protocol'
import { fieldPathPattern, filterLimits } from '@hubbub/protocol'
import { objectIdIn } from '../object-id.ts'
import { isObject } from '../reading.ts'
import { checkKeys, invalid, invalidRequest } from './envelope.ts'

export const collection = 'events'

/** Made by the server, so nobody sets them. */
const reserved: ReadonlySet<string> = new Set(['_id', 'id', 'createdAt', 'updatedAt', '__v'])

/** An event as clients see it: its own fields, and what the server knows of it. */
export type BusEvent = JsonObject & { _id: string; id: string; createdAt: string; updatedAt: string }

export function eventOf({ id, createdAt, updatedAt, data }: Document): BusEvent {
  return { ...(data as JsonObject), _id: id, id, createdAt, updatedAt }
}

/** The fields that a CREATE or UPDATE sets; those that are the server's are passed over. */
export function readFields(fields: unknown): JsonObject {
  if (!isObject(fields)) throw invalidRequest()
  checkKeys(fields)
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !reserved.has(name)))
}

export function readId({ id, _id = id }: JsonObject): string {
  const given = objectIdIn(id ?? _id)
  if (given !== undefined) return given
  throw invalid('Invalid event id')
}

/** How many events one answer holds at most, and how many of their bytes. */
export const most = { events: 1000, bytes: 4 * 1024 * 1024 }

export function readLimit(limit: unknown): number {
  if (limit === undefined || limit === null) return most.events
  const wanted = typeof limit === 'string' && /^\d{1,9}$/.test(limit) ? Number(limit) : limit
  if (typeof wanted !== 'number' || !Number.isInteger(wanted) || wanted < 1) throw invalid('Invalid limit')
  return Math.min(wanted, most.events)
}

/** What a FETCH is looking for. */
export interface Wanted {
  matches(event: BusEvent): boolean
  /** What of it the store can look for, so that little else is read. */
  narrow: DocumentFilter | undefined
}

/** Equality of own, top-level fields and nothing else: whatever looks like an operator is refused, not understood. */
export function readFilter(filter: unknown): Wanted {
  if (filter === undefined || filter === null) return { matches: () => true, narrow: undefined }
  if (!isObject(filter)) throw invalidRequest()
  checkKeys(filter)
  const wanted = Object.entries(filter).map(([name, value]): [string, Json] => [name, asId(name, value)])
  const tests = wanted.flatMap(([name, value]) => testsFor(name, value)).slice(0, mostTests)
  const [first, ...others] = tests
  return {
    matches: (event) =>
      wanted.every(([name, value]) => Object.hasOwn(event, name) && isSame(event[name], value)),
    narrow: others.length > 0 ? { and: tests } : first,
  }
}

/** A few tests find nearly all there is to find; what they let through is compared here. */
const mostTests = 4
const fieldPath = new RegExp(fieldPathPattern, 'u')

const isId = (name: string): boolean => name === 'id' || name === '_id'
const asId = (name: string, value: Json): Json =>
  isId(name) && typeof value === 'string' ? value.toLowerCase() : value

/** Tests that every match passes. They may pass others too, and there may be none. */
function testsFor(path: string, value: Json): DocumentFilter[] {
  const field = isId(path) ? '$id' : path
  if (reserved.has(path) && !isId(path)) return []
  if (!fieldPath.test(field)) return []
  if (isObject(value)) {
    const inner = Object.entries(value).flatMap(([key, one]) => testsFor(`${path}.${key}`, one))
    return inner.length > 0 ? inner : [{ field, op: 'exists', value: true }]
  }
  if (Array.isArray(value)) return [{ field, op: 'exists', value: true }]
  if (typeof value === 'string' && value.length > filterLimits.text)
    return [{ field, op: 'exists', value: true }]
  return [{ field, op: 'eq', value }]
}

/** Deep equality of JSON values, whatever the order of keys. As deep as what was stored, which is bounded. */
function isSame(one: Json | undefined, other: Json): boolean {
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((item, place) => isSame(item, other[place] ?? null))
  }
  if (!isObject(one) || !isObject(other)) return one === other
  const keys = Object.keys(one)
  return (
    keys.length === Object.keys(other).length &&
    keys.every((key) => Object.hasOwn(other, key) && isSame(one[key], other[key] ?? null))
  )
}
