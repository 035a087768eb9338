import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Json, JsonObject } from '@hubbub/protocol'
import type { DocumentView } from './field.ts'
import { readFilter } from './filter.ts'
import { compileFilter } from './match.ts'

const createdAt = Date.UTC(2026, 10, 21, 8)
const view = (data: JsonObject): DocumentView => ({
  id: '0123456789abcdef01234567',
  owner: null,
  createdAt,
  updatedAt: createdAt + 1,
  data,
})

const matches = (filter: unknown, document: DocumentView): boolean =>
  compileFilter(readFilter(filter))(document)
const holds = (op: string, value: unknown, a?: Json): boolean =>
  matches({ field: 'a', op, value }, view(a === undefined ? {} : { a }))

test('eq tells types apart: "10" is not 10, true is not 1, null is not missing', () => {
  const values: Json[] = [10, '10', true, 'true', 1, false, 0, '', null, 'null']
  for (const value of values) {
    for (const other of values) assert.equal(holds('eq', value, other), value === other)
    assert.equal(holds('eq', value), false, 'missing equals nothing')
    assert.equal(holds('eq', value, []), false)
    assert.equal(holds('eq', value, [value]), false)
    assert.equal(holds('eq', value, {}), false)
  }
  assert.equal(holds('eq', '[]', []), false)
  assert.equal(holds('eq', '{"b":1}', { b: 1 }), false)
})

test('ne is everything that is not eq, the missing too', () => {
  assert.equal(holds('ne', 1, 2), true)
  assert.equal(holds('ne', 1, '1'), true)
  assert.equal(holds('ne', 1), true)
  assert.equal(holds('ne', null), true)
  assert.equal(holds('ne', 1, [1]), true)
  assert.equal(holds('ne', 1, 1), false)
})

test('in is eq with one of a list, and nothing is in an empty one', () => {
  assert.equal(holds('in', [1, 'x', null], null), true)
  assert.equal(holds('in', [1, 'x', null], 'x'), true)
  assert.equal(holds('in', [1, 'x', null], '1'), false)
  assert.equal(holds('in', [1, 'x', null]), false)
  assert.equal(holds('in', [], 1), false)
})

test('order is between two numbers or two strings, else there is none', () => {
  assert.equal(holds('lt', 10, 9), true)
  assert.equal(holds('lt', '10', '9'), false)
  assert.equal(holds('lte', 10, 10), true)
  assert.equal(holds('gt', 10, 10), false)
  assert.equal(holds('gte', 'b', 'b'), true)
  for (const op of ['lt', 'lte', 'gt', 'gte']) {
    for (const other of ['5', true, false, null, [], {}, undefined]) {
      assert.equal(holds(op, 5, other), false, `${op} 5 ${JSON.stringify(other)}`)
    }
    for (const other of [5, true, null, ['a'], {}, undefined]) assert.equal(holds(op, 'a', other), false)
  }
})

test('numbers are doubles: -0 is 0, and the edges of the range are ordered', () => {
  assert.equal(holds('eq', 0, -0), true)
  assert.equal(holds('eq', -0, 0), true)
  assert.equal(holds('lt', 0, -0), false)
  assert.equal(holds('eq', 2 ** 53, JSON.parse('9007199254740993')), true)
  assert.equal(holds('gt', 2 ** 53, 2 ** 53 + 2), true)
  assert.equal(holds('gt', -1e308, 1e308), true)
  assert.equal(holds('gt', 0, 5e-324), true)
})

test('strings are ordered by code point, also where UTF-16 says otherwise', () => {
  assert.equal(holds('gt', '\uff21', '😀'), true)
  assert.equal(holds('lt', '😀', '\uffff'), true)
  assert.equal(holds('lt', '😁', '😀'), true)
  assert.equal(holds('lt', 'ab', 'a'), true)
  assert.equal(holds('lt', 'a', 'Z'), true)
  assert.equal(holds('eq', '\u00e9', 'e\u0301'), false, 'composition counts')
})

test('prefix is exact: no wildcards, no folding, strings only', () => {
  assert.equal(holds('prefix', 'Ada', 'Ada Lovelace'), true)
  assert.equal(holds('prefix', 'ada', 'Ada'), false)
  assert.equal(holds('prefix', '%', 'Ada'), false)
  assert.equal(holds('prefix', '', 'Ada'), true)
  assert.equal(holds('prefix', '', 1), false)
  assert.equal(holds('prefix', ''), false)
  assert.equal(holds('prefix', '😀', '😀😁'), true)
  assert.equal(holds('prefix', 'Ada L', 'Ada'), false)
})

