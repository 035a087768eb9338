import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createMemoryLimiter } from './memory-limiter.ts'

test('a client may do as much as its quota, and then is told when to come back', () => {
  const limiter = createMemoryLimiter({ name: 'requests', quota: 2, windowSeconds: 60 })
  assert.deepEqual(limiter.take('ada'), { allowed: true, remaining: 1, resetSeconds: 60 })
  assert.equal(limiter.take('ada').allowed, true)
  const spent = limiter.take('ada')
  assert.equal(spent.allowed, false)
  assert.equal(spent.remaining, 0)
  assert.ok(spent.resetSeconds >= 1 && spent.resetSeconds <= 60)
})

test('one client does not spend the quota of another', () => {
  const limiter = createMemoryLimiter({ name: 'requests', quota: 1, windowSeconds: 60 })
  limiter.take('ada')
  assert.equal(limiter.take('ada').allowed, false)
  assert.equal(limiter.take('ben').allowed, true)
})

test('what costs more spends more', () => {
  const limiter = createMemoryLimiter({ name: 'signals', quota: 10, windowSeconds: 60 })
  assert.equal(limiter.take('ada', 9).remaining, 1)
  assert.equal(limiter.take('ada', 2).allowed, false)
})

for (const name of ['__proto__', 'constructor', 'toString']) {
  test(`a client that calls itself ${name} is one client among others`, () => {
    const limiter = createMemoryLimiter({ name: 'requests', quota: 1, windowSeconds: 60 })
    assert.equal(limiter.take(name).allowed, true)
    assert.equal(limiter.take(name).allowed, false)
    assert.equal(limiter.take('ada').allowed, true)
  })
}
