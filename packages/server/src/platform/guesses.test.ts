import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createGuesses } from './guesses.ts'

const right = async () => true
const wrong = async () => false
const isLimited = { name: 'Refusal', code: 'rate.limited' }

test('after ten wrong guesses an account takes no more, not even the right one', async () => {
  const guesses = createGuesses()
  for (let count = 0; count < 10; count++) assert.equal(await guesses.guess('ada', 'home', wrong), false)
  await assert.rejects(
    guesses.guess('ada', 'elsewhere', right),
    (refused: { more: { retryAfter: number } }) => {
      assert.ok(refused.more.retryAfter > 0 && refused.more.retryAfter <= 900)
      return true
    },
  )
  assert.equal(await guesses.guess('ben', 'home', right), true)
})

test('fifty guesses made at once are ten guesses', async () => {
  const guesses = createGuesses()
  let judged = 0
  const check = async () => {
    judged += 1
    await Promise.resolve()
    return false
  }
  const all = await Promise.allSettled(
    Array.from({ length: 50 }, (_, place) => guesses.guess('ada', `address ${place}`, check)),
  )
  assert.equal(judged, 10)
  assert.equal(all.filter(({ status }) => status === 'rejected').length, 40)
})

test('a right password forgives what was guessed at the account', async () => {
  const guesses = createGuesses()
  for (let count = 0; count < 9; count++) await guesses.guess('ada', 'home', wrong)
  assert.equal(await guesses.guess('ada', 'home', right), true)
  for (let count = 0; count < 10; count++) assert.equal(await guesses.guess('ada', 'home', wrong), false)
  await assert.rejects(guesses.guess('ada', 'home', right), isLimited)
})

test('one address cannot try a password at every account, and locks nobody out when it is spent', async () => {
  const guesses = createGuesses({
    account: { wrong: 2, seconds: 900 },
    address: { wrong: 5, seconds: 900 },
  })
  for (let count = 0; count < 5; count++) await guesses.guess(`person ${count}`, 'attic', wrong)
  for (let count = 0; count < 5; count++)
    await assert.rejects(guesses.guess('ada', 'attic', wrong), isLimited)
  assert.equal(await guesses.guess('ada', 'home', right), true)
})

test('people behind one address who know their passwords do not spend it', async () => {
  const guesses = createGuesses({
    account: { wrong: 2, seconds: 900 },
    address: { wrong: 3, seconds: 900 },
  })
  for (let count = 0; count < 20; count++)
    assert.equal(await guesses.guess(`person ${count}`, 'office', right), true)
})

test('a guess that could not be judged is not counted', async () => {
  const guesses = createGuesses({
    account: { wrong: 1, seconds: 900 },
    address: { wrong: 1, seconds: 900 },
  })
  const busy = new Error('too many passwords are being checked')
  for (let count = 0; count < 3; count++)
    await assert.rejects(
      guesses.guess('ada', 'home', () => Promise.reject(busy)),
      busy,
    )
  assert.equal(await guesses.guess('ada', 'home', wrong), false)
  await assert.rejects(guesses.guess('ada', 'home', right), isLimited)
})

test('a new password starts anew', async () => {
  const guesses = createGuesses({
    account: { wrong: 1, seconds: 900 },
    address: { wrong: 100, seconds: 900 },
  })
  await guesses.guess('ada', 'home', wrong)
  await assert.rejects(guesses.guess('ada', 'home', right), isLimited)
  await guesses.forget('ada')
  assert.equal(await guesses.guess('ada', 'home', right), true)
})
