import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createRandomIds } from './random-ids.ts'
import { systemClock } from './system-clock.ts'

const at = (ms: number) => createRandomIds({ ...systemClock, now: () => ms })

test('an id is 24 lower-case hex digits that begin with its second', () => {
  const id = at(Date.UTC(2026, 0, 2, 3, 4, 5, 678)).next()
  assert.match(id, /^[0-9a-f]{24}$/)
  assert.equal(Number.parseInt(id.slice(0, 8), 16), Date.UTC(2026, 0, 2, 3, 4, 5) / 1000)
})

test('ids sort by the millisecond in which they were made', () => {
  const second = Date.UTC(2026, 0, 2, 3, 4, 5)
  const made = [0, 1, 15, 16, 255, 256, 999, 1000].map((ms) => at(second + ms).next())
  assert.deepEqual([...made].sort(), made)
})

test('ids of one millisecond differ', () => {
  const ids = at(0)
  assert.equal(new Set(Array.from({ length: 5000 }, () => ids.next())).size, 5000)
})

test('ids after the year 2106 are still 24 digits', () => {
  assert.match(at(Date.UTC(2150, 0)).next(), /^[0-9a-f]{24}$/)
})

test('a secret has the asked number of random bytes, safe in an address', () => {
  const ids = at(0)
  assert.match(ids.secret(), /^[A-Za-z0-9_-]{43}$/)
  assert.equal(Buffer.from(ids.secret(16), 'base64url').length, 16)
  assert.notEqual(ids.secret(), ids.secret())
})
