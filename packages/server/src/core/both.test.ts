import assert from 'node:assert/strict'
import { test } from 'node:test'
import { both } from './both.ts'

test('what is at hand is there at once, what is promised is waited for, and a failure is theirs who asked', async () => {
  assert.deepEqual(both(1, 'one'), [1, 'one'])
  assert.deepEqual(await both(Promise.resolve(1), 'one'), [1, 'one'])
  assert.deepEqual(await both(1, Promise.resolve('one')), [1, 'one'])
  await assert.rejects(
    async () => both(Promise.reject(new Error('lost')), Promise.reject(new Error('too'))),
    /lost/,
  )
})
