import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createAccountWorld } from '../../../../test/account-world.ts'
import { ensureGeneral } from './general-room.ts'

test('a guest is a name held by a token: a made-up username, no room, no password', async () => {
  const { ports, guest, visitor } = createAccountWorld()
  await ensureGeneral(ports)
  const gus = await guest('Gus')
  assert.equal(gus.profile.role, 'guest')
  assert.equal(gus.profile.displayName, 'Gus')
  assert.match(gus.profile.username, /^guest-[0-9a-f]{10}$/)
  assert.deepEqual((await gus.ask('room.list', {})).items, [])
  const signIn = { identifier: gus.profile.username, password: 'no password at all' }
  assert.equal(await visitor().refused('session.create', signIn), 'auth.wrong-credentials')
})

test('where guests are not allowed nobody enters as one', async () => {
  const { visitor } = createAccountWorld({ settings: { guests: false } })
  assert.equal(await visitor().refused('guest.create', { displayName: 'Gus' }), 'guest.not-allowed')
})

test('a guest has no part in what people may', async () => {
  const { guest } = createAccountWorld()
  const gus = await guest('Gus')
  assert.equal(await gus.refused('profile.list', {}), 'access.denied')
  assert.equal(await gus.refused('profile.update', { username: 'gus' }), 'access.denied')
  assert.equal(await gus.refused('account.delete', { password: 'x' }), 'access.denied')
  assert.equal((await gus.ask('profile.update', { displayName: 'Gustav' })).displayName, 'Gustav')
})

test('two guests of one name are two guests', async () => {
  const { guest } = createAccountWorld()
  const [one, other] = [await guest('Gus'), await guest('Gus')]
  assert.notEqual(one.id, other.id)
  assert.notEqual(one.profile.username, other.profile.username)
})
