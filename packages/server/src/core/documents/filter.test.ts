import assert from 'node:assert/strict'
import { test } from 'node:test'
import { filterLimits } from '@hubbub/protocol'
import { Refusal } from '../refusal.ts'
import { readFilter } from './filter.ts'

const isOpen = { field: 'status', op: 'eq', value: 'open' }

/** The pointer of the refusal; undefined where the filter is read. */
function refusedAt(raw: unknown): string | undefined {
  try {
    readFilter(raw)
    return undefined
  } catch (fault) {
    assert.ok(fault instanceof Refusal)
    assert.equal(fault.code, 'filter.invalid')
    return fault.more.errors?.[0]?.pointer
  }
}

function nested(levels: number): unknown {
  let filter: unknown = isOpen
  for (let level = 1; level < levels; level++) filter = { and: [filter] }
  return filter
}

test('a filter is read into plain data that could cross to a worker', () => {
  const raw = {
    and: [isOpen, { not: { field: 'a.b', op: 'lt', value: 3 } }, { field: '$id', op: 'in', value: [] }],
  }
  const node = readFilter(raw)
  assert.deepEqual(node, {
    kind: 'and',
    parts: [
      { kind: 'oneOf', target: { path: ['status'] }, values: ['open'] },
      { kind: 'not', part: { kind: 'compare', target: { path: ['a', 'b'] }, op: 'lt', value: 3 } },
      { kind: 'oneOf', target: { fact: '$id' }, values: [] },
    ],
  })
  assert.deepEqual(structuredClone(node), node)
})

test('ne is the negation of eq, and exists false that of exists true', () => {
  const value = 'open'
  const field = 'status'
  assert.deepEqual(readFilter({ field, op: 'ne', value }), {
    kind: 'not',
    part: readFilter({ field, op: 'eq', value }),
  })
  assert.deepEqual(readFilter({ field, op: 'exists', value: false }), {
    kind: 'not',
    part: readFilter({ field, op: 'exists', value: true }),
  })
})

test('five levels are read, six are not', () => {
  assert.equal(refusedAt(nested(5)), undefined)
  assert.equal(refusedAt(nested(6)), '/filter/and/0/and/0/and/0/and/0/and/0')
})

test('[NQ-10] a deep filter is refused after a few steps, however deep it is', () => {
  assert.equal(refusedAt(nested(10_000)), refusedAt(nested(6)))
  assert.equal(refusedAt(nested(1_000_000)), refusedAt(nested(6)))
})

test('fifty tests and connectives are read, fifty-one are not', () => {
  const wide = (tests: number) => ({ or: new Array(tests).fill(isOpen) })
  assert.equal(refusedAt(wide(49)), undefined)
  assert.equal(refusedAt(wide(50)), '/filter/or/49')
  const spread = { and: [wide(24), wide(23)] }
  assert.equal(refusedAt(spread), undefined)
  assert.equal(refusedAt({ and: [wide(24), wide(24)] }), '/filter/and/1/or/23')
})

test('[NQ-12] long lists, many keys and long strings are refused', () => {
  const list = (length: number) => ({ field: 'a', op: 'in', value: new Array(length).fill(1) })
  assert.equal(refusedAt(list(filterLimits.list)), undefined)
  assert.equal(refusedAt(list(filterLimits.list + 1)), '/filter/value')
  assert.equal(refusedAt(list(1_000_000)), '/filter/value')
  assert.equal(refusedAt({ and: new Array(1_000_000).fill(isOpen) }), '/filter/and')
  const keys = Object.fromEntries(Array.from({ length: 100_000 }, (_, index) => [`k${index}`, 1]))
  assert.equal(refusedAt(keys), '/filter')
  for (const character of ['x', '😀']) {
    const prefix = (length: number) => ({ field: 'a', op: 'prefix', value: character.repeat(length) })
    assert.equal(refusedAt(prefix(filterLimits.text)), undefined)
    assert.equal(refusedAt(prefix(filterLimits.text + 1)), '/filter/value')
  }
})

test('[NQ-01] [NQ-04] [NQ-29] operators of databases are unknown keys', () => {
  const names =
    '$where $expr $function $accumulator $jsonSchema $text $near $lookup $merge $bitsAllSet $mod $size $type $ne $gt'
  for (const name of names.split(' ')) {
    assert.equal(refusedAt({ [name]: 'sleep(5000)||1' }), '/filter')
    assert.equal(refusedAt({ field: name, op: 'eq', value: 1 }), '/filter/field')
    assert.equal(refusedAt({ field: 'a', op: name, value: 1 }), '/filter/op')
    assert.equal(refusedAt({ field: 'a', op: 'eq', value: { [name]: null } }), '/filter/value')
  }
})

test('[NQ-02] [NQ-28] a bad part is found wherever it stands', () => {
  assert.equal(refusedAt({ or: [isOpen, { $where: '1' }] }), '/filter/or/1')
  assert.equal(
    refusedAt({ or: [isOpen, { and: [isOpen, { not: { $where: '1' } }] }] }),
    '/filter/or/1/and/1/not',
  )
  assert.equal(refusedAt({ and: [isOpen], $where: '1' }), '/filter')
  assert.equal(refusedAt({ ...isOpen, $where: '1' }), '/filter')
  assert.equal(refusedAt({ field: 'a', op: 'in', value: [1, { b: 1 }] }), '/filter/value/1')
})

