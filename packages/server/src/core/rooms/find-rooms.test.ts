import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createChatWorld } from '../../../test/chat-world.ts'

test('public rooms may be looked at from outside, private ones look as if there were none', async () => {
  const world = createChatWorld()
  const { ada, ben } = await world.people('ada', 'ben')
  const open = await ada.ask('room.create', { type: 'public', name: 'Square', handle: 'square' })
  const unlisted = await ada.ask('room.create', { type: 'unlisted', name: 'Garden' })
  const closed = await ada.ask('room.create', { type: 'private', name: 'Cellar', handle: 'cellar' })

  const seen = await ben.ask('room.get', { room: 'square' })

  assert.equal(seen.room.id, open.room.id)
  assert.equal(seen.members, 1)
  assert.equal(seen.membership, undefined)
  assert.equal((await ben.ask('room.get', { room: unlisted.room.id })).room.name, 'Garden')
  assert.equal(await ben.refused('room.get', { room: closed.room.id }), 'room.not-found')
  assert.equal(await ben.refused('room.get', { room: 'cellar' }), 'room.not-found')
  assert.equal(await ben.refused('room.get', { room: 'nowhere' }), 'room.not-found')
  assert.equal((await ada.ask('room.get', { room: 'cellar' })).membership?.role, 'owner')
})

test('looking at a public room is not reading it', async () => {
  const world = createChatWorld()
  const { ada, ben } = await world.people('ada', 'ben')
  const { room } = await ada.ask('room.create', { type: 'public', name: 'Square' })
  const { message } = await ada.ask('message.send', { room: room.id, text: 'hello' })

  assert.equal(await ben.refused('message.list', { room: room.id }), 'room.not-found')
  assert.equal(await ben.refused('message.get', { room: room.id, message: message.id }), 'room.not-found')
  assert.equal(await ben.refused('member.list', { room: room.id }), 'room.not-found')
  assert.equal(await ben.refused('ban.list', { room: room.id }), 'room.not-found')
})

test('browsing shows public rooms that are open, by the words of name, handle and topic', async () => {
  const world = createChatWorld()
  const { ada, ben } = await world.people('ada', 'ben')
  await ada.ask('room.create', { type: 'public', name: 'Ärzte ohne Grenzen', topic: 'Medicine' })
  await ada.ask('room.create', { type: 'public', name: 'Tea', handle: 'tea-time' })
  await ada.ask('room.create', { type: 'unlisted', name: 'Tea in the garden' })
  await ada.ask('room.create', { type: 'private', name: 'Tea for two' })
  const old = await ada.ask('room.create', { type: 'public', name: 'Old tea' })
  await ada.ask('room.archive', { room: old.room.id })
  await ben.ask('room.join', { room: 'tea-time' })

  const names = async (search?: string) =>
    (await ben.ask('room.browse', { search })).items.map(({ room }) => room.name ?? '').sort()

  assert.deepEqual(await names(), ['Tea', 'Ärzte ohne Grenzen'])
  assert.deepEqual(await names('TEA'), ['Tea'])
  assert.deepEqual(await names('ÄRZTE'), ['Ärzte ohne Grenzen'])
  assert.deepEqual(await names('medicine'), ['Ärzte ohne Grenzen'])
  assert.deepEqual(await names('tea-t'), ['Tea'])
  const tea = (await ben.ask('room.browse', { search: 'tea' })).items[0]
  assert.deepEqual([tea?.members, tea?.joined], [2, true])
})

test('my rooms come in pages, each once, with what I keep and where the feed stands', async () => {
  const world = createChatWorld()
  const { ada, ben } = await world.people('ada', 'ben')
  const made = new Set<string>()
  for (let count = 0; count < 7; count++) {
    made.add((await ada.ask('room.create', { type: 'private', name: `room ${count}` })).room.id)
  }
  const direct = await ada.ask('room.openDirect', { accounts: [ben.id] })
  await ben.ask('message.send', { room: direct.room.id, text: 'hello' })

  const seen = []
  const named = []
  for (let after: string | undefined; ; ) {
    const page = await ada.ask('room.list', { limit: 3, after })
    seen.push(...page.items)
    named.push(...page.profiles)
    after = page.next
    if (after === undefined) break
    assert.equal(page.items.length, 3)
  }

  assert.deepEqual(new Set(seen.map(({ room }) => room.id)), new Set([...made, direct.room.id]))
  assert.equal(seen.length, 8)
  assert.deepEqual(
    named.map(({ username }) => username),
    ['ben'],
  )
  const talk = seen.find(({ room }) => room.id === direct.room.id)
  assert.equal(talk?.head.seq, 1)
  assert.equal(talk?.inbox.readSeq, 0)
})

test('browsing comes in pages too, and a cursor that no list gave is refused', async () => {
  const world = createChatWorld()
  const { ada } = await world.people('ada')
  for (let count = 0; count < 5; count++) await ada.ask('room.create', { type: 'public', name: `r${count}` })

  const first = await ada.ask('room.browse', { limit: 3 })
  const second = await ada.ask('room.browse', { limit: 3, after: first.next })

  assert.equal(second.next, undefined)
  const names = [...first.items, ...second.items].map(({ room }) => room.name ?? '').sort()
  assert.deepEqual(names, ['r0', 'r1', 'r2', 'r3', 'r4'])
  const bad = ['x', '%%%', `${first.next}A`, Buffer.from('room').toString('base64url')]
  for (const after of bad) {
    assert.equal(await ada.refused('room.browse', { after }), 'request.invalid')
    assert.equal(await ada.refused('room.list', { after }), 'request.invalid')
  }
})
