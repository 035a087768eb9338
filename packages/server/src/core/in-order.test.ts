import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { inOrder, type Timed } from './in-order.ts'

async function* pagesOf(items: readonly Timed[], size: number, newestFirst: boolean) {
  const byId = [...items].sort((one, other) => (one.id < other.id ? -1 : 1))
  if (newestFirst) byId.reverse()
  for (let start = 0; start < byId.length; start += size) yield byId.slice(start, start + size)
}

/** As they were made: one after another, several within a second, with random ends of their ids. */
const made = fc
  .array(fc.record({ pause: fc.nat(1), end: fc.nat(0xffff) }), { maxLength: 40 })
  .map((steps) => {
    let second = 0x5000_0000
    return steps.map(({ pause, end }, order) => {
      second += pause
      return { id: `${second.toString(16)}${end.toString(16).padStart(12, '0')}${order + 1000}`, order }
    })
  })

test('pages by id come out in the order of making, each item once, whatever their size and direction', async () => {
  await fc.assert(
    fc.asyncProperty(made, fc.integer({ min: 1, max: 7 }), fc.boolean(), async (items, size, newestFirst) => {
      const found: Timed[] = []
      for await (const page of inOrder(pagesOf(items, size, newestFirst), { newestFirst }))
        found.push(...page)
      assert.deepEqual(found, newestFirst ? [...items].reverse() : items)
    }),
    { numRuns: 200 },
  )
})
