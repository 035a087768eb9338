import fc from 'fast-check'
import type { DocumentFilter, DocumentSort, Json, JsonObject } from '@hubbub/protocol'
import type { DocumentView } from '../../src/core/documents/field.ts'

/**
 * Documents, filters and sorts that meet: few keys and few values, and those from the places where JavaScript and
 * databases disagree. For holding the engines to the meaning of the language.
 */

/** Keys that can be asked for; some need quoting in a JSON path. */
const askable = [
  'a',
  'b',
  'é',
  '😀',
  '"',
  "'",
  '\\',
  'a"b',
  '[0]',
  '0',
  '#',
  '*',
  ' ',
  "a') OR 1=1--",
  "']['b",
]
const others = ['', 'a.b', '$x', '__proto__', 'constructor', '\u0001', '\u2028', 'k'.repeat(300)]

const long = 'x'.repeat(167)
const texts = [
  '',
  ' ',
  '0',
  '10',
  '1e1',
  ' 10',
  'true',
  'null',
  'a',
  'A',
  'ab',
  'b',
  '\u00e9',
  'e\u0301',
  '\uff21',
  '\ufeff',
  '\ufffe',
  '\uffff',
  '😀',
  '😁',
  '😀a',
  '\u{10ffff}',
  '%',
  '_',
  '\\',
  '"',
  '\n\u0001\u007f\u2028',
  "' OR 1=1--",
  '{"a":1}',
  '[]',
  `${long}a`,
  `${long}b`,
  `${long}ab`,
  '😀'.repeat(200),
]
const numbers = [
  0,
  -0,
  1,
  -1,
  10,
  0.1,
  0.30000000000000004,
  2 ** 53,
  2 ** 53 + 2,
  -(2 ** 53),
  2 ** 60,
  2 ** 63,
  -(2 ** 63),
  2 ** 64,
  1e20,
  1e21,
  1e308,
  -1e308,
  Number.MAX_VALUE,
  5e-324,
  1e-7,
]

const anyText = fc.string({ unit: 'binary', maxLength: 6 }).map((text) => text.replaceAll('\0', ''))
const anyNumber = fc.double({ noNaN: true, noDefaultInfinity: true })

/** Often the same few, so that documents and filters meet; sometimes any of the odd ones; seldom something else. */
function mostly<T>(few: readonly T[], odd: readonly T[], any: fc.Arbitrary<T>): fc.Arbitrary<T> {
  return fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...few) },
    { weight: 6, arbitrary: fc.constantFrom(...odd) },
    { weight: 1, arbitrary: any },
  )
}

const text = mostly(['a', 'A', 'ab', '10', '\uff21', '😀', `${long}a`, `${long}ab`], texts, anyText)
const number = mostly([0, 1, 10, 2 ** 60], numbers, anyNumber)
const scalar: fc.Arbitrary<string | number | boolean | null> = fc.oneof(
  text,
  number,
  fc.constantFrom(null, true, false),
)

const key = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('a', 'b') },
  { weight: 3, arbitrary: fc.constantFrom(...askable) },
  { weight: 1, arbitrary: fc.constantFrom(...others) },
)

/** Own properties whatever the key, as JSON.parse makes them. */
const objectOf = (value: fc.Arbitrary<Json>, maxLength: number): fc.Arbitrary<JsonObject> =>
  fc.array(fc.tuple(key, value), { maxLength }).map((fields) => Object.fromEntries(fields))

const json: fc.Arbitrary<Json> = fc.letrec<{ json: Json }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    { weight: 5, arbitrary: scalar },
    { weight: 1, arbitrary: fc.array(tie('json'), { maxLength: 3 }) },
    { weight: 3, arbitrary: objectOf(tie('json'), 4) },
  ),
})).json

const ids = Array.from(
  { length: 12 },
  (_, index) => `${index % 3}${'0'.repeat(21)}${String(index).padStart(2, '0')}`,
)
const owners = ['a'.repeat(24), 'b'.repeat(24)]
const times = [Date.UTC(2026, 10, 21, 8), Date.UTC(2026, 10, 21, 8, 0, 0, 1), 0, -1]

