import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { FeedsModel, type Fate } from '../../../test/feeds-model.ts'
import { batchesOf, stories, type Story } from '../../../test/generators/change-sets.ts'
import { createEngine } from '../../storage/memory/engine.ts'
import { newWorld, type World } from '../../storage/memory/world.ts'
import type { Committed } from './change-set.ts'
import { decide } from './decide.ts'
import { runBatch, wantedBy } from './run-batch.ts'

const story = stories(() => '')
const runs = { numRuns: process.env.HUBBUB_TEST_LONG === '1' ? 50_000 : 1_000 }

/** Tells a story to a store, batch by batch. */
async function told(one: Story, world: World = newWorld()): Promise<Fate[]> {
  const engine = createEngine(world)
  const fates: Fate[] = []
  for (const batch of batchesOf(one)) {
    const answers = await runBatch(engine, batch)
    fates.push(...answers.map((answer) => ('outcome' in answer ? answer.outcome : 'failed')))
  }
  return fates
}

const isNews = (fate: Fate): fate is Committed =>
  fate !== 'failed' && fate.done === 'committed' && !fate.repeated

test('batches mean what their sets mean one after another', async () => {
  const seen = { committed: 0, repeated: 0, refused: 0, failed: 0 }
  await fc.assert(
    fc.asyncProperty(story, async (one) => {
      const model = new FeedsModel()
      const world = newWorld()
      const expected = one.sets.map((set) => model.apply(set))
      assert.deepEqual(await told(one, world), expected)
      assert.deepEqual(
        new Map(Object.values(world.rows).flatMap((rows) => [...rows.values()].map(keyed))),
        model.rows,
      )
      assert.deepEqual(world.feeds, model.heads)
      assert.deepEqual(
        new Map([...world.names.values()].map(({ name, owner }) => [name.name, owner])),
        model.names,
      )
      for (const fate of expected) {
        if (fate === 'failed') seen.failed++
        else if (fate.done === 'refused') seen.refused++
        else seen[fate.repeated ? 'repeated' : 'committed']++
      }
    }),
    runs,
  )
  // The stories have something of everything, or the test would say little.
  const total = Object.values(seen).reduce((sum, count) => sum + count)
  for (const [what, count] of Object.entries(seen))
    assert.ok(count > total / 50, `${what}: ${count} of ${total}`)
})

const keyed = <R extends { kind: string; id: string }>(row: R): [string, R] => [`${row.kind} ${row.id}`, row]

test('it does not matter which sets share a batch', async () => {
  await fc.assert(
    fc.asyncProperty(
      story,
      fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1 }),
      async (one, batches) => {
        const [world, other] = [newWorld(), newWorld()]
        assert.deepEqual(await told({ ...one, batches }, other), await told(one, world))
        assert.deepEqual({ ...other, epoch: '' }, { ...world, epoch: '' })
      },
    ),
    runs,
  )
})

test('the versions of a feed and the numbers of a room are dense, and what is told belongs to its version', async () => {
  await fc.assert(
    fc.asyncProperty(story, async (one) => {
      const versions = new Map<string, number>()
      const numbers = new Map<string, number>()
      for (const { heads, rows } of (await told(one)).filter(isNews)) {
        for (const [feed, head] of Object.entries(heads)) {
          assert.equal(head.version, (versions.get(feed) ?? 0) + 1)
          versions.set(feed, head.version)
        }
        for (const row of rows) {
          assert.equal(row.version, heads[row.feed]?.version)
          const last = numbers.get(row.feed) ?? 0
          if (row.seq !== null && row.seq > last) {
            assert.equal(row.seq, last + 1)
            numbers.set(row.feed, row.seq)
          }
        }
      }
    }),
    runs,
  )
})

test('telling a story again changes nothing but what was refused or failed before', async () => {
  await fc.assert(
    fc.asyncProperty(story, async (one) => {
      const world = newWorld()
      const first = await told(one, world)
      const again = await told(one, world)
      for (const [place, fate] of first.entries()) {
        const repeat = again[place]
        if (!isNews(fate)) continue
        assert.ok(repeat !== undefined && repeat !== 'failed' && repeat.done === 'committed')
        assert.equal(repeat.repeated, true)
      }
    }),
    runs,
  )
})

test('deciding is pure: what was loaded and asked stays as it was, and the answer is the same', async () => {
  await fc.assert(
    fc.asyncProperty(story, story, async (before, one) => {
      const world = newWorld()
      await told(before, world)
      const loaded = await createEngine(world).load(wantedBy(one.sets))
      const asItIs = () => ({ loaded: { ...loaded, rows: [...loaded.rows.values()] }, sets: one.sets })
      const kept = structuredClone(asItIs())
      const decisions = [1, 2].map(() => {
        try {
          return decide(loaded, one.sets)
        } catch (failure) {
          return String(failure)
        }
      })
      assert.deepEqual(decisions[0], decisions[1])
      assert.deepEqual(asItIs(), kept)
    }),
    runs,
  )
})
