import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { Compile } from 'typebox/compile'
import { DocumentFilter, DocumentSort, FieldPath, filterLimits } from './filter.ts'

const filter = Compile(DocumentFilter)
const sort = Compile(DocumentSort)
const field = Compile(FieldPath)
const isOne = { field: 'a', op: 'eq', value: 1 }

/** The examples that stand in the description of the language. */
function examples(): unknown[] {
  const source = readFileSync(new URL('./filter.ts', import.meta.url), 'utf8')
  const lines = [...source.matchAll(/^ \* {5}(\{.*\})$/gm)].map(([, json = '']) => json)
  return lines.map((json): unknown => JSON.parse(json))
}

test('the examples of the description are filters', () => {
  assert.equal(examples().length, 4)
  for (const example of examples()) assert.ok(filter.Check(example), JSON.stringify(example))
})

test('every operator takes its kind of value and no other', () => {
  const values = { text: 'x', number: 1, boolean: true, nothing: null, list: [1, 'x'], object: {} }
  const takes: Record<string, (keyof typeof values)[]> = {
    eq: ['text', 'number', 'boolean', 'nothing'],
    ne: ['text', 'number', 'boolean', 'nothing'],
    in: ['list'],
    lt: ['text', 'number'],
    lte: ['text', 'number'],
    gt: ['text', 'number'],
    gte: ['text', 'number'],
    exists: ['boolean'],
    prefix: ['text'],
  }
  for (const [op, kinds] of Object.entries(takes)) {
    for (const [kind, value] of Object.entries(values)) {
      const expected = kinds.includes(kind as keyof typeof values)
      assert.equal(filter.Check({ field: 'a', op, value }), expected, `${op} with ${kind}`)
    }
  }
})

test('nothing but the language is a filter', () => {
  const others = [
    {},
    [],
    null,
    'a',
    1,
    [isOne],
    { a: 1 },
    { $where: '1' },
    { ...isOne, $where: '1' },
    { ...isOne, and: [isOne] },
    { and: [] },
    { and: isOne },
    { and: { 0: isOne, length: 1 } },
    { and: [isOne, { $where: '1' }] },
    { not: [isOne] },
    { or: [isOne], not: isOne },
    { field: 'a', op: 'regex', value: '^(a+)+$' },
    { field: 'a', op: '__proto__', value: 1 },
    { field: 'a', value: 1 },
    { field: ['a'], op: 'eq', value: 1 },
    { field: 'a', op: 'eq', value: { $ne: null } },
    { field: 'a', op: 'eq', value: Number.NaN },
    { field: 'a', op: 'in', value: new Array(filterLimits.list + 1).fill(1) },
    { field: 'a', op: 'prefix', value: 'x'.repeat(filterLimits.text + 1) },
    JSON.parse('{"__proto__":{"and":[]}}'),
  ]
  for (const other of others) assert.equal(filter.Check(other), false, JSON.stringify(other))
  assert.ok(filter.Check({ not: { or: [isOne, { and: [isOne] }] } }))
})

test('a field path is up to eight keys of up to sixty-four characters', () => {
  const paths = [
    'a',
    'a.b.c.d.e.f.g.h',
    '0',
    ' ',
    'é',
    '😀'.repeat(64),
    'a b',
    "a') OR 1=1--",
    'a"b',
    "a']['b",
  ]
  for (const good of [
    ...paths,
    '$id',
    '$owner',
    '$createdAt',
    '$updatedAt',
    '__proto',
    'constructors',
    '_id',
  ]) {
    assert.ok(field.Check(good), good)
  }
  const names = ['__proto__', 'constructor', 'prototype']
  const shapes = ['', '.', 'a.', '.a', 'a..b', 'a.b.c.d.e.f.g.h.i', 'x'.repeat(65), '😀'.repeat(65)]
  const dollars = ['$', '$where', '$idx', '$id.x', '$.a[0]', 'a.$b', '$ID', '$\u200bid', 'a.$id', 'a\0']
  for (const bad of [...shapes, ...dollars, ...names, ...names.map((name) => `a.${name}.b`)]) {
    assert.equal(field.Check(bad), false, bad)
  }
})

test('a sort field has an order or leaves it out', () => {
  assert.ok(sort.Check({ field: 'a.b' }))
  assert.ok(sort.Check({ field: '$createdAt', order: 'desc' }))
  for (const bad of [{}, 'a', { field: 'a', order: -1 }, { field: '$where' }, { field: 'a', by: 'b' }]) {
    assert.equal(sort.Check(bad), false, JSON.stringify(bad))
  }
})
