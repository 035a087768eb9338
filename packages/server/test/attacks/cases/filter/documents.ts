import assert from 'node:assert/strict'
import { assertClean, assertDone, assertRefused, resultOf } from '../../harness/answer.ts'
import type { Attack } from '../../harness/attack.ts'
import { nested, raw } from '../../harness/json-text.ts'
import { refusedBoth } from '../../harness/refused.ts'
import type { World } from '../../harness/world.ts'

/** Keys and values that mean something to some database, or to some program. */
const plainData: readonly Record<string, unknown>[] = [
  { _bsontype: 'ObjectID', id: 'x' },
  { $oid: 'x' },
  { $numberLong: '9' },
  { $date: 1 },
  { $binary: {} },
  { $ref: 'account', $id: 1 },
  { 'a.b': 1, $x: 2, '': 3, ' ': 4, _id: 5, __v: 6, ['k'.repeat(300)]: 7 },
  {
    constructor: { prototype: { polluted: 1 } },
    prototype: 1,
    toString: 'x',
    valueOf: 1,
    length: 1e9,
  },
  { toJSON: 'x', hasOwnProperty: 1, __defineGetter__: 1, __proto: 1 },
  { '0': 'a', '1': 'b', length: 2 },
  { deep: { $where: '1', a: [{ $gt: '' }] } },
  { text: "'); DROP TABLE document;--", like: '%_%', path: '../../etc/passwd' },
  { emoji: '👩‍👩‍👧‍👦', zalgo: `a${'\u0301'.repeat(500)}`, rtl: '\u202eabc', line: '\u2028', bom: '\ufeff' },
  { tiny: 5e-324, big: 1.7976931348623157e308, exact: 9007199254740991, half: 0.1, zero: 0 },
]

const queryStrings = [
  ...[
    'limit[$ne]=1',
    'limit[]=1',
    'a[__proto__][x]=1',
    '__proto__=1',
    '__proto__[polluted]=1',
    'constructor=1',
  ],
  ...[
    'limit=1&limit=2',
    'limit=1&limit=1',
    'after[$gt]=',
    'limit=1;drop',
    'limit=%00',
    'after=%ff',
    'explain=1',
  ],
  ...[
    `${'a[]=x&'.repeat(1_000)}a[]=x`,
    `${'limit=1&'.repeat(1_000)}limit=1`,
    'constructor[prototype][polluted]=1',
  ],
]

