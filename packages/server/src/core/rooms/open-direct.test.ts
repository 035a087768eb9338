import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createChatWorld } from '../../../test/chat-world.ts'

test('the same people have one direct room, whoever opens it and however often', async () => {
  const world = createChatWorld()
  const { ada, ben } = await world.people('ada', 'ben')

  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, place) =>
      place % 2
        ? ada.ask('room.openDirect', { accounts: [ben.id] })
        : ben.ask('room.openDirect', { accounts: [ada.id, ben.id] }),
    ),
  )

  assert.equal(new Set(answers.map(({ room }) => room.id)).size, 1)
  assert.deepEqual(answers[1]?.membership?.with, [ben.id])
  assert.deepEqual(answers[0]?.membership?.with, [ada.id])
  assert.equal((await ada.ask('room.list', {})).items.length, 1)
})

test('other people have another room', async () => {
  const world = createChatWorld()
  const { ada, ben, cleo } = await world.people('ada', 'ben', 'cleo')

  const two = await ada.ask('room.openDirect', { accounts: [ben.id] })
  const three = await ada.ask('room.openDirect', { accounts: [ben.id, cleo.id] })

  assert.notEqual(two.room.id, three.room.id)
  assert.equal(await cleo.refused('message.list', { room: two.room.id }), 'room.not-found')
  assert.equal(await cleo.refused('room.join', { room: two.room.id }), 'room.not-found')
})

test('direct messages notify of everything, rooms of mentions', async () => {
  const world = createChatWorld()
  const { ada, ben } = await world.people('ada', 'ben')
  const direct = await ada.ask('room.openDirect', { accounts: [ben.id] })
  const room = await ada.ask('room.create', { type: 'private', name: 'Tea', members: [ben.id] })

  const { items } = await ben.ask('room.list', {})

  const levels = new Map(items.map(({ inbox }) => [inbox.room, inbox.level]))
  assert.equal(levels.get(direct.room.id), 'all')
  assert.equal(levels.get(room.room.id), 'mentions')
})

test('nobody leaves, joins, is added to or taken out of a direct room, or rules in it', async () => {
  const world = createChatWorld()
  const { ada, ben, cleo } = await world.people('ada', 'ben', 'cleo')
  const { room } = await ada.ask('room.openDirect', { accounts: [ben.id] })
  const account = cleo.id

  assert.equal(await ada.refused('room.leave', { room: room.id }), 'room.direct')
  assert.equal(await ada.refused('member.add', { room: room.id, account }), 'room.direct')
  assert.equal(await ada.refused('member.remove', { room: room.id, account: ben.id }), 'room.direct')
  assert.equal(await ada.refused('member.remove', { room: room.id, account: ada.id }), 'room.direct')
  assert.equal(await ada.refused('member.ban', { room: room.id, account: ben.id }), 'room.direct')
  assert.equal(
    await ada.refused('member.setRole', { room: room.id, account: ada.id, role: 'owner' }),
    'room.direct',
  )
  assert.equal(await ada.refused('room.update', { room: room.id, name: 'Us' }), 'room.direct')
  assert.equal(await ada.refused('room.archive', { room: room.id }), 'access.denied')
  assert.equal(await ada.refused('room.delete', { room: room.id }), 'access.denied')
})

test('a direct room has somebody else in it, and nobody unknown', async () => {
  const world = createChatWorld()
  const { ada } = await world.people('ada')

  assert.equal(await ada.refused('room.openDirect', { accounts: [ada.id] }), 'request.invalid')
  assert.equal(await ada.refused('room.openDirect', { accounts: ['f'.repeat(24)] }), 'account.not-found')
})

test('a direct room is found again also when the other account is gone', async () => {
  const world = createChatWorld()
  const { ada, ben } = await world.people('ada', 'ben')
  const { room } = await ada.ask('room.openDirect', { accounts: [ben.id] })
  await world.endAccount(ben)

  const again = await ada.ask('room.openDirect', { accounts: [ben.id] })

  assert.equal(again.room.id, room.id)
  assert.deepEqual(again.membership?.with, [ben.id])
  await ada.ask('message.send', { room: room.id, text: 'are you there?' })
})

test('guests open direct rooms only with people they share a room with', async () => {
  const world = createChatWorld()
  const { ada, ben } = await world.people('ada', 'ben')
  const gus = await world.person('gus', 'guest')
  const { room } = await ada.ask('room.create', { type: 'public', name: 'Lobby' })
  await gus.ask('room.join', { room: room.id })

  const { membership } = await gus.ask('room.openDirect', { accounts: [ada.id] })

  assert.deepEqual(membership?.with, [ada.id])
  assert.equal(await gus.refused('room.openDirect', { accounts: [ben.id] }), 'account.not-found')
})

test('a repeat of opening a direct room has the first outcome', async () => {
  const world = createChatWorld()
  const { ada, ben, cleo } = await world.people('ada', 'ben', 'cleo')
  const first = await ada.ask('room.openDirect', { accounts: [ben.id], clientId: 'open-ben-1' })

  const again = await ada.ask('room.openDirect', { accounts: [ben.id], clientId: 'open-ben-1' })

  assert.deepEqual(again, first)
  assert.equal(
    await ada.refused('room.openDirect', { accounts: [cleo.id], clientId: 'open-ben-1' }),
    'idempotency.conflict',
  )
})
