import assert from 'node:assert/strict'
import { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { test } from 'node:test'
import { createTurnstile } from './turnstile.ts'

const requestOf = () => new IncomingMessage(new Socket())

test('who comes alone passes at once', () => {
  const turnstile = createTurnstile(2)
  let passed = 0
  turnstile.pass(requestOf(), () => (passed += 1))
  assert.equal(passed, 1)
})

test('of a crowd a few pass each turn, in the order they came', async () => {
  const turnstile = createTurnstile(3)
  const passed: number[] = []
  const counts: number[] = []
  for (let number = 0; number < 8; number += 1) turnstile.pass(requestOf(), () => passed.push(number))
  for (let turn = 0; turn < 4; turn += 1) {
    counts.push(passed.length)
    await nextTurn()
  }
  assert.deepEqual(counts, [3, 6, 8, 8])
  assert.deepEqual(passed, [0, 1, 2, 3, 4, 5, 6, 7])
})

test('who comes while others wait does not pass them', async () => {
  const turnstile = createTurnstile(1)
  const passed: string[] = []
  for (const name of ['ada', 'ben', 'cleo']) turnstile.pass(requestOf(), () => passed.push(name))
  await nextTurn()
  turnstile.pass(requestOf(), () => passed.push('dan'))
  for (let turn = 0; turn < 4; turn += 1) await nextTurn()
  assert.deepEqual(passed, ['ada', 'ben', 'cleo', 'dan'])
})

test('who has gone while waiting is let in no more, and its broken line harms nobody', async () => {
  const turnstile = createTurnstile(1)
  const passed: string[] = []
  const bens = requestOf()
  turnstile.pass(requestOf(), () => passed.push('ada'))
  turnstile.pass(bens, () => passed.push('ben'))
  turnstile.pass(requestOf(), () => passed.push('cleo'))
  bens.socket.destroy(new Error('reset by the other side'))
  for (let turn = 0; turn < 3; turn += 1) await nextTurn()
  assert.deepEqual(passed, ['ada', 'cleo'])
})
