import fc from 'fast-check'
import { test } from 'node:test'
import { kindsOfLives } from './convergence/lives.ts'
import { Scene } from './convergence/scene.ts'
import { type Deed, stories } from './convergence/story.ts'

const isLong = process.env['HUBBUB_TEST_LONG'] === '1'
const runs = { memory: isLong ? 5_000 : 100, sqlite: isLong ? 1_000 : 20 }

/** Two readers at the head hold the same state. */
for (const kind of ['memory', 'sqlite'] as const) {
  test(`whatever happens, and in whatever order, clients end with what the server has (${kind})`, async () => {
    await fc.assert(
      fc.asyncProperty(stories, async (story) => {
        const scene = await Scene.begin(kindsOfLives[kind]())
        try {
          for (const deed of story) await scene.happens(deed)
          await scene.ends()
        } finally {
          await scene.close()
        }
      }),
      { numRuns: runs[kind] },
    )
  })
}

/** Stories that went wrong once, or that chance rarely tells. */
const told: Record<string, Deed[]> = {
  'a slow reader is told to catch up right behind an answer that does not know of it': [
    { does: 'connect', who: 0 },
    { does: 'serve', who: 0, count: 1 },
    { does: 'write', who: 0, what: 'put', room: 0, which: 0, whom: 0 },
    { does: 'deliver', who: 0, count: 3 },
    { does: 'serve', who: 0, count: 3 },
    { does: 'write', who: 0, what: 'put', room: 0, which: 0, whom: 0 },
    { does: 'overflow', who: 0 },
    { does: 'deliver', who: 0, count: 9 },
  ],
}

for (const [what, story] of Object.entries(told)) {
  test(`also when ${what}`, async () => {
    const scene = await Scene.begin(kindsOfLives.memory())
    for (const deed of story) await scene.happens(deed)
    await scene.ends()
    await scene.close()
  })
}
