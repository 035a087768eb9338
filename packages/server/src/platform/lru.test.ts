import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createLru } from './lru.ts'

test('an LRU never holds more than its bound and forgets what was read longest ago', () => {
  const lru = createLru<number>(3)
  for (const [value, key] of ['ada', 'ben', 'cleo'].entries()) lru.set(key, value)
  assert.equal(lru.get('ada'), 0)
  lru.set('dora', 3)
  assert.equal(lru.size, 3)
  assert.equal(lru.get('ben'), undefined)
  assert.equal(lru.get('ada'), 0)
})

test('setting a key again replaces it and takes no second place', () => {
  const lru = createLru<number>(2)
  lru.set('ada', 1)
  lru.set('ada', 2)
  lru.set('ben', 1)
  assert.equal(lru.get('ada'), 2)
  lru.delete('ada')
  assert.equal(lru.get('ada'), undefined)
  assert.equal(lru.size, 1)
})
