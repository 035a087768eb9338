import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createAccountWorld } from '../../../../test/account-world.ts'

test('a free name is free', async () => {
  const { visitor } = createAccountWorld()
  const answer = await visitor().ask('username.check', { username: 'Ada' })
  assert.deepEqual(answer, { available: true, suggestions: [] })
})

test('for a taken name three free ones nearby are suggested', async () => {
  const { visitor, person } = createAccountWorld()
  await person('ada')
  await person('ada1')
  const answer = await visitor().ask('username.check', { username: 'ADA' })
  assert.equal(answer.available, false)
  assert.equal(answer.reason, 'The username is taken.')
  assert.deepEqual(answer.suggestions, ['ada2', 'ada3', 'ada4'])
  for (const username of answer.suggestions) await person(username)
})

test('a name that cannot be is explained, and near ones are suggested', async () => {
  const { visitor } = createAccountWorld()
  const answer = await visitor().ask('username.check', { username: 'ada lovelace' })
  assert.equal(answer.available, false)
  assert.equal(answer.reason, 'The username has a space; use _ - or . instead.')
  assert.deepEqual(answer.suggestions[0], 'ada.lovelace')
})

test('a look-alike of a taken name is taken', async () => {
  const { visitor, person } = createAccountWorld()
  await person('coco')
  assert.equal((await visitor().ask('username.check', { username: 'сосо' })).available, false)
})
