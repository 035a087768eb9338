import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createChatWorld } from '../../../../test/chat-world.ts'

test('who leaves reads nothing more, and keeps nothing about the room', async () => {
  const world = createChatWorld()
  const { ada, ben } = await world.people('ada', 'ben')
  const { room } = await ada.ask('room.create', { type: 'public', name: 'Tea', members: [ben.id] })
  await ben.ask('inbox.update', { room: room.id, starred: true, draft: 'hm' })

  await ben.ask('room.leave', { room: room.id })

  assert.equal(await ben.refused('message.list', { room: room.id }), 'room.not-found')
  assert.equal(await ben.refused('inbox.update', { room: room.id, draft: '' }), 'room.not-found')
  assert.equal(await ben.refused('room.leave', { room: room.id }), 'room.not-found')
  assert.deepEqual((await ben.ask('room.list', {})).items, [])
  const rows = world.news.at(-1)?.rows.map(({ kind, feed, removed }) => [kind, feed, removed])
  assert.deepEqual(rows, [
    ['member', `room:${room.id}`, true],
    ['membership', `user:${ben.id}`, true],
    ['inbox', `user:${ben.id}`, true],
  ])
  const back = await ben.ask('room.join', { room: room.id })
  assert.deepEqual([back.inbox?.starred, back.inbox?.draft], [false, ''])
})

test('the last owner hands over before leaving', async () => {
  const world = createChatWorld()
  const { ada, ben } = await world.people('ada', 'ben')
  const { room } = await ada.ask('room.create', { type: 'private', name: 'Tea', members: [ben.id] })

  assert.equal(await ada.refused('room.leave', { room: room.id }), 'room.last-owner')
  await ada.ask('member.setRole', { room: room.id, account: ben.id, role: 'owner' })
  await ada.ask('room.leave', { room: room.id })
  assert.equal((await ben.ask('room.get', { room: room.id })).membership?.role, 'owner')
})

test('two owners who leave at once do not leave the room without one', async () => {
  const world = createChatWorld()
  const { ada, ben, cleo } = await world.people('ada', 'ben', 'cleo')
  for (let run = 0; run < 50; run++) {
    const made = await ada.ask('room.create', { type: 'private', name: 'Tea', members: [ben.id, cleo.id] })
    const room = made.room.id
    await ada.ask('member.setRole', { room, account: ben.id, role: 'owner' })

    const left = await Promise.allSettled([
      ada.ask('room.leave', { room }),
      run % 2
        ? ben.ask('room.leave', { room })
        : ben.ask('member.setRole', { room, account: ben.id, role: 'member' }),
    ])

    assert.deepEqual(left.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])
    const { items } = await cleo.ask('member.list', { room })
    assert.equal(items.filter(({ role }) => role === 'owner').length, 1)
  }
})

test('the last to leave archives a public room, which admins may open again', async () => {
  const world = createChatWorld()
  const ada = await world.person('ada')
  const root = await world.person('root', 'admin')
  const { room } = await ada.ask('room.create', { type: 'public', name: 'Tea', handle: 'tea' })

  await ada.ask('room.leave', { room: room.id })

  const left = await root.ask('room.get', { room: 'tea' })
  assert.deepEqual([left.room.archived, left.members], [true, 0])
  await root.ask('room.unarchive', { room: 'tea' })
  assert.equal((await ada.ask('room.join', { room: 'tea' })).membership?.role, 'member')
})

test('the last to leave an unlisted or private room deletes it', async () => {
  const world = createChatWorld()
  const { ada } = await world.people('ada')
  for (const type of ['unlisted', 'private'] as const) {
    const { room } = await ada.ask('room.create', { type, name: 'Tea', handle: 'tea' })
    await ada.ask('room.leave', { room: room.id })

    assert.equal(await ada.refused('room.get', { room: room.id }), 'room.not-found')
    assert.equal(await ada.refused('room.get', { room: 'tea' }), 'room.not-found')
  }
})

test('members who all leave at once leave nothing behind that nobody can reach', async () => {
  const world = createChatWorld()
  const { ada, ben, cleo } = await world.people('ada', 'ben', 'cleo')
  const crowd = [ada, ben, cleo]
  for (let run = 0; run < 20; run++) {
    const made = await ada.ask('room.create', { type: 'private', name: 'Tea', members: [ben.id, cleo.id] })
    const room = made.room.id
    for (const { id } of [ben, cleo]) await ada.ask('member.setRole', { room, account: id, role: 'owner' })

    await Promise.allSettled(crowd.map((person) => person.ask('room.leave', { room })))

    const { read } = world.ports.store
    const members = await read.countInFeed('member', `room:${room}`)
    assert.equal(members === 0, (await read.row('room', room)) === undefined)
    for (const person of crowd) {
      if (members > 0) await person.ask('room.leave', { room }).catch(() => undefined)
    }
    assert.equal(await read.row('room', room), undefined)
  }
})

test('a room that an older contract made has no need of owners', async () => {
  const world = createChatWorld()
  const { ada, ben } = await world.people('ada', 'ben')
  const old = ada.through('chatrooms')
  const { room } = await old.ask('room.create', { type: 'unlisted', name: 'Tea', members: [ben.id] })

  await ada.ask('room.leave', { room: room.id })
  await ben.ask('room.leave', { room: room.id })

  assert.equal((await ada.ask('room.join', { room: room.id })).membership?.role, 'member')
})
