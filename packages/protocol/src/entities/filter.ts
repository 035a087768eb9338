import { type Static, Type } from 'typebox'

/**
 * The filter language of documents.
 *
 * A filter is an object: a test of one field, or `and`, `or`, `not` around other filters. Nothing else is a filter:
 * no other keys, no patterns, no operators of any database.
 *
 *     { "field": "status", "op": "eq", "value": "open" }
 *     { "and": [ { "field": "price", "op": "gte", "value": 10 }, { "field": "price", "op": "lt", "value": 20 } ] }
 *     { "or":  [ { "field": "tag", "op": "in", "value": ["red", "blue"] }, { "field": "tag", "op": "exists", "value": false } ] }
 *     { "not": { "field": "author.name", "op": "prefix", "value": "Ada" } }
 *
 * | op | value | true when the field |
 * | --- | --- | --- |
 * | `eq` | string, number, boolean, null | is of the same type and equal |
 * | `ne` | the same | is not `eq`, so also when it is missing or of another type |
 * | `in` | a list of 100 such values at most | is `eq` to one of them; never for an empty list |
 * | `lt` `lte` `gt` `gte` | string, number | is of the same type and smaller, … |
 * | `exists` | true, false | is there (or, with false, is missing); null is there |
 * | `prefix` | string | is a string that begins so |
 *
 * **Types never mix**: `"10"` is not 10, `true` is not 1, null is not missing, and a list or an object equals nothing
 * (compare what is inside it). Numbers are IEEE doubles; -0 equals 0. Strings are compared exactly (case, accents
 * and composition count) and ordered by code point.
 *
 * **Fields** are paths through objects, with dots: `author.name`, 1 to 8 keys of 1 to 64 characters. A path does not
 * enter lists. A key that is empty, longer, holds a dot, begins with `$` or is `__proto__`, `constructor` or
 * `prototype` may stand in a document but cannot be asked for. What the server knows of a document is asked for as
 * `$id`, `$owner` (missing where nobody owns it), `$createdAt` and `$updatedAt`. The last two compare with instants
 * such as `"2026-11-21T08:00:00.000Z"` only, and know no `prefix`.
 *
 * **Bounds**: 5 levels (a lone test is one), 50 tests and connectives, strings of 1,024 characters.
 *
 * **Sort**: up to three `{ "field": "price", "order": "desc" }` (`asc` when left out). Between types the order is
 * missing, null, false, true, numbers, strings, lists and objects (these all alike). Strings are ordered by code
 * point; their first 168 characters count (84 with two sort fields, 56 with three). Ties are ordered by id, in the
 * direction of the last sort field; without a sort everything is ordered by id, which begins with the time of making.
 */
export const filterLimits = {
  depth: 5,
  nodes: 50,
  list: 100,
  text: 1024,
  segments: 8,
  segment: 64,
  sortFields: 3,
  /** Characters of a string that count for the sort, shared by the sort fields, so that a cursor stays short. */
  sortText: 168,
} as const

/** What a field path may begin with a `$` for: facts the server keeps about each document. */
export const documentFacts = ['$id', '$owner', '$createdAt', '$updatedAt'] as const
export type DocumentFact = (typeof documentFacts)[number]

const key = `(?!(?:__proto__|constructor|prototype)(?:\\.|$))[^.$\\u0000][^.\\u0000]{0,${filterLimits.segment - 1}}`

/** Of `FieldPath`; for `new RegExp(…, 'u')`. */
export const fieldPathPattern = `^(?:\\$(?:id|owner|createdAt|updatedAt)|${key}(?:\\.${key}){0,${filterLimits.segments - 1}})$`

export const FieldPath = Type.String({
  pattern: fieldPathPattern,
  description: 'keys joined by dots, or $id, $owner, $createdAt, $updatedAt',
})

const closed = { additionalProperties: false } as const
const Text = Type.String({ maxLength: filterLimits.text })
const Scalar = Type.Union([Text, Type.Number(), Type.Boolean(), Type.Null()])
const Parts = Type.Array(Type.Ref('DocumentFilter'), { minItems: 1, maxItems: filterLimits.nodes })

const tests = [
  Type.Object({ field: FieldPath, op: Type.Enum(['eq', 'ne']), value: Scalar }, closed),
  Type.Object(
    { field: FieldPath, op: Type.Literal('in'), value: Type.Array(Scalar, { maxItems: filterLimits.list }) },
    closed,
  ),
  Type.Object(
    {
      field: FieldPath,
      op: Type.Enum(['lt', 'lte', 'gt', 'gte']),
      value: Type.Union([Text, Type.Number()]),
    },
    closed,
  ),
  Type.Object({ field: FieldPath, op: Type.Literal('exists'), value: Type.Boolean() }, closed),
  Type.Object({ field: FieldPath, op: Type.Literal('prefix'), value: Text }, closed),
] as const

/**
 * A filter, see above. The schema refers to itself; its validator recurses, so `checkJson` comes before it. How deep
 * and how large a filter may be in all is checked when it is read (`filter.invalid`).
 */
export const DocumentFilter = Type.Cyclic(
  {
    DocumentFilter: Type.Union([
      ...tests,
      Type.Object({ and: Parts }, closed),
      Type.Object({ or: Parts }, closed),
      Type.Object({ not: Type.Ref('DocumentFilter') }, closed),
    ]),
  },
  'DocumentFilter',
  { description: 'a test {field, op, value}, or {and: […]}, {or: […]}, {not: …}' },
)
export type DocumentFilter = Static<typeof DocumentFilter>

/** One field of a sort; `asc` when no order is given. */
export const DocumentSort = Type.Object(
  { field: FieldPath, order: Type.Optional(Type.Enum(['asc', 'desc'])) },
  closed,
)
export type DocumentSort = Static<typeof DocumentSort>
