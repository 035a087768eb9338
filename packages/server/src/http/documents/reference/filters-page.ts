import { filterLimits } from '@hubbub/protocol'
import { heading, type Page } from './blocks.ts'

const { depth, nodes, list, text, segments, segment, sortFields, sortText } = filterLimits

export const filtersPage: Page = {
  path: '/filters',
  title: 'Filters',
  lead: 'What `document.query` understands: a small language with the same meaning everywhere. No patterns, no operators of any database.',
  blocks: () => [
    { text: 'A filter is a test of one field, or `and`, `or`, `not` around other filters.' },
    {
      lang: 'json',
      code: [
        '{ "field": "status", "op": "eq", "value": "open" }',
        '{ "and": [ { "field": "price", "op": "gte", "value": 10 }, { "field": "price", "op": "lt", "value": 20 } ] }',
        '{ "or": [ { "field": "tag", "op": "in", "value": ["red", "blue"] }, { "field": "tag", "op": "exists", "value": false } ] }',
        '{ "not": { "field": "author.name", "op": "prefix", "value": "Ada" } }',
      ].join('\n'),
    },
    heading(2, 'Tests', 'tests'),
    {
      head: ['op', 'value', 'true when the field'],
      rows: [
        ['`eq`', 'string, number, boolean, null', 'is of the same type and equal'],
        ['`ne`', 'the same', 'is not `eq`, so also when it is missing or of another type'],
        ['`in`', `a list of ${list} such values at most`, 'is `eq` to one of them; never for an empty list'],
        ['`lt` `lte` `gt` `gte`', 'string, number', 'is of the same type and smaller, smaller or equal, …'],
        ['`exists`', 'true, false', 'is there (or, with false, is missing); null is there'],
        ['`prefix`', 'string', 'is a string that begins so'],
      ],
    },
    {
      text: 'Types never mix: `"10"` is not 10, `true` is not 1, null is not missing, and a list or an object equals nothing. Numbers are IEEE doubles; -0 equals 0. Strings are compared exactly and ordered by code point.',
    },
    heading(2, 'Fields', 'fields'),
    {
      text: `A field is a path through objects with dots, 1 to ${segments} keys of 1 to ${segment} characters; it does not enter lists. Keys that hold a dot, begin with \`$\` or name a prototype may stand in a document but cannot be asked for. What the server knows of a document is \`$id\`, \`$owner\`, \`$createdAt\` and \`$updatedAt\`; the last two compare with instants such as \`"2026-11-21T08:00:00.000Z"\` only.`,
    },
    heading(2, 'Sort', 'sort'),
    {
      text: `Up to ${sortFields} \`{"field": "price", "order": "desc"}\`. Between types the order is missing, null, false, true, numbers, strings, lists and objects. Strings are ordered by their first ${sortText} characters, shared by the sort fields. Ties are ordered by id.`,
    },
    heading(2, 'Bounds', 'bounds'),
    {
      text: `${depth} levels (a lone test is one), ${nodes} tests and connectives, strings of ${text} characters. Beyond them the answer is [\`filter.invalid\`](/docs/errors#filter.invalid).`,
    },
  ],
}
