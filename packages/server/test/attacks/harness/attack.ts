import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Contents } from './contents.ts'
import type { Target } from './target.ts'
import type { Witness } from './witness.ts'

/** One thing somebody tries. */
export interface Attack<W> {
  /** The cases of the catalogue that it carries out; see `../case-list.ts`. */
  ids: readonly string[]
  /** What must be true, as a sentence. */
  what: string
  /** Writes on purpose, and looks itself at what was written; without it nothing may have changed. */
  writes?: true
  run(world: W): Promise<void>
}

interface Attacked {
  target: Target
  witness: Witness
}

/** Carries out a group against one server, and looks after each attack and at the end at what must always hold. */
export function attackGroup<W extends Attacked>(
  name: string,
  open: () => Promise<W>,
  attacks: readonly Attack<W>[],
): void {
  describe(name, () => {
    let world: W
    before(async () => {
      world = await open()
    })
    after(async () => {
      await world?.target.stop()
    })

    for (const attack of attacks) {
      test(`${attack.ids.join(', ')}: ${attack.what}`, async () => {
        const { contents, evidence } = world.target
        const stood = contents.now()
        await attack.run(world)
        if (!attack.writes) assert.deepEqual(changedTables(stood, world.target.contents.now()), [])
        evidence.check()
      })
    }

    test('afterwards everybody else talks on, nothing failed and nothing was given away', async (t) => {
      const { target, witness } = world
      await witness.talks()
      const metrics = await metricsOf(target)
      assert.doesNotMatch(metrics, /^hubbub_failures_total\{[^}]*\} [1-9]/m)
      target.evidence.checkText('the metrics', metrics)
      target.evidence.check()
      t.diagnostic(`${name}: ${attacks.length} attacks, ${target.evidence.replies} replies looked at`)
    })
  })
}

function changedTables(before: Contents, after: Contents): string[] {
  return Object.keys({ ...before, ...after }).filter((table) => before[table] !== after[table])
}

async function metricsOf({ metricsPort }: Target): Promise<string> {
  const answer = await fetch(`http://127.0.0.1:${metricsPort}/metrics`)
  assert.equal(answer.status, 200)
  return answer.text()
}
