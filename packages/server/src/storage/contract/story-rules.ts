import assert from 'node:assert/strict'
import fc from 'fast-check'
import { type Fate, FeedsModel } from '../../../test/feeds-model.ts'
import { batchesOf, stories, type Story } from '../../../test/generators/change-sets.ts'
import { type Row, rowKeyText } from '../../core/feeds/change-set.ts'
import { kindsOfFeed, partsOfFeed } from '../../core/feeds/feed-ids.ts'
import type { Storage } from '../../core/ports/store.ts'
import type { Rule } from './given.ts'

const numRuns = process.env.HUBBUB_TEST_LONG === '1' ? 5_000 : 100

export function storyRules(rule: Rule): void {
  rule('[ST-110] any story of change sets ends as it does without batches', async ({ storage }) => {
    let told = 0
    const prefix = () => `${++told}-`
    await fc.assert(
      fc.asyncProperty(stories(prefix), async (story) => {
        const model = new FeedsModel()
        const expected = story.sets.map((set) => model.apply(set))
        assert.deepEqual(await tell(storage, story), expected)
        await compare(storage, model)
      }),
      // A story is told once: telling it again, as shrinking does, would be a repeat.
      { numRuns, endOnFailure: true },
    )
  })
}

async function tell(storage: Storage, story: Story): Promise<Fate[]> {
  const fates: Fate[] = []
  for (const batch of batchesOf(story)) {
    const answers = await storage.run(batch)
    fates.push(...answers.map((answer) => ('outcome' in answer ? answer.outcome : 'failed')))
  }
  return fates
}

async function compare({ read }: Storage, model: FeedsModel): Promise<void> {
  const feeds = [...model.heads.keys()]
  assert.deepEqual(await read.heads(feeds), model.heads)
  for (const row of model.rows.values()) {
    const found = row.kind === 'message' ? await read.message(row.id) : await read.row(row.kind, row.id)
    assert.deepEqual(found, row.kind !== 'message' && row.removed ? undefined : row)
  }
  for (const [feed, { version }] of model.heads) {
    const kinds = kindsOfFeed[partsOfFeed(feed).type]
    const ofFeed = [...model.rows.values()].filter((row) => row.feed === feed && kinds.includes(row.kind))
    for (const since of new Set([0, version >> 1, version - 1])) {
      const { rows } = await read.changes(feed, since, { items: 1_000, bytes: 1_000_000, behind: 1_000 })
      const changed = ofFeed.filter((row) => row.version > since)
      assert.deepEqual(new Map(rows.map(keyed)), new Map(changed.map(keyed)))
    }
  }
  for (const [name, owner] of model.names) assert.equal(await read.owner({ space: 'handle', name }), owner)
  for (const [key, { digest, refs }] of model.once) {
    const rows = refs.flatMap((ref) => model.rows.get(ref) ?? [])
    assert.deepEqual(await read.once(key), { digest, rows })
  }
}

const keyed = (row: Row): [string, Row] => [rowKeyText(row), row]
