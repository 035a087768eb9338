import assert from 'node:assert/strict'
import { test } from 'node:test'
import { AtOnce } from './at-once.ts'

test('some go at once, some wait in order, and more are refused', async () => {
  const turns = new AtOnce({ atOnce: 2, waiting: 2 })
  const begun: number[] = []
  const ends = Array.from({ length: 5 }, () => Promise.withResolvers<void>())
  const works = ends.map((end, number) =>
    turns.run(async () => {
      begun.push(number)
      await end.promise
      if (number === 1) throw new Error('it failed')
    }),
  )
  await assert.rejects(works[4] ?? Promise.resolve(), { code: 'busy' })
  assert.deepEqual(begun, [0, 1])
  ends[1]?.resolve()
  await assert.rejects(works[1] ?? Promise.resolve(), /it failed/)
  for (const end of ends) end.resolve()
  await Promise.all([works[0], works[2], works[3]])
  assert.deepEqual(begun, [0, 1, 2, 3])
  assert.equal(turns.isIdle, true)
})
