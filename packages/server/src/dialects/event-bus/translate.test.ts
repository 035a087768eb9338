import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { JsonObject } from '@hubbub/protocol'
import { Refusal } from '../../core/refusal.ts'
import { operationIn, readEnvelope } from './envelope.ts'
import { eventOf, readFields, readFilter, readId, readLimit } from './translate.ts'

const id = '0123456789abcdef01234567'
const at = '2026-01-01T00:00:00.000Z'
const stored = (data: JsonObject) =>
  eventOf({
    id,
    createdAt: at,
    updatedAt: at,
    data,
    kind: 'document',
    version: 1,
    born: 1,
    collection: 'events',
  })

function refused(read: () => unknown): string {
  try {
    read()
  } catch (error) {
    if (error instanceof Refusal && error.code === 'request.invalid') return error.message
    throw error
  }
  return assert.fail('it was not refused')
}

test('an event has its own fields and what the server knows, which nobody overwrites', () => {
  const event = stored({ title: 'tea', id: 'x', _id: 'y', createdAt: 'never', nested: { id: 'kept' } })
  assert.deepEqual(event, {
    title: 'tea',
    nested: { id: 'kept' },
    id,
    _id: id,
    createdAt: at,
    updatedAt: at,
  })
})

test('the name of the event says what is asked for, and the envelope must agree', () => {
  const create = { type: 'CREATE', payload: { a: 1 } }
  assert.deepEqual(readEnvelope('CREATE', create), { operation: 'CREATE', payload: { a: 1 } })
  assert.deepEqual(readEnvelope('CREATE', { payload: { a: 1 } }), { operation: 'CREATE', payload: { a: 1 } })
  assert.deepEqual(readEnvelope('CREATE', { a: 1 }), { operation: 'CREATE', payload: { a: 1 } })
  assert.deepEqual(readEnvelope('CREATE', { payload: 'text', a: 1 }).payload, { a: 1, payload: 'text' })
  assert.deepEqual(readEnvelope('event', create), { operation: 'CREATE', payload: { a: 1 } })
  assert.deepEqual(readEnvelope('message', create), { operation: 'CREATE', payload: { a: 1 } })
  assert.match(
    refused(() => readEnvelope('DELETE', create)),
    /type/,
  )
  for (const argument of [undefined, null, 'CREATE', 7, true, [], [create], { type: 'CREATE', payload: [] }])
    assert.equal(
      refused(() => readEnvelope('CREATE', argument)),
      'Invalid request',
    )
  for (const argument of [{}, { payload: {} }, { type: 'create', payload: {} }, { type: '__proto__' }])
    assert.equal(
      refused(() => readEnvelope('event', argument)),
      'Invalid request',
    )
  for (const argument of [{}, { type: 'BROADCAST' }, { type: 'BROADCAST', payload: 'hi' }])
    assert.equal(
      refused(() => readEnvelope('BROADCAST', argument)),
      'Invalid request',
    )
})

test('a message is meant only when it is an envelope of one of the five', () => {
  assert.equal(operationIn('message', { type: 'FETCH' }), 'FETCH')
  for (const argument of [
    undefined,
    'FETCH',
    {},
    { type: 'chat' },
    { type: 'toString' },
    [{ type: 'FETCH' }],
  ])
    assert.equal(operationIn('message', argument), undefined)
})

test('keys that mean something to a database or to careless code are refused at any depth', () => {
  const keys = ['$set', '$where', 'a.b', '.', 'a\0b', '__proto__', 'constructor', 'prototype']
  for (const key of keys) {
    const bad = JSON.parse(`{${JSON.stringify(key)}: 1}`) as JsonObject
    for (const value of [bad, { a: bad }, { a: [1, { b: [bad] }] }] as JsonObject[]) {
      assert.match(
        refused(() => readFields(value)),
        /key/,
        key,
      )
      assert.match(
        refused(() => readFilter(value)),
        /key/,
        key,
      )
    }
  }
  assert.deepEqual(readFields({ a$: 1, '': 2, 'a b': 3, toString: 4 }), {
    a$: 1,
    '': 2,
    'a b': 3,
    toString: 4,
  })
})

