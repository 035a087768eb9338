import assert from 'node:assert/strict'
import { test } from 'node:test'
import { idempotencyKey, ifMatch, isKnown } from './conditional-headers.ts'

test('an idempotency key is a structured string, or bare', () => {
  assert.equal(idempotencyKey('"8e03978e-40d5"'), '8e03978e-40d5')
  assert.equal(idempotencyKey('"a \\"b\\" \\\\c"'), 'a "b" \\c')
  assert.equal(idempotencyKey('8e03978e-40d5'), '8e03978e-40d5')
  assert.equal(idempotencyKey(undefined), undefined)
})

test('a key that is half a structured string is not cut to fit', () => {
  assert.equal(idempotencyKey('"8e03978e'), '"8e03978e')
})

test('a write names the version it is meant for by its ETag', () => {
  assert.equal(ifMatch({ 'if-match': '"12"' }), 12)
  assert.equal(ifMatch({}), undefined)
  assert.equal(ifMatch({ 'if-match': '*' }), undefined)
})

test('a tag that is weak or not ours does not let a write through', () => {
  assert.throws(() => ifMatch({ 'if-match': 'W/"12"' }), { code: 'document.changed' })
  for (const tag of ['12', '"12", "13"', '"x"', '"-1"', '']) {
    assert.throws(() => ifMatch({ 'if-match': tag }), { code: 'request.invalid' }, tag)
  }
})

test('a write that asks that nothing is there does not overwrite', () => {
  assert.throws(() => ifMatch({ 'if-none-match': '*' }), { code: 'document.changed' })
})

test('a reader knows a version by any of its tags, weakened or not', () => {
  assert.equal(isKnown('"11", W/"12"', '"12"'), true)
  assert.equal(isKnown('*', '"12"'), true)
  assert.equal(isKnown('"1"', '"12"'), false)
  assert.equal(isKnown(undefined, '"12"'), false)
})
