import type { CommandName } from '@hubbub/protocol'
import { type Fields, nested, raw } from '../../harness/json-text.ts'
import type { Way } from '../../harness/answer.ts'
import {
  fieldsOf,
  isInAddress,
  isInPath,
  isRequired,
  jsonTypeOf,
  type Schema,
  typesOf,
} from '../../harness/schema-facts.ts'

/** An input that no command of that name may take. */
export interface WrongInput {
  what: string
  fields: Fields
}

const ofEveryType: readonly unknown[] = [null, true, 1, 'text', [], {}, [[]], { $gt: '' }, { length: 1e9 }]

/** What is dangerous to ask for as if it were plain: each is an object here, where a text or a number is due. */
const lookalikes = ['toString', 'valueOf', 'toJSON', 'then', 'constructor'].map((key) => ({ [key]: 'x' }))

const badTexts = ['a\0b', '\0', '\ud800', 'x\udfffy', '\udc00\ud800']

const badIds = [
  ...['', '0', '-1', '1.5', '1e3', 'NaN', 'null', 'undefined', '[object Object]', '..', '../../etc/passwd'],
  ...['a'.repeat(23), 'a'.repeat(25), 'A'.repeat(24), 'g'.repeat(24), '\uff11'.repeat(24), 'a'.repeat(3_000)],
  ...[
    '__proto__',
    'hasOwnProperty',
    '6f9619ff-8b86-d011-b42d-00c04fc964ff',
    `${'a'.repeat(24)}\n`,
    '{"$ne":null}',
  ],
]

const badNumbers = [
  -1,
  1.5,
  raw('9007199254740993'),
  raw('1e300'),
  raw('9223372036854775808'),
  '1',
  '',
  'NaN',
]

/** In an address everything is text, and only an exact number is one. */
export const badNumberTexts = [
  ...[
    '-1',
    '0x10',
    '1e3',
    ' 5',
    '05',
    '1.5',
    '',
    'NaN',
    'Infinity',
    '1;SELECT 1',
    '(SELECT 1)',
    '0 UNION SELECT 1',
  ],
  ...['9007199254740993', '9223372036854775808', '1e400', '\uff11', '1,2', '[1]', '+1', '1_000'],
]

const extras: readonly Fields[] = [
  { extra: 1 },
  { '': 1 },
  { $where: 'sleep(5000)' },
  { 'a.b': 1 },
  { constructor: { prototype: { polluted: 1 } } },
  { prototype: { polluted: 1 } },
  { toString: 1 },
  { ['__proto__']: { isAdmin: true, polluted: 1 } },
  { ['__proto__']: null },
  { extra: nested(10_000) },
  { extra: nested(10_000, '{"a":', '}', '1') },
  { ['a'.repeat(10_000)]: 1 },
  { 'x\0y': 1 },
  { '\ud800': 1 },
]

export function wrongInputs(name: CommandName, way: Way, sample: Fields): WrongInput[] {
  return [
    ...extras.map((extra) => ({
      what: `the extra field ${JSON.stringify(Object.keys(extra)[0]?.slice(0, 20))}`,
      fields: { ...sample, ...extra },
    })),
    ...fieldsOf(name).flatMap(([field, schema]) => {
      const inAddress = way === 'rest' && isInAddress(name, field)
      return wrongFields({ name, sample, field, schema, inAddress })
    }),
  ]
}

interface Field {
  name: CommandName
  sample: Fields
  field: string
  schema: Schema
  inAddress: boolean
}

function wrongFields({ name, sample, field, schema, inAddress }: Field): WrongInput[] {
  const wrong = wrongValues(schema, inAddress).map((value) => ({
    what: `${field}: ${shown(value)}`,
    fields: { ...sample, [field]: value },
  }))
  if (!isRequired(name, field) || isInPath(name, field)) return wrong
  const { [field]: _gone, ...rest } = sample
  return [...wrong, { what: `${field} left out`, fields: rest }]
}

function wrongValues(schema: Schema, inAddress: boolean): unknown[] {
  const types = typesOf(schema)
  const odd = [...ofEveryType, ...lookalikes].filter((value) => !types.has(jsonTypeOf(value)))
  const isText = types.has('string') && types.size === 1
  const isNumber = types.has('number') && types.size === 1
  return [
    ...(inAddress && isText ? odd.filter((value) => !fitsAsText(schema, value)) : odd),
    ...(isText ? wrongTexts(schema) : []).filter((text) => !inAddress || text !== ''),
    ...(isNumber ? badNumbers.filter((value) => !inAddress || value !== '1') : []),
    ...(types.has('number') ? [raw('1e400'), raw('-1e400')] : []),
    ...(types.has('array') ? wrongLists(schema) : []),
    nested(10_000),
    nested(10_000, '{"a":', '}', '1'),
  ]
}

/** In an address everything is text, and `{}` or `null` may be one that fits. */
const fitsAsText = ({ pattern }: Schema, value: unknown): boolean =>
  pattern === undefined || new RegExp(pattern, 'u').test(JSON.stringify(value))

function wrongTexts(schema: Schema): string[] {
  const fits = new RegExp(schema.pattern ?? '', 'u')
  const bad = badIds.filter((text) => schema.pattern !== undefined && !fits.test(text))
  const shortest = schema.minLength !== undefined && schema.minLength > 0 ? [''] : []
  const longest = schema.maxLength === undefined ? [] : ['x'.repeat(Math.max(schema.maxLength + 1, 600))]
  const closed = schema.anyOf?.every((one) => one.const !== undefined) ? ['', 'other', '__proto__'] : []
  return [...badTexts, ...bad, ...shortest, ...longest, ...closed]
}

function wrongLists({ minItems = 0, maxItems, items = {}, uniqueItems }: Schema): unknown[] {
  const odd = ofEveryType.filter((value) => !typesOf(items).has(jsonTypeOf(value))).map((value) => [value])
  const texts =
    items.pattern === undefined ? [] : badIds.filter((text) => !text.includes(',')).map((text) => [text])
  const id = 'a'.repeat(24)
  const twice = uniqueItems && items.pattern !== undefined ? [[id, id]] : []
  const many =
    maxItems === undefined ? [] : [Array.from({ length: maxItems + 1 }, (_, place) => hexId(place))]
  return [...odd, ...texts, ...twice, ...(items.type === 'string' ? many : []), ...(minItems > 0 ? [[]] : [])]
}

const hexId = (place: number): string => place.toString(16).padStart(24, '0')

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'undefined'
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}
