import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { createWindowCounter } from './window-counter.ts'

function counterAndClock(t: TestContext) {
  let now = 5_000
  t.mock.method(performance, 'now', () => now)
  return { counter: createWindowCounter(60), pass: (ms: number) => void (now += ms) }
}

test('a window begins with the first that is counted, and the next after its end', (t) => {
  const { counter, pass } = counterAndClock(t)
  assert.deepEqual(counter.add('ada'), { count: 1, resetSeconds: 60 })
  pass(59_001)
  assert.deepEqual(counter.add('ada'), { count: 2, resetSeconds: 1 })
  pass(999)
  assert.deepEqual(counter.add('ada'), { count: 1, resetSeconds: 60 })
})

test("ada's new window leaves ben's as it is", (t) => {
  const { counter, pass } = counterAndClock(t)
  counter.add('ada')
  pass(30_000)
  counter.add('ben')
  pass(30_000)
  counter.add('ada')
  assert.deepEqual(counter.add('ben'), { count: 2, resetSeconds: 30 })
})

test('what is given back or forgotten does not count', () => {
  const counter = createWindowCounter(60)
  counter.add('ada', 3)
  counter.takeBack('ada')
  assert.equal(counter.add('ada').count, 3)
  counter.forget('ada')
  counter.takeBack('ada')
  assert.equal(counter.add('ada').count, 1)
})
