import assert from 'node:assert/strict'
import { assertRefused, resultOf } from '../../harness/answer.ts'
import type { Attack } from '../../harness/attack.ts'
import { nested, raw } from '../../harness/json-text.ts'
import { refusedBoth } from '../../harness/refused.ts'
import type { World } from '../../harness/world.ts'

const good = { field: 'title', op: 'eq', value: 'x' }

/** None of these is a filter, on any way and at any depth of one. */
function noFilters(ids: readonly string[], what: string, filters: readonly unknown[]): Attack<World> {
  return {
    ids,
    what,
    async run({ target, ada }) {
      const deeper = filters.flatMap((filter) => [filter, { and: [good, filter] }, { not: { or: [filter] } }])
      const inputs = deeper.map((filter) => ({ collection: 'board', filter }))
      const codes = ['request.invalid', 'filter.invalid'] as const
      await refusedBoth(target, { by: ada, name: 'document.query', inputs, codes })
    },
  }
}

const databaseOperators = [
  ...[
    '$where',
    '$expr',
    '$function',
    '$accumulator',
    '$jsonSchema',
    '$text',
    '$near',
    '$lookup',
    '$merge',
    '$ne',
  ],
  ...['$regex', '$bitsAllSet', '$mod', '$size', '$type', '$or', '$gt', '$in', '$not', '$comment', '$rand'],
]

/** Spellings of `$where` that a list of forbidden words does not know. */
const disguised = [
  '\u0024where',
  '\uff04where',
  '$\u200bwhere',
  '$where\0',
  ' $where',
  '$where ',
  '\n$where',
  '$WHERE',
]

const test = (op: unknown, value: unknown = 'x', field: unknown = 'title') => ({ field, op, value })

const levels = (count: number, inside: unknown = good): unknown =>
  count === 0 ? inside : { not: levels(count - 1, inside) }

const manyTests = (count: number) => ({ or: Array.from({ length: count }, () => good) })

