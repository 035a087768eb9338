import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ada, at, claim, message, named, room, set } from '../../storage/contract/rows-to-write.ts'
import { createEngine } from '../../storage/memory/engine.ts'
import { newWorld } from '../../storage/memory/world.ts'
import type { Engine } from '../ports/engine.ts'
import type { ChangeSet } from './change-set.ts'
import { runBatch, wantedBy } from './run-batch.ts'

/** The memory engine, with its transactions counted; `sabotage` makes some applies fail. */
function watched(sabotage: (sets: number) => Error | undefined = () => undefined) {
  const engine = createEngine(newWorld())
  const seen = { loads: 0, abandoned: 0 }
  const watching: Engine = {
    ...engine,
    load(wanted) {
      seen.loads++
      return engine.load(wanted)
    },
    async apply(plan) {
      const failure = sabotage(plan.once.length)
      if (failure) throw failure
      await engine.apply(plan)
    },
    async abandon() {
      seen.abandoned++
      await engine.abandon()
    },
  }
  return { engine: watching, seen }
}

const messages = (count: number): ChangeSet[] =>
  Array.from({ length: count }, (_, place) => set([message(`m${place}`)]))
const stored = (answers: Awaited<ReturnType<typeof runBatch>>): boolean[] =>
  answers.map((answer) => 'outcome' in answer)

test('a batch is one transaction', async () => {
  const { engine, seen } = watched()
  assert.deepEqual(stored(await runBatch(engine, messages(3))), [true, true, true])
  assert.deepEqual(seen, { loads: 1, abandoned: 0 })
})

test('a bad set fails alone, at the cost of few transactions', async () => {
  const { engine, seen } = watched()
  await runBatch(engine, messages(1))
  const batch = [...messages(64).slice(1), ...messages(1)]
  const answers = stored(await runBatch(engine, batch))
  assert.deepEqual(answers, [...Array.from({ length: 63 }, () => true), false])
  assert.ok(seen.loads <= 1 + 13, `${seen.loads} transactions`)
  assert.equal(seen.abandoned, 7)
})

test('what no set can help is not tried again', async () => {
  const failure = new Error('the disk is full')
  const { engine, seen } = watched((sets) => (sets > 1 ? failure : undefined))
  engine.isFatal = (failed) => failed === failure
  assert.deepEqual(await runBatch(engine, messages(2)), [{ failed: failure }, { failed: failure }])
  assert.deepEqual(seen, { loads: 1, abandoned: 1 })
})

test('answers stand in the order of the sets, also after halves were tried', async () => {
  const { engine } = watched((sets) => (sets > 1 ? new Error('too many at once') : undefined))
  const answers = await runBatch(engine, messages(5))
  const seqs = answers.map((answer) =>
    'outcome' in answer && answer.outcome.done === 'committed' ? answer.outcome.rows[0]?.seq : undefined,
  )
  assert.deepEqual(seqs, [1, 2, 3, 4, 5])
})

test('a batch asks for each thing once, and for feeds in one order everywhere', () => {
  const sets = [
    set([message('m1'), room('lounge')], { expect: [at(room('lounge'), 1)], once: { key: 'b' } }),
    set([message('m2', { room: 'attic' }), claim(named('handle', 'lounge'), ada)], {
      expect: [{ name: named('handle', 'lounge'), owner: null }, at(room('attic'), 2)],
      touches: ['directory'],
      once: {
        key: 'a',
        refs: [
          { kind: 'message', id: message('m2').id },
          { kind: 'profile', id: ada },
        ],
      },
    }),
    set([], { once: { key: 'a' } }),
  ]
  assert.deepEqual(wantedBy(sets), {
    feeds: ['directory', room('attic').feed, room('lounge').feed],
    keys: ['a', 'b'],
    rows: [
      { kind: 'room', id: room('lounge').id },
      { kind: 'room', id: room('attic').id },
      { kind: 'profile', id: ada },
    ],
    names: [named('handle', 'lounge')],
    counts: [],
  })
})
