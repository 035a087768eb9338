import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hasBrokenEscape, readQueryValue } from './query-values.ts'

test('whole numbers are read as they are written in JSON, anything else stays text', () => {
  assert.equal(readQueryValue({ type: 'integer' }, '50'), 50)
  assert.equal(readQueryValue({ type: 'integer' }, '-1'), -1)
  for (const text of ['1e3', '0x10', ' 5', '5 ', '05', '+5', '-0', '5.0', '', 'NaN', 'Infinity', '١']) {
    assert.equal(readQueryValue({ type: 'integer' }, text), text)
  }
})

test('numbers have digits before and after the point', () => {
  assert.equal(readQueryValue({ type: 'number' }, '1.5'), 1.5)
  for (const text of ['1.', '.5', '1e3', '1_000']) {
    assert.equal(readQueryValue({ type: 'number' }, text), text)
  }
})

test('true and false are the only booleans', () => {
  assert.equal(readQueryValue({ type: 'boolean' }, 'true'), true)
  assert.equal(readQueryValue({ type: 'boolean' }, 'false'), false)
  for (const text of ['1', 'yes', 'True', '']) assert.equal(readQueryValue({ type: 'boolean' }, text), text)
})

test('lists stand with commas, repeated, or both', () => {
  const ids = { type: 'array', items: { type: 'string' } }
  assert.deepEqual(readQueryValue(ids, 'a,b'), ['a', 'b'])
  assert.deepEqual(readQueryValue(ids, ['a', 'b,c']), ['a', 'b', 'c'])
  assert.deepEqual(readQueryValue(ids, ''), [])
})

test('one value given twice stays a list, which no such field takes', () => {
  assert.deepEqual(readQueryValue({ type: 'integer' }, ['1', '2']), ['1', '2'])
  assert.deepEqual(readQueryValue({ type: 'string' }, ['1', '1']), ['1', '1'])
})

test('an escape that is no UTF-8, or none at all, is broken; also in the name of a field', () => {
  for (const query of ['a=%ed%a0%80', 'a=%', 'a=%zz', '%ff=1', 'a=1&b=%c3'])
    assert.equal(hasBrokenEscape(`/v1/rooms?${query}`), true, query)
  for (const url of ['/v1/rooms', '/v1/%ff', '/v1/rooms?a=%C3%A9&b=100', '/v1/rooms?a=%25ed'])
    assert.equal(hasBrokenEscape(url), false, url)
})
