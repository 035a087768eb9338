import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createMemoryLimiter } from './memory-limiter.ts'

test('a client may do as much as its quota, and then is told when to come back', async () => {
  const limiter = createMemoryLimiter({ name: 'requests', quota: 2, windowSeconds: 60 })
  assert.deepEqual(await limiter.take('ada'), { allowed: true, remaining: 1, resetSeconds: 60 })
  assert.equal((await limiter.take('ada')).allowed, true)
  const spent = await limiter.take('ada')
  assert.equal(spent.allowed, false)
  assert.equal(spent.remaining, 0)
  assert.ok(spent.resetSeconds >= 1 && spent.resetSeconds <= 60)
})

test('one client does not spend the quota of another', async () => {
  const limiter = createMemoryLimiter({ name: 'requests', quota: 1, windowSeconds: 60 })
  await limiter.take('ada')
  assert.equal((await limiter.take('ada')).allowed, false)
  assert.equal((await limiter.take('ben')).allowed, true)
})

test('what costs more spends more', async () => {
  const limiter = createMemoryLimiter({ name: 'signals', quota: 10, windowSeconds: 60 })
  assert.equal((await limiter.take('ada', 9)).remaining, 1)
  assert.equal((await limiter.take('ada', 2)).allowed, false)
})

for (const name of ['__proto__', 'constructor', 'toString']) {
  test(`a client that calls itself ${name} is one client among others`, async () => {
    const limiter = createMemoryLimiter({ name: 'requests', quota: 1, windowSeconds: 60 })
    assert.equal((await limiter.take(name)).allowed, true)
    assert.equal((await limiter.take(name)).allowed, false)
    assert.equal((await limiter.take('ada')).allowed, true)
  })
}