test('null exists, the missing does not', () => {
  assert.equal(holds('exists', true, null), true)
  assert.equal(holds('exists', false, null), false)
  assert.equal(holds('exists', true), false)
  assert.equal(holds('exists', false), true)
})

test('and, or and not are what they are', () => {
  const one = { field: 'a', op: 'eq', value: 1 }
  const two = { field: 'b', op: 'eq', value: 2 }
  const document = view({ a: 1, b: 3 })
  assert.equal(matches({ and: [one, two] }, document), false)
  assert.equal(matches({ or: [one, two] }, document), true)
  assert.equal(matches({ not: { and: [one, two] } }, document), true)
  assert.equal(matches({ and: [one, { not: two }] }, document), true)
})

test('a path goes through objects, not into lists, strings or what is inherited', () => {
  const document = view({ author: { name: 'ada' }, list: [{ name: 'ben' }], text: 'cleo', none: null })
  const exists = (field: string) => matches({ field, op: 'exists', value: true }, document)
  assert.equal(exists('author.name'), true)
  for (const path of [
    'list.0',
    'list.0.name',
    'list.length',
    'text.length',
    'text.0',
    'none.x',
    'author.x.y',
  ]) {
    assert.equal(exists(path), false, path)
  }
  for (const path of [
    'toString',
    'hasOwnProperty',
    'valueOf',
    'author.toString',
    'list.map',
    'toString.name',
  ]) {
    assert.equal(exists(path), false, path)
  }
})

test('[PRO-01] a document with a key __proto__ shows nothing through it', () => {
  const data = JSON.parse('{"__proto__":{"isAdmin":true},"toString":"mine"}') as JsonObject
  assert.equal(matches({ field: 'isAdmin', op: 'exists', value: true }, view(data)), false)
  assert.equal(matches({ field: 'toString', op: 'eq', value: 'mine' }, view(data)), true)
})

test('[NQ-13] [NQ-14] [NQ-18] names of what the server keeps elsewhere are missing fields, whatever the value', () => {
  const ada: DocumentView = { ...view({ title: 'x' }), owner: 'aaaaaaaaaaaaaaaaaaaaaaaa' }
  for (const field of [
    'passwordHash',
    'owner',
    'id',
    'author.passwordHash',
    't1.password',
    'users.password',
    'data.title',
  ]) {
    for (const value of ['', 'x', ada.owner]) assert.equal(matches({ field, op: 'eq', value }, ada), false)
    assert.equal(matches({ field, op: 'exists', value: true }, ada), false)
  }
})

test('[NQ-22] objects that look like database types are plain data', () => {
  const document = view({ a: { $oid: 'x' }, b: { _bsontype: 'ObjectID', id: 'y' }, c: { $numberLong: '9' } })
  assert.equal(matches({ field: 'b.id', op: 'eq', value: 'y' }, document), true)
  assert.equal(matches({ field: 'a', op: 'eq', value: 'x' }, document), false)
  assert.equal(matches({ field: 'c', op: 'eq', value: 9 }, document), false)
})

test('the facts of a document are asked for with a dollar', () => {
  const free = view({})
  const adas = { ...free, owner: 'aaaaaaaaaaaaaaaaaaaaaaaa' }
  assert.equal(matches({ field: '$id', op: 'eq', value: free.id }, free), true)
  assert.equal(matches({ field: '$id', op: 'prefix', value: '0123' }, free), true)
  assert.equal(matches({ field: '$owner', op: 'eq', value: adas.owner }, adas), true)
  assert.equal(matches({ field: '$owner', op: 'exists', value: true }, free), false)
  assert.equal(matches({ field: '$owner', op: 'ne', value: adas.owner }, free), true)
  assert.equal(matches({ field: '$createdAt', op: 'eq', value: '2026-11-21T08:00:00.000Z' }, free), true)
  assert.equal(matches({ field: '$updatedAt', op: 'gt', value: '2026-11-21T08:00:00.000Z' }, free), true)
  assert.equal(matches({ field: '$updatedAt', op: 'gt', value: '2026-11-21T08:00:00.001Z' }, free), false)
})