test('[NQ-05] [NQ-06] there are no patterns', () => {
  for (const value of ['^(a+)+$', '[abc', '(?<', '\\', 'a{99999999}']) {
    assert.equal(refusedAt({ field: 't', op: 'regex', value }), '/filter/op')
    assert.equal(refusedAt({ field: 't', op: 'eq', value: { $regex: value } }), '/filter/value')
    assert.equal(refusedAt({ field: 't', op: 'prefix', value }), undefined)
  }
})

test('[NQ-09] connectives take lists only, and of one filter at least', () => {
  for (const parts of [{ 0: { secret: 1 }, length: 1 }, isOpen, null, 'x', []]) {
    assert.equal(refusedAt({ or: parts }), '/filter/or')
    assert.equal(refusedAt({ and: parts }), '/filter/and')
  }
  assert.equal(refusedAt({ not: [isOpen] }), '/filter/not')
})

test('[NQ-08] [PRO-10] whatever is no filter is refused and nothing throws otherwise', () => {
  for (const raw of [[], null, undefined, 'x', 1, true, {}, () => 1, 10n, new Date(), new Map(), [isOpen]]) {
    assert.equal(refusedAt(raw), '/filter')
  }
  assert.equal(refusedAt({ field: '$id', op: 'eq', value: { $ne: null } }), '/filter/value')
})

test('[NQ-20] look-alikes of operators are unknown keys, and as fields they are refused or plain keys', () => {
  const spellings = ['\u0024where', '\uff04where', '$\u200bwhere', '$where\0', ' $where']
  for (const name of spellings) assert.equal(refusedAt({ [name]: 1 }), '/filter')
  const refused = ['\u0024where', '$\u200bwhere', '$where\0', 'where\0', 'a.\ud83d', '\ude00']
  for (const field of refused) assert.equal(refusedAt({ field, op: 'eq', value: 1 }), '/filter/field')
  for (const field of ['\uff04where', ' $where']) {
    assert.deepEqual(readFilter({ field, op: 'exists', value: true }), {
      kind: 'exists',
      target: { path: [field] },
    })
  }
})

test('[PRO-01] [PRO-05] prototype names are neither keys, operators nor fields', () => {
  for (const name of ['__proto__', 'constructor', 'prototype']) {
    assert.equal(refusedAt(JSON.parse(`{"${name}":[]}`)), '/filter')
    assert.equal(refusedAt(JSON.parse(`{"field":"a","op":"eq","value":1,"${name}":{"and":[]}}`)), '/filter')
    assert.equal(refusedAt({ field: name, op: 'exists', value: true }), '/filter/field')
    assert.equal(refusedAt({ field: `a.${name}.b`, op: 'exists', value: true }), '/filter/field')
    assert.equal(refusedAt({ field: 'a', op: name, value: true }), '/filter/op')
  }
  const inherited = Object.create(isOpen) as unknown
  assert.equal(refusedAt(inherited), '/filter')
})

test('[PRO-09] values that pretend to be strings, lists or promises are refused', () => {
  for (const value of [
    { toString: '' },
    { valueOf: 1 },
    { toJSON: 'x' },
    JSON.parse('{"then":"x"}'),
    { length: 1e9 },
    [1],
  ]) {
    assert.equal(refusedAt({ field: 'a', op: 'eq', value }), '/filter/value')
    assert.equal(refusedAt({ field: 'a', op: 'gt', value }), '/filter/value')
    assert.equal(refusedAt({ field: 'a', op: 'prefix', value }), '/filter/value')
    assert.equal(refusedAt({ field: value, op: 'eq', value: 1 }), '/filter/field')
    assert.equal(refusedAt({ field: 'a', op: value, value: 1 }), '/filter/op')
  }
  assert.equal(refusedAt({ field: 'a', op: 'in', value: { length: 1e9 } }), '/filter/value')
})

test('[SIZ-08] numbers must be finite', () => {
  for (const value of [Number.NaN, JSON.parse('1e400'), JSON.parse('-1e400')]) {
    assert.equal(refusedAt({ field: 'a', op: 'eq', value }), '/filter/value')
    assert.equal(refusedAt({ field: 'a', op: 'lt', value }), '/filter/value')
    assert.equal(refusedAt({ field: 'a', op: 'in', value: [value] }), '/filter/value/0')
  }
})

test('text with U+0000 or half a surrogate pair is refused before any database sees it', () => {
  for (const value of ['a\0b', '\ud83d', '\ude00x']) {
    assert.equal(refusedAt({ field: 'a', op: 'eq', value }), '/filter/value')
    assert.equal(refusedAt({ field: 'a', op: 'prefix', value }), '/filter/value')
  }
})

test('times compare with instants only, which become numbers', () => {
  const field = '$createdAt'
  assert.deepEqual(readFilter({ field, op: 'lt', value: '2026-11-21T08:00:00.000Z' }), {
    kind: 'compare',
    target: { fact: '$createdAt' },
    op: 'lt',
    value: Date.UTC(2026, 10, 21, 8),
  })
  const wrong = [
    '2026-11-21',
    '2026-02-30T00:00:00.000Z',
    '2026-11-21T08:00:00.000+00:00',
    '2026-11-21T08:00:00Z',
    '',
  ]
  for (const value of [...wrong, 1_790_000_000_000, null, true, ' '.repeat(24), {}]) {
    assert.equal(refusedAt({ field, op: 'lt', value }), '/filter/value', String(value))
    assert.equal(refusedAt({ field: '$updatedAt', op: 'in', value: [value] }), '/filter/value/0')
  }
  assert.equal(refusedAt({ field, op: 'prefix', value: '2026' }), '/filter/value')
  assert.equal(refusedAt({ field, op: 'exists', value: true }), undefined)
})
