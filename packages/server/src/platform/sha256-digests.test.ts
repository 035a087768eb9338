import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sha256Digests } from './sha256-digests.ts'

test('a digest is SHA-256 in lower-case hex', () => {
  assert.equal(
    sha256Digests.digest('abc'),
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  )
  assert.equal(sha256Digests.digest(''), 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
})
