import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createAccountWorld } from '../../../../test/account-world.ts'
import { removeSpentGuests } from './spent-guests.ts'

const day = 24 * 3600_000
const never = () => false

test('a guest whose last session is over is gone; what they said stays, without a name', async () => {
  const { ports, guest, person, pass } = createAccountWorld()
  const [ada, gus, gil] = [await person('ada'), await guest('Gus'), await guest('Gil')]
  const { room } = await ada.ask('room.create', { type: 'public', name: 'Tea', members: [gus.id, gil.id] })
  for (const who of [gus, gil]) await who.ask('message.send', { room: room.id, text: 'hello' })
  await gus.ask('session.revoke', { session: gus.tokens.session })

  await removeSpentGuests(ports, never)

  const { items, profiles } = await ada.ask('message.list', { room: room.id })
  assert.deepEqual(
    items.map((item) => 'author' in item && item.author),
    [gus.id, gil.id],
  )
  assert.deepEqual(
    profiles.map(({ id }) => id),
    [gil.id],
  )
  const members = (await ada.ask('member.list', { room: room.id })).items.map(({ account }) => account)
  assert.deepEqual(members.sort(), [ada.id, gil.id].sort())

  pass(31 * day)
  await removeSpentGuests(ports, never)
  assert.equal(await ports.store.read.row('account', gil.id), undefined)
  assert.notEqual(await ports.store.read.row('account', ada.id), undefined, 'people have a password')
})

test('a guest who was here lately stays, and one who comes back in time', async () => {
  const { ports, guest, pass, visitor } = createAccountWorld()
  const gus = await guest('Gus')
  pass(20 * day)
  await visitor().ask('session.refresh', { refreshToken: gus.tokens.refreshToken })
  pass(20 * day)

  await removeSpentGuests(ports, never)

  assert.notEqual(await ports.store.read.row('account', gus.id), undefined)
})

test('hundreds of guests go in one round, and a stop is heeded', async () => {
  const { ports, guest, pass } = createAccountWorld()
  await Promise.all(Array.from({ length: 250 }, (_, place) => guest(`Guest ${place}`)))
  pass(31 * day)
  const left = async () => (await ports.store.read.accountsWithRole('guest')).length
  let asked = 0
  await removeSpentGuests(ports, () => ++asked > 10)
  assert.equal(await left(), 240)

  await removeSpentGuests(ports, never)

  assert.equal(await left(), 0)
})
