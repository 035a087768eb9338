import fc from 'fast-check'
import { fieldPathPattern } from '@hubbub/protocol'
import { filters } from '../../../generators/documents.ts'
import type { Schema } from '../../harness/schema-facts.ts'

/** Values that were made before and may be hit, by the name of the field that takes them. */
export type Pools = ReadonlyMap<string, readonly string[]>

const oddTexts = [
  ...[
    '',
    ' ',
    '\u3164',
    '\u2028',
    '\u202e\u0645',
    'e\u0301'.repeat(20),
    '👩‍👩‍👧‍👦',
    '__proto__',
    'constructor',
    'null',
  ],
  ...[
    "' OR 1=1--",
    "'); DROP TABLE message;--",
    '" OR ""="',
    'a" AND b*',
    '%_%',
    '<script>alert(1)</script>',
    '\r\nX: y',
  ],
  ...['${7*7}', '{{7*7}}', '../../etc/passwd', '\u212a\u0131\u017f', '0', '-1', '1e400', 'x'.repeat(300)],
]

const text = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom(...oddTexts) },
  { weight: 2, arbitrary: fc.string({ unit: 'grapheme', maxLength: 40 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }).map((odd) => odd.toWellFormed()) },
)

const paths = fc.constantFrom(
  'a',
  'a.b',
  '$id',
  '$owner',
  '$updatedAt',
  'status',
  'é.😀',
  "a') OR 1=1--",
  'x'.repeat(64),
)

const json = fc.jsonValue({ maxDepth: 4 }) as fc.Arbitrary<unknown>

/** Values that fit a schema; those that stand in a pool often, so that something is there. */
export function arbitraryOf(schema: Schema, pools: Pools): fc.Arbitrary<unknown> {
  if (schema.$ref !== undefined) return filters
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map((one) => arbitraryOf(one, pools)))
  if ('const' in schema) return fc.constant(schema.const)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  switch (schema.type) {
    case 'null':
      return fc.constant(null)
    case 'boolean':
      return fc.boolean()
    case 'integer':
      return integer(schema)
    case 'number':
      return fc.double({ noNaN: true, noDefaultInfinity: true })
    case 'string':
      return textOf(schema)
    case 'array':
      return listOf(schema, pools)
    case 'object':
      return objectOf(schema, pools)
    default:
      return json
  }
}

function integer({ minimum = Number.MIN_SAFE_INTEGER, maximum = Number.MAX_SAFE_INTEGER }: Schema) {
  const small = fc.integer({ min: Math.max(minimum, 0), max: Math.min(maximum, 50) })
  return fc.oneof(
    small,
    fc.maxSafeInteger().filter((one) => one >= minimum && one <= maximum),
    fc.constant(maximum),
  )
}

function textOf({ pattern, minLength = 0, maxLength = 1_000 }: Schema): fc.Arbitrary<string> {
  if (pattern === undefined)
    return text.map((one) => one.slice(0, maxLength).toWellFormed().padEnd(minLength, 'x'))
  if (pattern === fieldPathPattern) return paths
  const fits = new RegExp(pattern, 'u')
  const isFitting = (one: string) => fits.test(one) && one.length >= minLength && one.length <= maxLength
  // Negative look-ahead is only filtered by: what it forbids is rare.
  return fc
    .stringMatching(new RegExp(pattern.replaceAll(/\(\?![^)]*\)/g, ''), 'u'))
    .map((one) => one.padEnd(minLength, one))
    .filter(isFitting)
}

function listOf({ items = {}, minItems = 0, maxItems = 10, uniqueItems }: Schema, pools: Pools) {
  const one = arbitraryOf(items, pools)
  const size = { minLength: minItems, maxLength: Math.min(maxItems, 5) }
  return uniqueItems ? fc.uniqueArray(one, { ...size, comparator: 'SameValue' }) : fc.array(one, size)
}

function objectOf({ properties, required = [] }: Schema, pools: Pools): fc.Arbitrary<unknown> {
  if (!properties)
    return fc.dictionary(
      text.filter((key) => key !== '__proto__'),
      json,
      { maxKeys: 6 },
    )
  const fields = Object.fromEntries(
    Object.entries(properties).map(([name, schema]) => [name, fieldOf(name, schema, pools)]),
  )
  return fc.record(fields, { requiredKeys: [...required], noNullPrototype: true })
}

function fieldOf(name: string, schema: Schema, pools: Pools): fc.Arbitrary<unknown> {
  const known = pools.get(name)
  const any = arbitraryOf(schema, pools)
  if (known === undefined) return any
  const { maxItems = 10, minItems: minLength = 0 } = schema
  const listed = fc.uniqueArray(fc.constantFrom(...known), {
    minLength,
    maxLength: Math.min(maxItems, known.length),
  })
  const hit = schema.type === 'array' ? listed : fc.constantFrom(...known)
  return fc.oneof({ weight: 7, arbitrary: hit }, any)
}
