import assert from 'node:assert/strict'
import { test } from 'node:test'
import { unclaimedBy } from '../../accounts/rows/account-rows.ts'
import { createChatWorld, turns } from '../../../../test/chat-world.ts'

async function house() {
  const world = createChatWorld()
  const people = await world.people('ada', 'ben', 'cleo', 'dora')
  const { ada, ben, cleo } = people
  const members = [ben.id, cleo.id]
  const room = (await ada.ask('room.create', { type: 'private', name: 'House', members })).room.id
  await ada.ask('member.setRole', { room, account: ben.id, role: 'moderator' })
  return { world, room, ...people }
}

test('owners and moderators bring people in, members do not', async () => {
  const { world, room, ben, cleo, dora } = await house()
  const eve = await world.person('eve')

  assert.equal(await cleo.refused('member.add', { room, account: dora.id }), 'access.denied')
  const { member } = await ben.ask('member.add', { room, account: dora.id })
  assert.ok('role' in member)
  assert.equal(member.role, 'member')
  assert.equal((await dora.ask('room.get', { room })).members, 4)
  assert.equal(await eve.refused('member.add', { room, account: eve.id }), 'room.not-found')
  assert.equal(await ben.refused('member.add', { room, account: 'f'.repeat(24) }), 'account.not-found')
})

test('adding twice, and repeating it, gives the member as it stands', async () => {
  const { room, ada, ben, dora } = await house()
  const add = { room, account: dora.id, clientId: 'add-dora' }
  const first = await ben.ask('member.add', add)
  assert.deepEqual(await ben.ask('member.add', add), first)
  assert.deepEqual(await ada.ask('member.add', { room, account: dora.id }), first)
  await dora.ask('room.leave', { room })

  const gone = await ben.ask('member.add', add)
  assert.ok('removed' in gone.member)
  assert.equal(await dora.refused('room.get', { room }), 'room.not-found')

  await ben.ask('room.leave', { room })
  const { member, head } = await ben.ask('member.add', add)
  assert.equal(head.version, 0)
  assert.deepEqual(member, { kind: 'member', hidden: true, id: `${room}.${dora.id}`, room, account: dora.id })
})

test('fifty who are added at once are all there once', async () => {
  const { world, room, ada, ben } = await house()
  const crowd = await Promise.all(Array.from({ length: 25 }, (_, place) => world.person(`p${place}`)))

  await Promise.all(
    crowd.flatMap(({ id }) => [ada, ben].map((host) => host.ask('member.add', { room, account: id }))),
  )

  assert.equal((await ada.ask('room.get', { room })).members, 28)
})

test('members are listed in pages with their profiles, to members only', async () => {
  const { room, ada, ben, cleo, dora } = await house()

  const first = await cleo.ask('member.list', { room, limit: 2 })
  const second = await cleo.ask('member.list', { room, limit: 2, after: first.next })

  const named = [...first.profiles, ...second.profiles].map(({ username }) => username)
  assert.deepEqual(named.sort(), ['ada', 'ben', 'cleo'])
  const listed = [...first.items, ...second.items].map(({ account }) => account)
  assert.deepEqual(listed.sort(), [ada.id, ben.id, cleo.id].sort())
  assert.equal(second.next, undefined)
  assert.equal(await dora.refused('member.list', { room }), 'room.not-found')
  await ada.ask('member.remove', { room, account: cleo.id })
  assert.equal(await cleo.refused('member.list', { room, after: first.next }), 'room.not-found')
})

test('owners take out everybody but owners, moderators members, members nobody', async () => {
  const { room, ada, ben, cleo, dora } = await house()
  await ada.ask('member.add', { room, account: dora.id })

  assert.equal(await cleo.refused('member.remove', { room, account: dora.id }), 'access.denied')
  assert.equal(await ben.refused('member.remove', { room, account: ada.id }), 'access.denied')
  await ben.ask('member.remove', { room, account: dora.id })
  assert.equal(await ben.refused('member.remove', { room, account: dora.id }), 'member.not-found')
  await ada.ask('member.setRole', { room, account: cleo.id, role: 'owner' })
  assert.equal(await ada.refused('member.remove', { room, account: cleo.id }), 'access.denied')
  await cleo.ask('member.remove', { room, account: ben.id })
  assert.equal(await ben.refused('room.get', { room }), 'room.not-found')
})

test('taking oneself out is leaving', async () => {
  const { room, ada, cleo } = await house()

  assert.equal(await ada.refused('member.remove', { room, account: ada.id }), 'room.last-owner')
  await cleo.ask('member.remove', { room, account: cleo.id })
  assert.equal(await cleo.refused('room.get', { room }), 'room.not-found')
})

test('who is taken out learns it in their own feed, whatever they follow', async () => {
  const { world, room, ben, cleo } = await house()

  await ben.ask('member.remove', { room, account: cleo.id })

  const own = world.news.at(-1)?.rows.filter(({ feed }) => feed === `user:${cleo.id}`) ?? []
  assert.deepEqual(
    own.map(({ text }) => JSON.parse(text) as unknown).map((row) => (row as { removed: true }).removed),
    [true, true],
  )
})

