import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newClientId } from './client-id.ts'

test('an id is a UUID of version 7 that begins with the time', () => {
  for (let count = 0; count < 100; count++) {
    const id = newClientId(0x0199_abcd_ef01)
    assert.match(id, /^0199abcd-ef01-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  }
  assert.match(newClientId(1), /^00000000-0001-7/)
})

test('later ids sort behind earlier ones, and no two are the same', () => {
  const ids = Array.from({ length: 1_000 }, (_, millisecond) => newClientId(1_700_000_000_000 + millisecond))
  assert.deepEqual(ids.toSorted(), ids)
  assert.equal(new Set(Array.from({ length: 10_000 }, () => newClientId(5))).size, 10_000)
  assert.ok(newClientId() > newClientId(1_700_000_000_000), 'the time is now')
})
