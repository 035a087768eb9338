import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { ChangeSet, Row } from '../core/feeds/change-set.ts'
import { roomFeed } from '../core/feeds/feed-ids.ts'
import { openMemory } from '../storage/memory/open.ts'
import type { Ear } from './contract/ear.ts'
import { createNode } from './contract/node.ts'
import { gone, member, message, set } from './contract/sets.ts'
import { createLocalBus } from './local/local-bus.ts'

const lounge = roomFeed('lounge')

/** What somebody does in the room: write, edit, or come and go (ben, who goes only when he is there). */
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ does: fc.constant('say' as const), which: fc.nat(4) }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('swing' as const), which: fc.constant(0) }) },
)
const turns = fc.array(fc.array(step, { minLength: 1, maxLength: 5 }), { maxLength: 12 })

interface Story {
  sets: ChangeSet[]
  /** Versions at which ben was in the room. */
  present: boolean[]
}

/** Turns as sets, and where ben is after each version. */
function told(story: typeof turns extends fc.Arbitrary<infer T> ? T : never): Story[] {
  let isThere = false
  return story.map((steps) => {
    const sets: ChangeSet[] = []
    const present: boolean[] = []
    for (const { does, which } of steps) {
      if (does === 'swing') isThere = !isThere
      const ben = member('lounge', 'ben')
      sets.push(does === 'say' ? set(message('lounge', `m${which}`)) : set(isThere ? ben : gone(ben)))
      present.push(isThere)
    }
    return { sets, present }
  })
}

test('whatever happens in a room, all hear exactly what they were there for, joined without holes', async () => {
  await fc.assert(
    fc.asyncProperty(turns, async (story) => {
      const { hub, store, ear, turn } = createNode(openMemory(), createLocalBus())
      const ada = ear('ada', { account: 'ada' })
      const ben = ear('ben', { account: 'ben' })
      hub.join('ada', [lounge])
      hub.join('ben', [])
      const present: boolean[] = []
      for (const { sets, present: after } of told(story)) {
        await turn(...sets)
        present.push(...after)
      }
      checkJoined(ada, 0)
      const stands = await store.read.changes(lounge, 0, { items: 1e6, bytes: 1e9, behind: 1e6 })
      assert.deepEqual(stateOf(ada), new Map(stands.rows.map((row) => [row.id, row.text])))
      const versions = ben.heard.flatMap(({ from, to }) =>
        Array.from({ length: to - from }, (_, place) => from + 1 + place),
      )
      const whileThere = present.flatMap((isThere, place) => (isThere ? [place + 1] : []))
      assert.deepEqual(versions, whileThere)
      const rows = ben.heard.flatMap((range) => range.rows)
      assert.ok(rows.every(({ version }) => present[version - 1]))
    }),
    { numRuns: 200 },
  )
})

function checkJoined(ear: Ear, start: number): void {
  let at = start
  for (const { from, to } of ear.heard) {
    assert.equal(from, at)
    assert.ok(to > from)
    at = to
  }
}

/** A reader that puts rows by id; the higher version wins. */
function stateOf(ear: Ear): Map<string, string> {
  const rows = new Map<string, Row>()
  for (const row of ear.heard.flatMap((range) => range.rows)) {
    if (row.version >= (rows.get(row.id)?.version ?? 0)) rows.set(row.id, row)
  }
  return new Map([...rows].map(([id, { text }]) => [id, text]))
}
