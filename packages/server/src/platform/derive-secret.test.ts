import assert from 'node:assert/strict'
import { test } from 'node:test'
import { deriveSecret } from './derive-secret.ts'

const master = Buffer.alloc(32, 7)

test('one master gives every purpose its own secret, the same each time', () => {
  const access = deriveSecret(master, 'access')
  assert.equal(access.length, 32)
  assert.deepEqual(deriveSecret(master, 'access'), access)
  assert.notDeepEqual(deriveSecret(master, 'chatrooms'), access)
  assert.notDeepEqual(deriveSecret(Buffer.alloc(32, 8), 'access'), access)
})

test('a kept data folder keeps its tokens: the derivation is pinned', () => {
  assert.equal(
    Buffer.from(deriveSecret(master, 'access')).toString('hex'),
    'df18df61a5107f453e805bdf2e7c29b3cd2404c496f2520a7e3a919950b59f7b',
  )
})

test('a short master secret is refused', () => {
  assert.throws(() => deriveSecret(Buffer.alloc(31), 'access'), RangeError)
})
