import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { stories } from '../../../../test/generators/change-sets.ts'
import { runBatch } from '../../../core/feeds/run-batch.ts'
import { createEngine } from '../../memory/engine.ts'
import { newWorld } from '../../memory/world.ts'
import { type SentSets, sent, setsIn } from './sent-sets.ts'
import { answersIn, outcomeFrom, tellAnswers } from './told-answers.ts'

const story = stories(() => '')

/** What crosses is cloned. */
const across = (batch: SentSets): SentSets => structuredClone(batch)

/** Fields that are undefined do not cross. */
const bare = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

test('a batch is the same on the other side', () => {
  fc.assert(
    fc.property(story, ({ sets }) => {
      assert.deepEqual(bare(setsIn(across(sent(sets)))), bare(sets))
    }),
  )
})

test('the outcomes put together from what the other side tells are those that it decided', async () => {
  let told = 0
  await fc.assert(
    fc.asyncProperty(story, async ({ sets }) => {
      const answers = await runBatch(createEngine(newWorld()), sets)
      const heard = answersIn(tellAnswers(sets, answers))
      for (const [place, set] of sets.entries()) {
        const answer = answers[place]
        const one = heard[place]
        assert.ok(answer && one)
        if ('failed' in answer || 'failed' in one) assert.equal('failed' in answer, 'failed' in one)
        else {
          assert.deepEqual(bare(outcomeFrom(set, one)), bare(answer.outcome))
          told++
        }
      }
    }),
  )
  assert.ok(told > 100)
})
