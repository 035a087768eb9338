import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createChatWorld, turns } from '../../../../test/chat-world.ts'

test('who joins a public room reads all of it, and nothing of it is unread', async () => {
  const world = createChatWorld()
  const { ada, ben } = await world.people('ada', 'ben')
  const { room } = await ada.ask('room.create', { type: 'public', name: 'Tea', handle: 'tea' })
  await ada.ask('message.send', { room: room.id, text: 'one' })
  await ada.ask('message.send', { room: room.id, text: 'two' })

  const joined = await ben.ask('room.join', { room: 'tea' })

  assert.equal(joined.room.id, room.id)
  assert.equal(joined.membership?.role, 'member')
  assert.equal(joined.inbox?.readSeq, 2)
  assert.equal(joined.head.seq, 2)
  assert.equal((await ben.ask('message.list', { room: 'tea' })).items.length, 2)
  const { items } = await ben.ask('inbox.counts', { rooms: [room.id] })
  assert.deepEqual(items, [{ room: room.id, unread: 0, mentions: 0 }])
})

test('a membership is written to the room and to the person in one commit', async () => {
  const world = createChatWorld()
  const { ada, ben } = await world.people('ada', 'ben')
  const { room } = await ada.ask('room.create', { type: 'public', name: 'Tea' })

  await ben.ask('room.join', { room: room.id })

  const rows = world.news.at(-1)?.rows.map(({ kind, feed }) => [kind, feed])
  assert.deepEqual(rows, [
    ['member', `room:${room.id}`],
    ['membership', `user:${ben.id}`],
    ['inbox', `user:${ben.id}`],
  ])
})

test('an unlisted room is joined by who knows it, a private one by nobody', async () => {
  const world = createChatWorld()
  const { ada, ben } = await world.people('ada', 'ben')
  const unlisted = await ada.ask('room.create', { type: 'unlisted', name: 'Garden' })
  const closed = await ada.ask('room.create', { type: 'private', name: 'Cellar' })

  assert.equal((await ben.ask('room.join', { room: unlisted.room.id })).membership?.role, 'member')
  assert.equal(await ben.refused('room.join', { room: closed.room.id }), 'room.not-found')
  assert.equal(await ben.refused('room.join', { room: 'f'.repeat(24) }), 'room.not-found')
})

test('joining twice changes nothing', async () => {
  const world = createChatWorld()
  const { ada, ben } = await world.people('ada', 'ben')
  const { room } = await ada.ask('room.create', { type: 'public', name: 'Tea' })
  const first = await ben.ask('room.join', { room: room.id })
  const before = world.news.length

  const second = await ben.ask('room.join', { room: room.id })

  assert.deepEqual(second, first)
  assert.equal(world.news.length, before)
})

test('fifty people join at once, and so does one person fifty times', async () => {
  const world = createChatWorld()
  const ada = await world.person('ada')
  const { room } = await ada.ask('room.create', { type: 'public', name: 'Tea' })
  const crowd = await Promise.all(Array.from({ length: 50 }, (_, place) => world.person(`p${place}`)))
  const { ben, cleo } = await world.people('ben', 'cleo')

  await Promise.all(crowd.map((person) => person.ask('room.join', { room: room.id })))
  const answers = await Promise.all(
    Array.from({ length: 50 }, () => ben.ask('room.join', { room: room.id, clientId: 'ben-joins' })),
  )

  await Promise.all(Array.from({ length: 50 }, () => cleo.ask('room.join', { room: room.id })))

  assert.equal((await ada.ask('room.get', { room: room.id })).members, 53)
  assert.equal(new Set(answers.map(({ membership }) => membership?.version)).size, 1)
  for (const person of [ben, cleo]) {
    const joins = world.news.flatMap(({ rows }) => rows).filter(({ id }) => id === `${room.id}.${person.id}`)
    assert.equal(joins.length, 1)
  }
})

test('a room takes as many members as the settings allow', async () => {
  const world = createChatWorld({ settings: { membersPerRoom: 2 } })
  const { ada, ben, cleo } = await world.people('ada', 'ben', 'cleo')
  const { room } = await ada.ask('room.create', { type: 'public', name: 'Tea' })
  await ben.ask('room.join', { room: room.id })

  assert.equal(await cleo.refused('room.join', { room: room.id }), 'room.full')
  assert.equal(await ada.refused('member.add', { room: room.id, account: cleo.id }), 'room.full')
})

