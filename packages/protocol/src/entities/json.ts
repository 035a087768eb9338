/** Any JSON value, as `JSON.parse` gives it. */
export type Json = null | boolean | number | string | Json[] | JsonObject
export type JsonObject = { [key: string]: Json }

export interface JsonBounds {
  /** Containers inside one another: `1` has depth 0, `[]` depth 1, `{"a":[]}` depth 2. */
  depth: number
  /** Values of every kind, containers too; keys do not count. */
  nodes: number
  /** UTF-8 bytes of the text `JSON.stringify` would write; unbounded when left out, which is faster. */
  bytes?: number
  /** Keys refused at any depth, such as `prototypeKeys`. */
  refuseKeys?: ReadonlySet<string>
}

export type JsonFaultReason =
  | 'too-deep'
  | 'too-many-nodes'
  | 'too-large'
  | 'refused-key'
  | 'bad-text'
  | 'not-finite'
  | 'not-json'

export interface JsonFault {
  reason: JsonFaultReason
  /** JSON pointer (RFC 6901) to the value, shortened when its keys are long. */
  pointer: string
  /** In words, for people. */
  detail: string
}

/** Keys that name an object's prototype in careless code. */
export const prototypeKeys: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype'])

/**
 * Says what is wrong with a value from outside, or undefined. One pass with a stack of its own: `JSON.parse` takes a
 * million levels, but whatever walks the value afterwards by recursion (`JSON.stringify`, Socket.IO's search for
 * binary, compiled validators) overflows from a few thousand, so this comes first.
 *
 * Refused besides what is out of bounds: U+0000 and lone surrogates in strings and keys (stores change or reject
 * them), numbers that are not finite (`1e400`), and what JSON cannot say (undefined, functions, bigint, Buffer,
 * Date, Map, class instances). `-0` is accepted and is the number 0: it is written, stored and compared as `0`.
 *
 * @example
 * checkJson({ a: [1, 2] }, { depth: 32, nodes: 5_000 }) // undefined
 * checkJson({ a: [[]] }, { depth: 2, nodes: 10 })?.pointer // '/a/0'
 */
export function checkJson(value: unknown, bounds: JsonBounds): JsonFault | undefined {
  const walk: Walk = {
    bounds,
    nodes: bounds.nodes,
    bytes: bounds.bytes ?? Number.POSITIVE_INFINITY,
    open: [],
    fault: undefined,
  }
  look(walk, value, undefined, '')
  while (walk.fault === undefined) {
    const next = walk.open.pop()
    if (next === undefined) return undefined
    if (Array.isArray(next.value)) walkArray(walk, next, next.value)
    else walkObject(walk, next, next.value as Record<string, unknown>)
  }
  return walk.fault
}

/** One line of the walk: what is left of the bounds, and the containers still to be opened. */
interface Walk {
  readonly bounds: JsonBounds
  nodes: number
  bytes: number
  readonly open: Place[]
  fault: JsonFault | undefined
}

interface Place {
  value: object
  depth: number
  parent: Place | undefined
  key: string | number
}

function walkArray(walk: Walk, place: Place, values: readonly unknown[]): void {
  walk.bytes -= 2 + Math.max(0, values.length - 1)
  if (walk.bytes < 0) return fail(walk, 'too-large', place.parent, place.key)
  // Before the loop: a list of a million costs nothing.
  if (values.length > walk.nodes) return fail(walk, 'too-many-nodes', place.parent, place.key)
  for (let index = 0; index < values.length; index++) {
    look(walk, values[index], place, index)
    if (walk.fault !== undefined) return
  }
}

function walkObject(walk: Walk, place: Place, fields: Record<string, unknown>): void {
  const keys = Object.keys(fields)
  walk.bytes -= 2 + keys.length + Math.max(0, keys.length - 1)
  if (walk.bytes < 0) return fail(walk, 'too-large', place.parent, place.key)
  if (keys.length > walk.nodes) return fail(walk, 'too-many-nodes', place.parent, place.key)
  const { refuseKeys } = walk.bounds
  for (const key of keys) {
    if (refuseKeys?.has(key) === true) return fail(walk, 'refused-key', place, key)
    lookAtText(walk, key, place, key)
    if (walk.fault === undefined) look(walk, fields[key], place, key)
    if (walk.fault !== undefined) return
  }
}