export const filterAttacks: readonly Attack<World>[] = [
  {
    ids: ['NQ-30'],
    what: 'the filters that are varied here are good ones, and find what they should',
    async run({ target, ada, card }) {
      const filters = [
        test('eq', 'Buy tea'),
        test('prefix', 'Buy'),
        test('in', ['Buy tea', 'x']),
        test('exists', true),
      ]
      for (const filter of [...filters, { and: filters }, levels(2, test('eq', 'Buy tea')), manyTests(1)])
        for (const answer of await target.both(ada, 'document.query', { collection: 'board', filter })) {
          const { items } = resultOf<{ items: { id: string }[] }>(answer)
          assert.equal(
            items.some(({ id }) => id === card),
            JSON.stringify(filter) !== JSON.stringify(manyTests(1)),
          )
        }
    },
  },
  noFilters(['NQ-01', 'NQ-02', 'NQ-04', 'NQ-29'], 'no operator of any database is one of ours', [
    ...databaseOperators.map((operator) => ({ [operator]: '1' })),
    ...databaseOperators.map((operator) => ({ title: { [operator]: 'x' } })),
    ...databaseOperators.map((operator) => ({ ...good, [operator]: 1 })),
    ...databaseOperators.map((operator) => test(operator)),
    ...databaseOperators.map((operator) => test('eq', { [operator]: 'x' })),
    { title: 'Buy tea' },
    { $or: [{ a: 1 }, { $where: '1' }] },
    [{ $match: {} }],
  ]),
  noFilters(['NQ-05', 'NQ-06'], 'there are no patterns in filters', [
    ...['^(a+)+$', '[abc', '(?<', '\\', 'a{99999999}', '.*'].flatMap((pattern) => [
      test('regex', pattern),
      test('$regex', pattern),
      test('like', pattern),
      test('match', pattern),
      test('eq', { $regex: pattern }),
      { title: { $regex: pattern, $options: 'i' } },
    ]),
  ]),
  noFilters(['NQ-09', 'NQ-28'], 'connectives take lists, tests take their three fields, and nothing beside', [
    { or: { 0: good, length: 1 } },
    { and: { length: 1e9 } },
    { and: good },
    { and: [] },
    { or: 'x' },
    { not: [good] },
    { and: [good], or: [good] },
    { and: [good], $where: '1' },
    { ...good, and: [good] },
    { a: { b: 1 }, ...good },
    { field: 'title', op: 'eq' },
    { op: 'eq', value: 1 },
    { and: [[good]] },
    { and: [null] },
    { not: null },
    [good],
    'title eq x',
    null,
    1,
    {},
  ]),
  noFilters(['NQ-20', 'PRO-06'], 'no spelling of a forbidden word is a word', [
    ...disguised.map((key) => ({ [key]: '1' })),
    ...disguised.map((key) => test('eq', 1, key)).filter(({ field }) => String(field).startsWith('$')),
    ...['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'EQ', ' eq', 'eq '].map((op) => test(op)),
    ...[
      '__proto__',
      'a.__proto__',
      'constructor.prototype',
      'a..b',
      '.a',
      'a.',
      '$x',
      '$id.x',
      'a\0',
      'a.$b',
      '',
    ].map((field) => test('eq', 1, field)),
    ...['x'.repeat(65), 'a.b.c.d.e.f.g.h.i', 7, null, ['title'], { $ne: '' }].map((field) =>
      test('eq', 1, field),
    ),
  ]),
  noFilters(['NQ-12', 'NQ-10'], 'a filter has its bounds in depth, tests, lists and texts', [
    levels(6),
    levels(20),
    manyTests(51),
    { and: Array.from({ length: 5 }, () => manyTests(12)) },
    test(
      'in',
      Array.from({ length: 101 }, (_, place) => place),
    ),
    test('eq', 'x'.repeat(1_025)),
    test('prefix', 'x'.repeat(1_025)),
    nested(31, '{"not":', '}', JSON.stringify(good)),
  ]),
  noFilters(['NQ-30', 'SIZ-08'], 'values are compared with values of their own kind', [
    test('lt', null),
    test('lt', true),
    test('gte', ['x']),
    test('prefix', 1),
    test('exists', 'yes'),
    test('exists', 1),
    test('in', 'x'),
    test('in', [{ a: 1 }]),
    test('in', { length: 1 }),
    test('eq', ['x']),
    test('eq', raw('1e400')),
    test('eq', '\ud800'),
    test('eq', 'a\0b'),
  ]),
  {
    ids: ['NQ-10', 'NQ-12'],
    what: 'ten thousand levels, and a hundred thousand keys or values, are refused before anything walks them',
    async run({ target, ada }) {
      const deep = [
        nested(10_000, '{"and":[', ']}', JSON.stringify(good)),
        nested(10_000, '{"not":', '}', '{}'),
        raw(`{"and":[${'[],'.repeat(20_000)}1]}`),
        raw(`{${Array.from({ length: 20_000 }, (_, place) => `"k${place}":1`).join()}}`),
        test(
          'in',
          Array.from({ length: 30_000 }, (_, place) => place),
        ),
      ]
      const inputs = deep.map((filter) => ({ collection: 'board', filter }))
      await refusedBoth(target, { by: ada, name: 'document.query', inputs, codes: ['request.invalid'] })
      const million = raw(`{"field":"title","op":"in","value":[${'1,'.repeat(1_000_000)}1]}`)
      const answer = await target.ask('rest', ada, 'document.query', { collection: 'board', filter: million })
      assertRefused(answer, 'request.too-large')
    },
  },
  {
    ids: ['NQ-08'],
    what: 'the id of a document is an id, so a change never meets another document, or all of them',
    async run({ target, ada }) {
      const odd = [{ $ne: null }, { $gt: '' }, ['x'], { $in: [] }, null, '*', '', '%', { length: 24 }]
      const codes = ['request.invalid', 'request.not-found'] as const
      for (const name of ['document.merge', 'document.replace', 'document.delete', 'document.get'] as const) {
        const rest =
          name === 'document.merge' ? { patch: {} } : name === 'document.replace' ? { data: {} } : {}
        for (const document of odd) {
          const input = { collection: 'board', document, ...rest }
          assertRefused(await target.ask('socket', ada, name, input), 'request.invalid')
          const isText = typeof document === 'string' && document !== ''
          if (isText) assertRefused(await target.ask('rest', ada, name, input), ...codes)
        }
      }
    },
  },
  {
    ids: ['NQ-16', 'NQ-17', 'NQ-26', 'NQ-24'],
    what: 'a query takes a filter, a sort and a page; a change takes an object',
    async run({ target, ada, card }) {
      const extras = [
        'fields',
        'watch',
        'projection',
        'select',
        'populate',
        'expand',
        'include',
        'explain',
        'hint',
      ]
      const more = [
        'comment',
        'collation',
        'maxTimeMS',
        'readPreference',
        '$where',
        'where',
        'order',
        'skip',
        'offset',
      ]
      const values = [1, ['passwordHash'], '+passwordHash', { passwordHash: 1 }]
      const codes = ['request.invalid'] as const
      const queries = [...extras, ...more].flatMap((field) => values.map((value) => ({ [field]: value })))
      const inputs = queries.map((extra) => ({ collection: 'board', ...extra }))
      await refusedBoth(target, { by: ada, name: 'document.query', inputs, codes })
      const sorts = [
        ...[
          'title',
          { title: 1 },
          [['title', 1]],
          [{ title: -1 }],
          [{ field: '__proto__' }],
          [{ field: '$natural' }],
        ],
        ...[
          [{ field: 'a', order: 'DESC' }],
          [{ field: 'a', order: 1 }],
          Array.from({ length: 4 }, () => ({ field: 'a' })),
        ],
      ].map((sort) => ({ collection: 'board', sort }))
      await refusedBoth(target, { by: ada, name: 'document.query', inputs: sorts, codes })
      const pipeline = [[{ $set: { a: '$$ROOT' } }], 'x', null, 1].map((patch) => ({
        ...{ collection: 'board', document: card, patch },
      }))
      await refusedBoth(target, { by: ada, name: 'document.merge', inputs: pipeline, codes })
      const follow = ['directory', 'collection:board'].map((feed) => ({ feed, filter: good }))
      await refusedBoth(target, { by: ada, name: 'feed.follow', inputs: follow, codes })
    },
  },
]
