import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Load } from './load.ts'
import { inTurns, medianOf, outcomeOf, type Reading } from './rounds.ts'

const reading = (perServerSecond: number, more: Partial<Reading> = {}): Reading => ({
  perServerSecond,
  perSecond: 0,
  serverLoad: 0.5,
  generatorLoad: 0.5,
  othersLoad: 0,
  p50Ms: 0,
  p99Ms: 0,
  ...more,
})

test('the middle round counts, not the best one nor the mean', () => {
  assert.equal(medianOf([100, 1, 3]), 3)
  assert.equal(medianOf([4, 1, 3, 2]), 2)
  assert.equal(outcomeOf('ada', [reading(9), reading(1), reading(5)]).median.perServerSecond, 5)
})

test('it is said which side was full', () => {
  const full = { serverLoad: 0.97 }
  assert.equal(outcomeOf('ada', [reading(1, full)]).saturated, 'server')
  assert.equal(outcomeOf('ada', [reading(1, { ...full, generatorLoad: 0.99 })]).saturated, 'both')
  assert.equal(outcomeOf('ada', [reading(1, { generatorLoad: 0.95 })]).saturated, 'generator')
  assert.equal(outcomeOf('ada', [reading(1)]).saturated, 'neither')
})

test('each round begins with another one', async () => {
  const order: string[] = []
  const contestant = (name: string) => {
    const load: Load = {
      start: () => void order.push(name),
      stop: async () => {},
      done: () => 1,
      times: () => [],
    }
    return { name, pid: process.pid, load }
  }
  const names = ['ada', 'ben', 'cleo']
  await inTurns(names.map(contestant), { rounds: 3, tries: 1, warmMs: 1, windowMs: 1 })
  const [warm, ...rounds] = [0, 3, 6, 9].map((first) => order.slice(first, first + 3).join(' '))
  assert.equal(warm, 'ada ben cleo')
  assert.deepEqual(rounds, ['ada ben cleo', 'ben cleo ada', 'cleo ada ben'])
})