/** Judges one value; a container is only noted, to be opened later. */
function look(walk: Walk, value: unknown, parent: Place | undefined, key: string | number): void {
  if (walk.nodes-- <= 0) return fail(walk, 'too-many-nodes', parent, key)
  switch (typeof value) {
    case 'string':
      return lookAtText(walk, value, parent, key)
    case 'number':
      if (!Number.isFinite(value)) return fail(walk, 'not-finite', parent, key)
      return spend(walk, walk.bounds.bytes === undefined ? 0 : String(value).length, parent, key)
    case 'boolean':
      return spend(walk, value ? 4 : 5, parent, key)
    case 'object': {
      if (value === null) return spend(walk, 4, parent, key)
      if (!isPlain(value)) return fail(walk, 'not-json', parent, key)
      const depth = parent === undefined ? 1 : parent.depth + 1
      if (depth > walk.bounds.depth) return fail(walk, 'too-deep', parent, key)
      walk.open.push({ value, depth, parent, key })
      return
    }
    default:
      return fail(walk, 'not-json', parent, key)
  }
}

function lookAtText(walk: Walk, text: string, parent: Place | undefined, key: string | number): void {
  // A character takes a byte at least, so what is far too long is not even read.
  if (text.length > walk.bytes) return fail(walk, 'too-large', parent, key)
  if (text.includes('\0') || !text.isWellFormed()) return fail(walk, 'bad-text', parent, key)
  if (walk.bounds.bytes !== undefined) spend(walk, jsonTextBytes(text), parent, key)
}

function spend(walk: Walk, bytes: number, parent: Place | undefined, key: string | number): void {
  walk.bytes -= bytes
  if (walk.bytes < 0) fail(walk, 'too-large', parent, key)
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value)
  return Array.isArray(value)
    ? prototype === Array.prototype
    : prototype === Object.prototype || prototype === null
}

/** UTF-8 bytes of a well-formed string as JSON text, its quotes and escapes included. */
function jsonTextBytes(text: string): number {
  let bytes = text.length + 2
  for (let place = 0; place < text.length; place++) {
    const unit = text.charCodeAt(place)
    if (unit < 0x20) bytes += shortEscapes.has(unit) ? 1 : 5
    else if (unit < 0x80) bytes += unit === 0x22 || unit === 0x5c ? 1 : 0
    else if (unit < 0x800 || (unit >= 0xd800 && unit <= 0xdfff)) bytes += 1
    else bytes += 2
  }
  return bytes
}

/** \b \t \n \f \r; other control characters are written as \u00XX. */
const shortEscapes: ReadonlySet<number> = new Set([8, 9, 10, 12, 13])

function fail(walk: Walk, reason: JsonFaultReason, parent: Place | undefined, key: string | number): void {
  walk.fault ??= { reason, pointer: pointerTo(parent, key), detail: detailOf(reason, walk.bounds) }
}

function detailOf(reason: JsonFaultReason, { depth, nodes, bytes }: JsonBounds): string {
  switch (reason) {
    case 'too-deep':
      return `nested deeper than ${depth} levels`
    case 'too-many-nodes':
      return `more than ${nodes} values`
    case 'too-large':
      return `more than ${bytes} bytes`
    case 'refused-key':
      return 'this key is not allowed'
    case 'bad-text':
      return 'text with U+0000 or half a surrogate pair'
    case 'not-finite':
      return 'a number that JSON cannot hold'
    case 'not-json':
      return 'not a JSON value'
  }
}

const pointerSteps = 12
const pointerKey = 40

/** The last steps and the beginnings of keys only: an answer must not grow with what was sent. */
function pointerTo(parent: Place | undefined, key: string | number): string {
  if (parent === undefined) return ''
  const steps = [pointerStep(key)]
  let place: Place = parent
  while (place.parent !== undefined && steps.length < pointerSteps) {
    steps.unshift(pointerStep(place.key))
    place = place.parent
  }
  if (place.parent !== undefined) steps.unshift('…')
  return `/${steps.join('/')}`
}

function pointerStep(key: string | number): string {
  const text = typeof key === 'number' ? String(key) : key.replaceAll('\0', '\ufffd')
  const shown = text.length > pointerKey ? `${text.slice(0, pointerKey)}…` : text
  return shown.toWellFormed().replaceAll('~', '~0').replaceAll('/', '~1')
}