test('of fifty who come at once, one gets the last place', async () => {
  const world = createChatWorld({ settings: { membersPerRoom: 4 } })
  const { ada, ben } = await world.people('ada', 'ben')
  const { room } = await ada.ask('room.create', { type: 'public', name: 'Tea', members: [ben.id] })
  const crowd = await Promise.all(Array.from({ length: 50 }, (_, place) => world.person(`p${place}`)))
  await crowd[0]?.ask('room.join', { room: room.id })

  const asked = crowd
    .slice(1)
    .map((person, place) =>
      place % 2
        ? person.ask('room.join', { room: room.id })
        : ada.ask('member.add', { room: room.id, account: person.id }),
    )
  const came = await Promise.allSettled(asked)

  assert.equal(came.filter(({ status }) => status === 'fulfilled').length, 1)
  for (const one of came) if (one.status === 'rejected') assert.equal(one.reason.code, 'room.full')
  assert.equal((await ada.ask('room.get', { room: room.id })).members, 4)
  await ben.ask('room.leave', { room: room.id })
  await ben.ask('room.join', { room: room.id })
})

test('whoever asks for fifty rooms at once comes into as many as one may be in', async () => {
  const world = createChatWorld({ settings: { roomsPerAccount: 5 } })
  const { ada, ben } = await world.people('ada', 'ben')
  const create = (name: string, members: string[]) =>
    ada.ask('room.create', { type: 'public', name, members })
  const { room } = await create('Tea', [])
  const hosts = await Promise.all(Array.from({ length: 24 }, (_, place) => world.person(`p${place}`)))
  const rooms = await Promise.all(
    hosts.map(async (host) => (await host.ask('room.create', { type: 'public', name: 'Den' })).room.id),
  )

  const came = await Promise.allSettled([
    ben.ask('room.join', { room: room.id }),
    ...rooms.map((one) => ben.ask('room.join', { room: one })),
    ...hosts.map((host) => host.ask('room.openDirect', { accounts: [ben.id] })),
    create('Garden', [ben.id]),
  ])

  assert.equal(came.filter(({ status }) => status === 'fulfilled').length, 5)
  for (const one of came) if (one.status === 'rejected') assert.equal(one.reason.code, 'room.full')
  assert.equal((await ben.ask('room.list', {})).items.length, 5)
})

test('a repeat of joining does not bring back who left since', async () => {
  const world = createChatWorld()
  const { ada, ben } = await world.people('ada', 'ben')
  const tea = (await ada.ask('room.create', { type: 'public', name: 'Tea' })).room.id
  const join = { room: tea, clientId: 'join-tea-1' }
  const first = await ben.ask('room.join', join)
  assert.deepEqual(await ben.ask('room.join', join), first)
  await ben.ask('room.leave', { room: tea })

  const again = await ben.ask('room.join', join)

  assert.equal(again.room.id, tea)
  assert.equal(again.membership, undefined)
  assert.equal(await ben.refused('message.list', { room: tea }), 'room.not-found')
  await ada.ask('room.update', { room: tea, type: 'private' })
  const hidden = await ben.ask('room.join', join)
  assert.deepEqual(hidden.room, { kind: 'room', hidden: true, id: tea })
  assert.equal(hidden.head.version, 0)
})

test('a room that becomes private meanwhile lets nobody in', async () => {
  const world = createChatWorld()
  const { ada, ben } = await world.people('ada', 'ben')
  for (let run = 0; run < 50; run++) {
    const { room } = await ada.ask('room.create', { type: 'public', name: 'Tea' })
    const closing = ada.ask('room.update', { room: room.id, type: 'private' })
    await turns(run % 12)
    const [joined, closed] = await Promise.allSettled([ben.ask('room.join', { room: room.id }), closing])

    assert.equal(closed.status, 'fulfilled')
    if (joined.status === 'rejected') continue
    const versions = new Map(world.news.flatMap(({ rows }) => rows).map((row) => [row.id, row.version]))
    const [entered, shut] = [versions.get(`${room.id}.${ben.id}`) ?? 0, versions.get(room.id) ?? 0]
    assert.ok(entered < shut, 'who is in came before it closed')
  }
})
