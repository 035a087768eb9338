import assert from 'node:assert/strict'
import { test } from 'node:test'
import { at, message, room, set } from '../../storage/contract/rows-to-write.ts'
import { openMemory } from '../../storage/memory/open.ts'
import type { Clock } from '../ports/clock.ts'
import type { Storage } from '../ports/store.ts'
import { Refusal } from '../refusal.ts'
import { createBatcher, type BatchBounds, type Deliver } from './batcher.ts'
import type { ChangeSet, Committed } from './change-set.ts'

const roomy: BatchBounds = { sets: 100, bytes: 1_000_000, waiting: 100 }

/** A batcher on the memory engine; `told` is what happened, in order. */
function watched(bounds: Partial<BatchBounds> = {}, clock?: Pick<Clock, 'after'>) {
  const storage = openMemory()
  const told: string[] = []
  const watching: Storage = {
    ...storage,
    run(sets) {
      told.push(`batch of ${sets.length}`)
      return storage.run(sets)
    },
  }
  const deliver: Deliver = (committed) => {
    told.push(`news of ${committed.map(seqOf).join(' ')}`)
  }
  const store = createBatcher(watching, { ...roomy, ...bounds }, deliver, clock)
  const commit = async (one: ChangeSet) => {
    const outcome = await store.commit(one)
    told.push(outcome.done === 'committed' ? `answer ${seqOf(outcome)}` : 'refusal')
    return outcome
  }
  return { store, commit, told, batches: () => told.filter((what) => what.startsWith('batch')) }
}

const seqOf = ({ rows }: Committed): string => String(rows[0]?.seq)
const messages = (count: number, text?: string): ChangeSet[] =>
  Array.from({ length: count }, (_, place) => set([message(`m${place}`, { text })]))

test('what is sent in one turn goes in one batch; the news is told before the callers are answered', async () => {
  const { commit, told } = watched()
  await Promise.all(messages(2).map(commit))
  assert.deepEqual(told, ['batch of 2', 'news of 1 2', 'answer 1', 'answer 2'])
})

test('what arrives while a batch is under way goes together in the next', async () => {
  const { commit, batches } = watched()
  const [first, ...others] = messages(4)
  assert.ok(first)
  const later: Promise<unknown>[] = []
  const one = commit(first)
  // The batch of the first has left by then, and is not back.
  for (let turn = 0; batches().length === 0; turn++) await Promise.resolve(turn)
  for (const other of others) later.push(commit(other))
  await Promise.all([one, ...later])
  assert.deepEqual(batches(), ['batch of 1', 'batch of 3'])
})

/** An alarm that rings when the test says so. */
function handAlarm() {
  const rings: (() => void)[] = []
  const clock: Pick<Clock, 'after'> = {
    after(_ms, ring) {
      rings.push(ring)
      return () => void rings.splice(rings.indexOf(ring), 1)
    },
  }
  return { clock, rings }
}

test('after a large batch the next waits until as many have come again, or until its time is over', async () => {
  const { clock, rings } = handAlarm()
  const { commit, batches } = watched({}, clock)
  const all = messages(19)
  await Promise.all(all.slice(0, 8).map(commit))
  await Promise.all(all.slice(8, 16).map(commit))
  assert.deepEqual(batches(), ['batch of 8', 'batch of 8'], 'the alarm did not have to ring')

  const late = Promise.all(all.slice(16).map(commit))
  for (let turn = 0; turn < 20; turn++) await Promise.resolve()
  assert.equal(batches().length, 2, 'fewer than were answered: they wait')
  for (const ring of rings) ring()
  await late
  assert.equal(batches().at(-1), 'batch of 3')
})

test('after a small batch nobody is waited for', async () => {
  const { clock, rings } = handAlarm()
  const { commit, batches } = watched({}, clock)
  for (const one of messages(3)) await commit(one)
  assert.deepEqual(batches(), ['batch of 1', 'batch of 1', 'batch of 1'])
  assert.deepEqual(rings, [])
})

test('a batch is bounded in sets and in bytes, and a set larger than that goes alone', async () => {
  const bySets = watched({ sets: 2 })
  await Promise.all(messages(5).map(bySets.commit))
  assert.deepEqual(bySets.batches(), ['batch of 2', 'batch of 2', 'batch of 1'])

  const byBytes = watched({ bytes: 2_500 })
  await Promise.all(messages(4, 'x'.repeat(1_000)).map(byBytes.commit))
  assert.deepEqual(byBytes.batches(), ['batch of 2', 'batch of 2'])

  const large = watched({ bytes: 10 })
  await Promise.all(messages(2).map(large.commit))
  assert.deepEqual(large.batches(), ['batch of 1', 'batch of 1'])
})

test('more than may wait is refused at once, and those who wait are not disturbed', async () => {
  const { store } = watched({ waiting: 2 })
  const [first, second, third] = messages(3).map((one) => store.commit(one))
  await assert.rejects(
    third ?? Promise.resolve(),
    (failure) => failure instanceof Refusal && failure.code === 'busy',
  )
  assert.deepEqual(
    (await Promise.all([first, second])).map((outcome) => outcome?.done),
    ['committed', 'committed'],
  )
})

test('a set of more than 200 writes or 1 MB is a mistake', async () => {
  const { store } = watched()
  const many = set(Array.from({ length: 201 }, (_, place) => message(`m${place}`)))
  await assert.rejects(store.commit(many), /too large/)
  await assert.rejects(store.commit(set([message('m', { text: 'x'.repeat(1_048_577) })])), /too large/)
})

test('refusals and repeats are no news', async () => {
  const { commit, told } = watched()
  const first = set([message('m1')], { once: { key: 'k' } })
  await commit(first)
  await Promise.all([
    commit({ ...first, writes: [message('m2')] }),
    commit(set([message('m3')], { expect: [at(room('lounge'), 9)] })),
    commit(set([message('m4')])),
  ])
  assert.deepEqual(told.slice(3), ['batch of 3', 'news of 2', 'answer 1', 'refusal', 'answer 2'])
})

test('a set that cannot be stored is the failure of its caller only', async () => {
  const { commit } = watched()
  const [first, taken, other] = [set([message('m1')]), set([message('m1')]), set([message('m2')])].map(commit)
  await assert.rejects(taken ?? Promise.resolve(), /already/)
  assert.deepEqual([(await first)?.done, (await other)?.done], ['committed', 'committed'])
})

test('when the store is not reached all callers of the batch are told, and the next batch is tried', async () => {
  const storage = openMemory()
  let reached = false
  const away: Storage = {
    ...storage,
    async run(sets) {
      if (!reached) throw new Error('the store is away')
      return storage.run(sets)
    },
  }
  const store = createBatcher(away, roomy, () => {})
  const lost = messages(2).map((one) => assert.rejects(store.commit(one), /away/))
  await Promise.all(lost)
  reached = true
  assert.equal((await store.commit(set([message('m1')]))).done, 'committed')
})