const facts = fc.record({
  owner: fc.option(fc.constantFrom(...owners)),
  createdAt: fc.constantFrom(...times),
  updatedAt: fc.constantFrom(...times),
})

/** Some documents of different ids. */
export const documents: fc.Arbitrary<DocumentView[]> = fc
  .tuple(
    fc.subarray(ids, { minLength: 6 }),
    fc.array(fc.tuple(facts, objectOf(json, 6)), { minLength: 12, maxLength: 12 }),
  )
  .map(([chosen, rest]) =>
    rest.slice(0, chosen.length).map(([more, data], index) => ({ id: chosen[index] ?? '', ...more, data })),
  )

const path = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('a', 'b') },
  {
    weight: 3,
    arbitrary: fc
      .array(fc.constantFrom('a', 'b', '0'), { minLength: 2, maxLength: 3 })
      .map((keys) => keys.join('.')),
  },
  { weight: 2, arbitrary: fc.constantFrom(...askable) },
  { weight: 1, arbitrary: fc.constantFrom('nowhere', 'length', 'toString', 'a.length') },
)

const factValues = { $id: fc.constantFrom(...ids, '', '0'), $owner: fc.constantFrom(...owners, '', 'a') }
const instant = fc.constantFrom(...times).map((time) => new Date(time).toISOString())
const timeFact = fc.constantFrom('$createdAt', '$updatedAt')
const order = fc.constantFrom('lt', 'lte', 'gt', 'gte')

type Test = Extract<DocumentFilter, { field: string }>

/** Tests of one field, or fact, with values it may well have. */
function testsOf(
  field: fc.Arbitrary<string>,
  value: fc.Arbitrary<Json>,
  ordered: fc.Arbitrary<Json>,
): fc.Arbitrary<Test> {
  return fc.oneof(
    fc.record({ field, op: fc.constantFrom('eq', 'ne'), value }),
    fc.record({ field, op: fc.constant('in'), value: fc.array(value, { maxLength: 5 }) }),
    fc.record({ field, op: order, value: ordered }),
    fc.record({ field, op: fc.constant('exists'), value: fc.boolean() }),
  ) as fc.Arbitrary<Test>
}

const prefixOf = (field: fc.Arbitrary<string>, value: fc.Arbitrary<string>) =>
  fc.record({ field, op: fc.constant('prefix'), value }) as fc.Arbitrary<Test>

const textFact = (name: keyof typeof factValues): fc.Arbitrary<Test> =>
  fc.oneof(
    testsOf(fc.constant(name), fc.oneof(factValues[name], scalar), fc.oneof(factValues[name], number)),
    prefixOf(fc.constant(name), factValues[name]),
  )

const test: fc.Arbitrary<DocumentFilter> = fc.oneof(
  { weight: 8, arbitrary: testsOf(path, scalar, fc.oneof(text, number)) },
  { weight: 2, arbitrary: prefixOf(path, text) },
  { weight: 1, arbitrary: textFact('$id') },
  { weight: 1, arbitrary: textFact('$owner') },
  { weight: 1, arbitrary: testsOf(timeFact, instant, instant) },
)

/** Filters of the language, within its bounds. */
export const filters: fc.Arbitrary<DocumentFilter> = fc.letrec<{ filter: DocumentFilter }>((tie) => {
  const parts = fc.array(tie('filter'), { minLength: 1, maxLength: 3 })
  return {
    filter: fc.oneof(
      { maxDepth: 3 },
      { weight: 4, arbitrary: test },
      { weight: 1, arbitrary: parts.map((and) => ({ and })) },
      { weight: 1, arbitrary: parts.map((or) => ({ or })) },
      { weight: 1, arbitrary: tie('filter').map((not) => ({ not })) },
    ),
  }
}).filter

export const sorts: fc.Arbitrary<DocumentSort[]> = fc.array(
  fc.record(
    {
      field: fc.oneof(
        { weight: 3, arbitrary: path },
        fc.constantFrom('$id', '$owner', '$createdAt', '$updatedAt'),
      ),
      order: fc.constantFrom('asc', 'desc'),
    },
    { requiredKeys: ['field'] },
  ),
  { maxLength: 3 },
)