test('what the server sets is passed over, and only at the top', () => {
  const given = { _id: 'x', id: 'x', createdAt: 'x', updatedAt: 'x', __v: 1, a: { id: 'x', __v: 1 } }
  assert.deepEqual(readFields(given), { a: { id: 'x', __v: 1 } })
  for (const fields of [undefined, null, 'x', []])
    assert.equal(
      refused(() => readFields(fields)),
      'Invalid request',
    )
})

test('ids are 24 hex digits and nothing else', () => {
  assert.equal(readId({ id: id.toUpperCase() }), id)
  assert.equal(readId({ _id: id }), id)
  for (const bad of [
    undefined,
    null,
    7,
    '',
    'abcdefghijkl',
    `${id}0`,
    { $ne: null },
    [id],
  ] as JsonObject['x'][])
    assert.equal(
      refused(() => readId({ id: bad ?? null })),
      'Invalid event id',
    )
})

test('a filter matches equal fields, objects by what is in them, and types never mix', () => {
  const event = stored({
    title: 'tea',
    price: 3,
    open: true,
    note: null,
    place: { city: 'Rome', at: [1, { x: 2 }] },
    'a b': 1,
    list: [1, 2],
  })
  const matching: JsonObject[] = [
    {},
    { title: 'tea' },
    { price: 3, open: true, note: null },
    { place: { at: [1, { x: 2 }], city: 'Rome' } },
    { 'a b': 1 },
    { list: [1, 2] },
    { id: id.toUpperCase() },
    { _id: id, title: 'tea' },
    { createdAt: at },
  ]
  for (const filter of matching) assert.ok(readFilter(filter).matches(event), JSON.stringify(filter))
  const others: JsonObject[] = [
    { title: 'te' },
    { title: { length: 3 } },
    { price: '3' },
    { open: 1 },
    { missing: null },
    { toString: 'x' },
    { place: { city: 'Rome' } },
    { place: { city: 'Rome', at: [1, { x: 2 }], more: 1 } },
    { list: [2, 1] },
    { list: 1 },
    { list: { 0: 1, 1: 2 } },
    { id: 'abc' },
    { id: 7 },
    { createdAt: '2026' },
  ]
  for (const filter of others) assert.equal(readFilter(filter).matches(event), false, JSON.stringify(filter))
  for (const none of [undefined, null]) assert.ok(readFilter(none).matches(event))
  for (const bad of ['x', 7, [], true])
    assert.equal(
      refused(() => readFilter(bad)),
      'Invalid request',
    )
})

test('what the store is asked is no narrower than the filter, and never more than a few tests', () => {
  const eq = (field: string, value: unknown) => ({ field, op: 'eq', value })
  assert.equal(readFilter({}).narrow, undefined)
  assert.deepEqual(readFilter({ a: 1 }).narrow, eq('a', 1))
  assert.deepEqual(readFilter({ a: { b: { c: 'x' } } }).narrow, eq('a.b.c', 'x'))
  assert.deepEqual(readFilter({ _id: id }).narrow, eq('$id', id))
  for (const value of [{}, [], [1], { b: {} }, 'x'.repeat(2_000)] as JsonObject['x'][]) {
    const [op] = JSON.stringify(readFilter({ a: value }).narrow).match(/"op":"\w+"/) ?? []
    assert.equal(op, '"op":"exists"', JSON.stringify(value).slice(0, 20))
  }
  for (const key of ['', 'x'.repeat(65), 'createdAt'])
    assert.equal(readFilter({ [key]: 1 }).narrow, undefined)
  const many = Object.fromEntries(Array.from({ length: 100 }, (_, place) => [`f${place}`, place]))
  assert.equal((readFilter(many).narrow as { and: unknown[] }).and.length, 4)
})

test('a limit is a whole number, bounded', () => {
  assert.deepEqual([readLimit(undefined), readLimit(5), readLimit('5'), readLimit(5_000)], [1000, 5, 5, 1000])
  for (const bad of [0, -1, 1.5, 'x', '', '1e3', {}, true])
    assert.equal(
      refused(() => readLimit(bad)),
      'Invalid limit',
    )
})
