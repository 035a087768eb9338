import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { PasswordsBusy } from '../core/ports/passwords.ts'
import { createHashQueue } from './hash-queue.ts'

test('the fifth hash waits, the thirty-seventh is told when to come back', async () => {
  const queue = createHashQueue({ running: 4, waiting: 32 })
  const { work, started, finishAll } = manualWork()
  const all = Array.from({ length: 37 }, () => queue.run(work))
  const outcomes = Promise.allSettled(all)
  await settled()
  assert.equal(started(), 4)
  await finishAll()
  const refused = (await outcomes).flatMap((it, place) =>
    it.status === 'rejected' ? [[place, it.reason]] : [],
  )
  assert.equal(started(), 36)
  assert.deepEqual(refused, [[36, new PasswordsBusy(1)]])
})

test('a hash that fails gives its place on', async () => {
  const queue = createHashQueue({ running: 1, waiting: 1 })
  const fails = queue.run(() => Promise.reject(new Error('no memory')))
  const next = queue.run(() => Promise.resolve('ben'))
  await assert.rejects(fails, /no memory/)
  assert.equal(await next, 'ben')
  assert.equal(await queue.run(() => Promise.resolve('cleo')), 'cleo')
})

test('whatever comes and ends in whatever order, no bound is passed and nobody is forgotten', async () => {
  const steps = fc.array(fc.oneof(fc.constant('come'), fc.nat({ max: 5 })), { maxLength: 60 })
  await fc.assert(
    fc.asyncProperty(
      steps,
      fc.integer({ min: 1, max: 4 }),
      fc.nat({ max: 5 }),
      async (moves, running, waiting) => {
        const queue = createHashQueue({ running, waiting })
        const open: (() => void)[] = []
        const runs: Promise<string>[] = []
        for (const move of moves) {
          if (move === 'come') runs.push(outcome(queue.run(() => new Promise<void>((end) => open.push(end)))))
          else if (typeof move === 'number') open.splice(move, 1)[0]?.()
          await settled()
          assert.ok(open.length <= running)
        }
        while (open.length > 0) {
          open.shift()?.()
          await settled()
          assert.ok(open.length <= running)
        }
        const outcomes = await Promise.all(runs)
        const refused = outcomes.filter((it) => it === 'PasswordsBusy').length
        assert.ok(refused <= Math.max(0, runs.length - running - waiting))
      },
    ),
    { numRuns: 100 },
  )
})

const outcome = (run: Promise<void>) =>
  run.then(
    () => 'done',
    (error: Error) => error.name,
  )

/** All promises that can go on have gone on. */
const settled = () => new Promise<void>((resolve) => setImmediate(resolve))

function manualWork() {
  const ends: (() => void)[] = []
  let started = 0
  return {
    work: () => {
      started += 1
      return new Promise<void>((end) => ends.push(end))
    },
    started: () => started,
    finishAll: async () => {
      while (ends.length > 0) {
        ends.shift()?.()
        await settled()
      }
    },
  }
}