export const documentAttacks: readonly Attack<World>[] = [
  {
    ids: ['NQ-22', 'NQ-25', 'PRO-02'],
    what: 'whatever stands in a document is only data, and comes back as it was on every way',
    writes: true,
    async run({ target, ada }) {
      for (const data of plainData) {
        for (const made of await target.both(ada, 'document.create', { collection: 'board', data })) {
          const { document } = resultOf<{ document: { id: string; data: unknown } }>(made)
          assert.deepEqual(document.data, data)
          const input = { collection: 'board', document: document.id }
          for (const read of await target.both(ada, 'document.get', input))
            assert.deepEqual(resultOf<{ data: unknown }>(read).data, data)
          const filter = { field: '$id', op: 'eq', value: document.id }
          for (const found of await target.both(ada, 'document.query', { collection: 'board', filter })) {
            const { items } = resultOf<{ items: { data: unknown }[] }>(found)
            assert.deepEqual(
              items.map((item) => item.data),
              [data],
            )
          }
          for (const merged of await target.both(ada, 'document.merge', { ...input, patch: data }))
            assert.deepEqual(resultOf<{ document: { data: unknown } }>(merged).document.data, data)
        }
      }
    },
  },
  {
    ids: ['PRO-01', 'PRO-04', 'NQ-25', 'UNI-06'],
    what: 'a key that reaches a prototype, or that some store would cut, is refused at every depth',
    async run({ target, ada, card }) {
      const depths = Array.from({ length: 20 }, (_, depth) =>
        nested(depth, '{"a":', '}', '{"__proto__":{"polluted":1,"isAdmin":true}}'),
      )
      const keys = [
        raw('{"a\\u0000b":1}'),
        raw('{"\\ud800":1}'),
        raw('{"a":"\\udfff"}'),
        raw('{"a":"\\u0000"}'),
      ]
      const escaped = raw('{"\\u005f_proto__":{"polluted":1}}')
      const codes = ['request.invalid'] as const
      const all = [...depths, ...keys, escaped, raw('{"a":1,"a":{"__proto__":1}}')]
      const creates = all.map((data) => ({ collection: 'board', data }))
      await refusedBoth(target, { by: ada, name: 'document.create', inputs: creates, codes })
      const merges = all.map((patch) => ({ collection: 'board', document: card, patch }))
      await refusedBoth(target, { by: ada, name: 'document.merge', inputs: merges, codes })
      const replaces = all.map((data) => ({ collection: 'board', document: card, data }))
      await refusedBoth(target, { by: ada, name: 'document.replace', inputs: replaces, codes })
    },
  },
  {
    ids: ['SIZ-01', 'SIZ-04', 'PRO-12'],
    what: 'a document has its bounds in depth, values and bytes, also when patches make it grow',
    writes: true,
    async run({ target, ada }) {
      const keys = Array.from({ length: 5_001 }, (_, place) => `"${place * 65_536}":1`).join()
      const tooMuch = [
        nested(33, '{"a":', '}', '1'),
        nested(10_000, '{"a":', '}', '1'),
        raw(`{"a":[${'1,'.repeat(5_000)}1]}`),
        raw(`{${keys}}`),
        { a: 'x'.repeat(64 * 1024) },
        { a: '\u{1f600}'.repeat(17_000) },
        { a: '"'.repeat(40_000) },
      ].map((data) => ({ collection: 'board', data }))
      const codes = ['request.invalid', 'document.too-large', 'request.too-large'] as const
      await refusedBoth(target, { by: ada, name: 'document.create', inputs: tooMuch, codes })
      const { document } = await target.must(ada, 'document.create', { collection: 'board', data: {} })
      const grow = (place: number) =>
        target.ask('socket', ada, 'document.merge', {
          ...{ collection: 'board', document: document.id, patch: { [`k${place}`]: 'x'.repeat(30_000) } },
        })
      assertDone(await grow(1))
      assertDone(await grow(2))
      assertRefused(await grow(3), 'document.too-large')
    },
  },
  {
    ids: ['NQ-21', 'NQ-26'],
    what: 'an address takes the fields of its command, each once',
    async run({ target, ada }) {
      const headers = { authorization: `Bearer ${ada.token}` }
      for (const path of ['/v1/rooms', '/v1/public-rooms', '/v1/directory', '/v1/collections', '/v1/me'])
        for (const query of queryStrings) {
          const answer = await target.rest.send({ path: `${path}?${query}`, headers })
          assertRefused(answer, 'request.invalid', 'request.too-large')
        }
      const write = {
        method: 'POST',
        body: '{}',
        headers: { ...headers, 'content-type': 'application/json' },
      }
      for (const query of ['text=hello', 'room=x', '__proto__=1', ...queryStrings.slice(0, 3)]) {
        const path = `/v1/rooms/general/messages?${query}`
        assertRefused(await target.rest.send({ ...write, path }), 'request.invalid')
      }
    },
  },
  {
    ids: ['AZ-38', 'SQL-02'],
    what: 'a place in a list is one that a list gave, or none',
    async run({ target, ada, tea, note }) {
      const { next } = await target.must(ada, 'member.list', { room: tea, limit: 1 })
      assert.ok(next)
      const sorted = { collection: 'board', sort: [{ field: 'title' }], limit: 1 }
      const page = await target.must(ada, 'document.query', sorted)
      const forged = [
        ...[
          '',
          'x',
          '....',
          'null',
          '{}',
          '[]',
          "' OR 1=1--",
          'A'.repeat(1_024),
          '\u{1f600}',
          '=',
          '-1',
          '__proto__',
        ],
        ...[null, {}, [], 'x', [null, null], ['x', 'y'], [{}, note], [1e308, note], [[['a']], note]].map(
          (value) => Buffer.from(JSON.stringify(value)).toString('base64url'),
        ),
        ...mutations(next),
        ...mutations(page.next ?? Buffer.from(`["x","${note}"]`).toString('base64url')),
      ]
      for (const after of forged) {
        for (const answer of await target.both(ada, 'member.list', { room: tea, after })) assertClean(answer)
        for (const answer of await target.both(ada, 'document.query', { ...sorted, after })) {
          assertClean(answer)
          assert.ok(!answer.text.includes('"collection":"vault"'))
        }
      }
    },
  },
]

/** The same cursor with one letter changed, at each place; cut short; and doubled. */
function mutations(cursor: string): string[] {
  const letters = Array.from({ length: cursor.length }, (_, place) => place)
  const changed = letters.map(
    (place) => `${cursor.slice(0, place)}${cursor[place] === 'A' ? 'B' : 'A'}${cursor.slice(place + 1)}`,
  )
  return [...changed, ...letters.map((place) => cursor.slice(0, place)), cursor + cursor]
}
