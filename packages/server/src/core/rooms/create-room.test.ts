import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createChatWorld } from '../../../test/chat-world.ts'

test('who makes a room owns it, and the people named are in it', async () => {
  const world = createChatWorld()
  const { ada, ben, cleo } = await world.people('ada', 'ben', 'cleo')

  const made = await ada.ask('room.create', {
    type: 'private',
    name: '  The   Library ',
    topic: 'Books',
    members: [ben.id, ada.id],
  })

  assert.ok('name' in made.room)
  assert.equal(made.room.name, 'The Library')
  assert.equal(made.room.createdBy, ada.id)
  assert.equal(made.membership?.role, 'owner')
  const { items } = await ben.ask('member.list', { room: made.room.id })
  const roles = new Map(items.map(({ account, role }) => [account, role]))
  assert.deepEqual(
    roles,
    new Map([
      [ada.id, 'owner'],
      [ben.id, 'member'],
    ]),
  )
  assert.equal(await cleo.refused('room.get', { room: made.room.id }), 'room.not-found')
})

test('everything of a new room is stored in one commit', async () => {
  const world = createChatWorld()
  const { ada, ben } = await world.people('ada', 'ben')
  const before = world.news.length

  await ada.ask('room.create', { type: 'public', name: 'Tea', handle: 'tea', members: [ben.id] })

  assert.equal(world.news.length, before + 1)
  assert.deepEqual(
    world.news
      .at(-1)
      ?.rows.map(({ kind }) => kind)
      .sort(),
    ['inbox', 'inbox', 'member', 'member', 'membership', 'membership', 'room'],
  )
})

test('fifty people can be in a room from the start', async () => {
  const world = createChatWorld()
  const ada = await world.person('ada')
  const others = await Promise.all(Array.from({ length: 50 }, (_, place) => world.person(`guest${place}`)))

  const { room } = await ada.ask('room.create', {
    type: 'private',
    name: 'Party',
    members: others.map(({ id }) => id),
  })

  assert.equal((await ada.ask('room.get', { room: room.id })).members, 51)
})

test('a handle belongs to one room, however many ask for it at once', async () => {
  const world = createChatWorld()
  const { ada, ben } = await world.people('ada', 'ben')

  const made = await Promise.allSettled(
    Array.from({ length: 10 }, (_, place) =>
      (place % 2 ? ada : ben).ask('room.create', { type: 'public', name: 'Tea', handle: 'tea' }),
    ),
  )

  assert.equal(made.filter(({ status }) => status === 'fulfilled').length, 1)
  assert.equal(
    await ada.refused('room.create', { type: 'public', name: 'Tea', handle: 'tea' }),
    'room.handle-taken',
  )
  assert.equal((await ada.ask('room.get', { room: 'tea' })).members, 1)
})

test('a room with a stranger, or a name of invisible characters, is not made', async () => {
  const world = createChatWorld()
  const { ada } = await world.people('ada')
  const unknown = 'f'.repeat(24)

  assert.equal(
    await ada.refused('room.create', { type: 'private', name: 'x', members: [unknown] }),
    'account.not-found',
  )
  assert.equal(
    await ada.refused('room.create', { type: 'private', name: 'a\u202eb' }),
    'display-name.invalid',
  )
  assert.equal(await ada.refused('room.create', { type: 'private', name: '\u200b' }), 'display-name.invalid')
  assert.deepEqual((await ada.ask('room.list', {})).items, [])
})

test('an account is in as many rooms as the settings allow', async () => {
  const world = createChatWorld({ settings: { roomsPerAccount: 2 } })
  const { ada, ben } = await world.people('ada', 'ben')
  await ada.ask('room.create', { type: 'private', name: 'one' })
  await ada.ask('room.create', { type: 'private', name: 'two' })

  assert.equal(await ada.refused('room.create', { type: 'private', name: 'three' }), 'room.full')
  assert.equal(
    await ben.refused('room.create', { type: 'private', name: 'with ada', members: [ada.id] }),
    'room.full',
  )
})

test('nobody makes a room of more people than a room may hold', async () => {
  const world = createChatWorld({ settings: { membersPerRoom: 2 } })
  const { ada, ben, cleo } = await world.people('ada', 'ben', 'cleo')
  const members = [ben.id, cleo.id]

  assert.equal(await ada.refused('room.create', { type: 'private', name: 'three', members }), 'room.full')
  assert.equal(await ada.refused('room.openDirect', { accounts: members }), 'room.full')
  await ada.ask('room.create', { type: 'private', name: 'two', members: [ada.id, ben.id] })
})

test('a repeat has the first outcome and makes no second room', async () => {
  const world = createChatWorld()
  const { ada } = await world.people('ada')
  const input = { type: 'public', name: 'Tea', handle: 'tea', clientId: 'make-tea-1' } as const

  const answers = await Promise.all(Array.from({ length: 20 }, () => ada.ask('room.create', input)))
  const again = await ada.ask('room.create', input)

  assert.deepEqual(new Set([...answers, again].map(({ room }) => room.id)).size, 1)
  assert.equal(again.membership?.role, 'owner')
  assert.equal((await ada.ask('room.list', {})).items.length, 1)
  assert.equal(await ada.refused('room.create', { ...input, name: 'Coffee' }), 'idempotency.conflict')
})

test('a repeat after the room was deleted names it and says no more', async () => {
  const world = createChatWorld()
  const { ada } = await world.people('ada')
  const input = { type: 'private', name: 'Secret', clientId: 'make-secret' } as const
  const { room } = await ada.ask('room.create', input)
  await ada.ask('room.delete', { room: room.id })

  const again = await ada.ask('room.create', input)

  assert.deepEqual(again.room, { kind: 'room', hidden: true, id: room.id })
  assert.equal(again.membership, undefined)
  assert.equal(again.head.version, 0)
})
