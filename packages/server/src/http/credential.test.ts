import assert from 'node:assert/strict'
import { test } from 'node:test'
import { credentialIn } from './credential.ts'

test('a token stands in Authorization, a key there or in X-Api-Key', () => {
  assert.equal(credentialIn({ authorization: 'Bearer abc' }), 'abc')
  assert.equal(credentialIn({ authorization: 'bearer  abc ' }), 'abc')
  assert.equal(credentialIn({ 'x-api-key': 'abc' }), 'abc')
  assert.equal(credentialIn({ authorization: 'Bearer abc', 'x-api-key': 'abc' }), 'abc')
})

test('other schemes say nothing', () => {
  assert.equal(credentialIn({ authorization: 'Basic YWRhOng=' }), undefined)
  assert.equal(credentialIn({ authorization: 'Bearer' }), undefined)
  assert.equal(credentialIn({}), undefined)
})

test('two different identities are none', () => {
  assert.throws(() => credentialIn({ authorization: 'Bearer abc', 'x-api-key': 'def' }), {
    code: 'auth.invalid-token',
  })
})
