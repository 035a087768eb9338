import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createHandClock } from '../fan-out/contract/hand-clock.ts'
import { createBatcher } from './feeds/batcher.ts'
import { createCommits } from './feeds/commits.ts'
import { ownOnce } from './feeds/once.ts'
import { createRandomIds } from '../platform/random-ids.ts'
import { openMemory } from '../storage/memory/open.ts'
import { startUpkeep } from './upkeep.ts'

const feed = 'collection:tasks'
const columns = { collection: 'tasks', owner: null, createdAt: 0, updatedAt: 0, bytes: 2, madeBy: null }

function newWorld() {
  const clock = createHandClock()
  const ids = createRandomIds(clock)
  const storage = openMemory()
  const store = createBatcher(storage, { sets: 10, bytes: 1_000_000, waiting: 10 }, () => {})
  return { clock, ids, storage, ports: { clock, ids, store, commits: createCommits(store, clock) } }
}

/** A document that was made and removed. */
async function makeTombstone({ ports, clock }: ReturnType<typeof newWorld>): Promise<void> {
  const id = ports.ids.next()
  const place = { kind: 'document', id, feed } as const
  for (const write of [
    { ...place, op: 'put', columns, text: '{"id":1}' } as const,
    { ...place, op: 'remove', text: '{"id":1}', at: clock.now() } as const,
  ]) {
    await ports.commits.decide(async () => ({
      once: ownOnce(ports),
      touches: [feed],
      expect: [],
      writes: [write],
    }))
  }
}

test('a removal is forgotten when it is old enough, and not before', async (t) => {
  const world = newWorld()
  await makeTombstone(world)
  const gone: number[] = []
  const first = Promise.withResolvers<void>()
  const stop = startUpkeep(world.ports, world.storage, {
    tombstoneAgeMs: 60_000,
    purged(count) {
      gone.push(count)
      first.resolve()
    },
    failed: (error) => first.reject(error),
  })
  t.after(stop)
  const changes = () => world.storage.read.changes(feed, 0, { items: 10, bytes: 10_000, behind: 10 })
  assert.equal((await changes()).rows.length, 1)
  assert.deepEqual(gone, [])

  // Rounds follow one another by the clock; each begins when the one before has ended.
  while (gone.length === 0) {
    world.clock.pass(15_000)
    await new Promise((resolve) => setImmediate(resolve))
  }
  await first.promise
  const { rows, head } = await changes()
  assert.equal(rows.length, 0)
  assert.equal(head.floor, 2)
})

test('what fails is told, and tried again', async () => {
  const { ports, clock } = newWorld()
  const failures: unknown[] = []
  const storage = { purge: () => Promise.reject(new Error('disk full')) }
  const stop = startUpkeep(ports, storage, {
    tombstoneAgeMs: 60_000,
    purged: () => assert.fail('nothing was purged'),
    failed: (error) => failures.push(error),
  })
  while (failures.length < 2) {
    clock.pass(15_000)
    await new Promise((resolve) => setImmediate(resolve))
  }
  await stop()
  const told = failures.length
  clock.pass(60_000)
  await new Promise((resolve) => setImmediate(resolve))
  assert.equal(failures.length, told, 'nothing goes on after the stop')
})
