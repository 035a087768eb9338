import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createChatWorld, turns } from '../../../../test/chat-world.ts'

async function square() {
  const world = createChatWorld()
  const people = await world.people('ada', 'ben', 'cleo', 'dora')
  const { ada, ben, cleo } = people
  const members = [ben.id, cleo.id]
  const room = (await ada.ask('room.create', { type: 'public', name: 'Square', members })).room.id
  await ada.ask('member.setRole', { room, account: ben.id, role: 'moderator' })
  return { world, room, ...people }
}

test('who is banned is out with the same commit, and stays out until it is lifted', async () => {
  const { world, room, ben, cleo } = await square()

  const { ban } = await ben.ask('member.ban', { room, account: cleo.id, reason: 'spam' })

  assert.deepEqual([ban.account, ban.by, ban.reason], [cleo.id, ben.id, 'spam'])
  const rows = world.news.at(-1)?.rows.map(({ kind, removed }) => [kind, removed])
  assert.deepEqual(rows, [
    ['member', true],
    ['membership', true],
    ['inbox', true],
    ['ban', false],
  ])
  assert.equal(await cleo.refused('message.list', { room }), 'room.not-found')
  assert.equal(await cleo.refused('room.join', { room }), 'member.banned')
  assert.equal(await ben.refused('member.add', { room, account: cleo.id }), 'member.banned')

  await ben.ask('member.unban', { room, account: cleo.id })
  assert.equal(await ben.refused('member.unban', { room, account: cleo.id }), 'member.not-found')
  assert.equal(await cleo.refused('message.list', { room }), 'room.not-found')
  await cleo.ask('room.join', { room })
})

test('who was never there can be banned, once', async () => {
  const { world, room, ben, dora } = await square()
  const { ban } = await ben.ask('member.ban', { room, account: dora.id })
  const before = world.news.length

  assert.deepEqual((await ben.ask('member.ban', { room, account: dora.id })).ban, ban)
  assert.equal(world.news.length, before)
  const told = await ben.ask('member.ban', { room, account: dora.id, reason: 'spam' })
  assert.equal(told.ban.reason, 'spam')
  assert.equal(await dora.refused('room.join', { room }), 'member.banned')
  assert.equal(await ben.refused('member.ban', { room, account: 'f'.repeat(24) }), 'account.not-found')
})

test('moderators ban those below them, members nobody', async () => {
  const { room, ada, ben, cleo, dora } = await square()

  assert.equal(await ben.refused('member.ban', { room, account: ada.id }), 'access.denied')
  assert.equal(await ben.refused('member.ban', { room, account: ben.id }), 'access.denied')
  assert.equal(await ada.refused('member.ban', { room, account: ada.id }), 'access.denied')
  assert.equal(await cleo.refused('member.ban', { room, account: dora.id }), 'access.denied')
  assert.equal(await cleo.refused('member.unban', { room, account: dora.id }), 'access.denied')
  assert.equal(await dora.refused('member.ban', { room, account: cleo.id }), 'room.not-found')
  assert.equal((await ada.ask('member.ban', { room, account: ben.id })).ban.by, ada.id)
})

test('the staff reads who is banned and by whom, others do not', async () => {
  const { room, ben, cleo, dora } = await square()
  await ben.ask('member.ban', { room, account: dora.id, reason: 'spam' })

  const { items, profiles } = await ben.ask('ban.list', { room })

  assert.deepEqual(
    items.map(({ account, reason }) => [account, reason]),
    [[dora.id, 'spam']],
  )
  assert.deepEqual(profiles.map(({ username }) => username).sort(), ['ben', 'dora'])
  assert.equal(await cleo.refused('ban.list', { room }), 'access.denied')
  assert.equal(await dora.refused('ban.list', { room }), 'room.not-found')
})

test('nobody slips in while being banned', async () => {
  const { world, room, ada } = await square()
  for (let run = 0; run < 200; run++) {
    const eve = await world.person(`eve${run}`)
    if (run % 2) await eve.ask('room.join', { room })
    const [banned] = await Promise.allSettled([
      turns(run % 13).then(() => ada.ask('member.ban', { room, account: eve.id })),
      turns((run * 5) % 17).then(() => eve.ask('room.join', { room })),
    ])

    assert.equal(banned.status, 'fulfilled')
    assert.equal(await eve.refused('message.list', { room }), 'room.not-found')
    assert.equal(await eve.refused('room.join', { room }), 'member.banned')
  }
})