test('owners give roles, in the room and in the person’s own feed', async () => {
  const { room, ada, ben, cleo, dora } = await house()

  const { member } = await ada.ask('member.setRole', { room, account: cleo.id, role: 'moderator' })

  assert.equal(member.role, 'moderator')
  const mine = await cleo.ask('room.get', { room })
  assert.equal(mine.membership?.role, 'moderator')
  assert.equal(mine.membership?.joinedAt, member.joinedAt)
  const set = { room, account: cleo.id, role: 'owner' } as const
  assert.equal(await ben.refused('member.setRole', set), 'access.denied')
  assert.equal(await cleo.refused('member.setRole', set), 'access.denied')
  assert.equal(await dora.refused('member.setRole', set), 'room.not-found')
  assert.equal(await ada.refused('member.setRole', { ...set, account: dora.id }), 'member.not-found')
})

test('an owner steps down where another one stays, and no owner takes it from another', async () => {
  const { room, ada, ben } = await house()
  const down = { room, account: ada.id, role: 'member' } as const

  assert.equal(await ada.refused('member.setRole', down), 'room.last-owner')
  await ada.ask('member.setRole', { room, account: ben.id, role: 'owner' })
  assert.equal(await ben.refused('member.setRole', down), 'access.denied')
  assert.equal((await ada.ask('member.setRole', down)).member.role, 'member')
  assert.equal(await ada.refused('member.setRole', { ...down, role: 'owner' }), 'access.denied')
})

test('the server’s admins give roles in public rooms, and have no say in private ones', async () => {
  const { world, room, ada, ben } = await house()
  const root = await world.person('root', 'admin')
  const square = (await ada.ask('room.create', { type: 'public', name: 'Square', members: [ben.id] })).room.id

  const up = { account: ben.id, role: 'owner' } as const
  assert.equal((await root.ask('member.setRole', { room: square, ...up })).member.role, 'owner')
  assert.equal(await root.refused('member.setRole', { room, ...up }), 'room.not-found')
  assert.equal(
    await root.refused('member.setRole', { room: square, account: ada.id, role: 'member' }),
    'access.denied',
  )
  await ada.ask('room.update', { room: square, type: 'unlisted' })
  assert.equal(
    await root.refused('member.setRole', { room: square, account: ben.id, role: 'member' }),
    'room.not-found',
  )
})

test('an account that nobody has claimed holds no private room and no role', async () => {
  const { world, room, ada } = await house()
  const made = await world.person('made', 'member', unclaimedBy('user-accounts'))
  const open = (await ada.ask('room.create', { type: 'public', name: 'Square', members: [made.id] })).room.id
  const account = made.id

  assert.equal(await ada.refused('member.add', { room, account }), 'account.not-found')
  assert.equal(await ada.refused('room.openDirect', { accounts: [account] }), 'account.not-found')
  assert.equal(
    await ada.refused('room.create', { type: 'private', name: 'x', members: [account] }),
    'account.not-found',
  )
  assert.equal(
    await ada.refused('member.setRole', { room: open, account, role: 'moderator' }),
    'access.denied',
  )
})

test('a moderator who lost the role a moment ago moderates no more', async () => {
  const { world, room, ada, ben } = await house()
  for (let run = 0; run < 50; run++) {
    const eve = await world.person(`eve${run}`)
    await ada.ask('member.add', { room, account: eve.id })
    await ada.ask('member.setRole', { room, account: ben.id, role: 'moderator' })
    const demoting = ada.ask('member.setRole', { room, account: ben.id, role: 'member' })
    await turns(run % 15)
    const [, removed] = await Promise.allSettled([
      demoting,
      ben.ask('member.remove', { room, account: eve.id }),
    ])

    const versions = new Map(world.news.flatMap(({ rows }) => rows).map((row) => [row.id, row.version]))
    const [demoted, gone] = [versions.get(`${room}.${ben.id}`) ?? 0, versions.get(`${room}.${eve.id}`) ?? 0]
    assert.equal(removed.status === 'fulfilled', gone < demoted && (await isOut(world, room, eve.id)))
  }
})

test('a member who was made moderator a moment ago is not taken out by another one', async () => {
  const { world, room, ada, ben } = await house()
  let spared = 0
  for (let run = 0; run < 60; run++) {
    const eve = await world.person(`eve${run}`)
    await ada.ask('member.add', { room, account: eve.id })
    const [promoted, removed] = await Promise.allSettled([
      turns(run % 11).then(() => ada.ask('member.setRole', { room, account: eve.id, role: 'moderator' })),
      turns((run * 5) % 13).then(() => ben.ask('member.remove', { room, account: eve.id })),
    ])

    assert.notEqual(promoted.status, removed.status)
    assert.equal(await isOut(world, room, eve.id), removed.status === 'fulfilled')
    if (removed.status === 'rejected') spared++
  }
  assert.ok(spared > 5 && spared < 55, `both came first: ${spared}`)
})

async function isOut(world: ReturnType<typeof createChatWorld>, room: string, account: string) {
  return (await world.ports.store.read.row('member', `${room}.${account}`)) === undefined
}
