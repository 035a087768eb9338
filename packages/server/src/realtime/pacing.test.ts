import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setImmediate as turnOfTheLoop } from 'node:timers/promises'
import type { Asker } from './asking.ts'
import { paced } from './pacing.ts'

/** Each question takes so many milliseconds of a clock that nothing else moves. */
function slowAsking(ms: number) {
  let now = 0
  const begun: unknown[] = []
  const ask = paced(
    async (_asker, event) => {
      begun.push(event)
      now += ms
      return `${String(event)} answered`
    },
    () => now,
  )
  return { begun, ask }
}

const askers = (count: number): Asker[] => Array.from({ length: count }, () => ({}) as Asker)

test('a turn begins what it has time for, and the next turns the rest, in the order it was asked', async () => {
  const { begun, ask } = slowAsking(3)
  const answers = Promise.all(askers(10).map((asker, place) => ask(asker, place, [])))
  assert.deepEqual(begun, [0, 1, 2])
  await turnOfTheLoop()
  assert.deepEqual(begun, [0, 1, 2, 3, 4, 5])
  assert.deepEqual(
    await answers,
    Array.from({ length: 10 }, (_, place) => `${place} answered`),
  )
  assert.deepEqual(begun, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
})

test('who asks hard things one behind the other holds up nobody for longer than a turn', async () => {
  const { begun, ask } = slowAsking(4)
  const [ada, ben] = askers(2) as [Asker, Asker]
  const answers = [...Array.from({ length: 6 }, (_, place) => ask(ada, place, [])), ask(ben, 'ben', [])]
  assert.deepEqual(begun, [0, 1])
  await turnOfTheLoop()
  assert.deepEqual(begun, [0, 1, 2, 3])
  await Promise.all(answers)
  assert.deepEqual(begun, [0, 1, 2, 3, 4, 5, 'ben'])
})

test('of a connection a hundred questions wait: with the next one the oldest is begun', async () => {
  const { begun, ask } = slowAsking(8)
  const [ada] = askers(1) as [Asker]
  const answers = Array.from({ length: 103 }, (_, place) => ask(ada, place, []))
  assert.deepEqual(begun, [0, 1, 2])
  await Promise.all(answers)
  assert.deepEqual(
    begun,
    Array.from({ length: 103 }, (_, place) => place),
  )
})

test('of questions that come together no more are begun than can be seen to', async () => {
  const { begun, ask } = slowAsking(0)
  for (const asker of askers(20)) void ask(asker, 'quick', [])
  assert.equal(begun.length, 8)
  await turnOfTheLoop()
  await turnOfTheLoop()
  assert.equal(begun.length, 20)
})
