import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createChatWorld, turns } from '../../../test/chat-world.ts'
import { newWorld, type World } from '../../storage/memory/world.ts'
import { openMemory } from '../../storage/memory/open.ts'
import { hidingWrites } from './delete-room.ts'
import { resumeRoomCleanups } from './room-cleanup.ts'
import { changeSetOf } from './set-part.ts'

test('a deleted room is gone for everybody, and everybody learns it', async () => {
  const world = createChatWorld()
  const { ada, ben } = await world.people('ada', 'ben')
  const { room } = await ada.ask('room.create', {
    type: 'public',
    name: 'Tea',
    handle: 'tea',
    members: [ben.id],
  })
  await ada.ask('message.send', { room: room.id, text: 'hello' })

  await ada.ask('room.delete', { room: 'tea' })

  for (const person of [ada, ben]) {
    assert.equal(await person.refused('room.get', { room: room.id }), 'room.not-found')
    assert.equal(await person.refused('message.list', { room: room.id }), 'room.not-found')
    assert.equal(await person.refused('room.join', { room: 'tea' }), 'room.not-found')
    assert.deepEqual((await person.ask('room.list', {})).items, [])
  }
  const told = world.news.flatMap(({ rows }) => rows).filter(({ id }) => id === `${ben.id}.${room.id}`)
  assert.deepEqual(
    told.slice(-2).map(({ kind, removed }) => [kind, removed]),
    [
      ['membership', true],
      ['inbox', true],
    ],
  )
  assert.equal(await ada.refused('room.delete', { room: room.id }), 'room.not-found')
  await ben.ask('room.create', { type: 'public', name: 'New tea', handle: 'tea' })
})

test('owners delete rooms, admins public ones, others none', async () => {
  const world = createChatWorld()
  const { ada, ben } = await world.people('ada', 'ben')
  const root = await world.person('root', 'admin')
  const open = (await ada.ask('room.create', { type: 'public', name: 'Tea', members: [ben.id] })).room.id
  const closed = (await ada.ask('room.create', { type: 'private', name: 'Tea', members: [ben.id] })).room.id
  await ada.ask('member.setRole', { room: closed, account: ben.id, role: 'moderator' })

  assert.equal(await ben.refused('room.delete', { room: open }), 'access.denied')
  assert.equal(await ben.refused('room.delete', { room: closed }), 'access.denied')
  assert.equal(await root.refused('room.delete', { room: closed }), 'room.not-found')
  await root.ask('room.delete', { room: open })
  assert.equal(await ada.refused('room.get', { room: open }), 'room.not-found')
  await ada.ask('room.delete', { room: closed })
})

test('what an older contract made may be deleted by any member through that contract', async () => {
  const world = createChatWorld()
  const { ada, ben, cleo } = await world.people('ada', 'ben', 'cleo')
  const made = { type: 'unlisted' as const, name: 'Tea', members: [ben.id] }
  const { room } = await ada.through('chatrooms').ask('room.create', made)
  const native = await ada.ask('room.create', made)

  assert.equal(await ben.refused('room.delete', { room: room.id }), 'access.denied')
  assert.equal(await cleo.through('chatrooms').refused('room.delete', { room: room.id }), 'access.denied')
  await ben.through('chatrooms').ask('room.delete', { room: room.id })
  assert.equal(
    await ben.through('chatrooms').refused('room.delete', { room: native.room.id }),
    'access.denied',
  )
})

test('no message and no member is let in past the deletion', async () => {
  const world = createChatWorld()
  const { ada, ben, cleo } = await world.people('ada', 'ben', 'cleo')
  for (let run = 0; run < 50; run++) {
    const made = await ada.ask('room.create', { type: 'public', name: 'Tea', members: [ben.id] })
    const room = made.room.id
    const deleting = ada.ask('room.delete', { room })
    await turns(run % 15)
    await Promise.allSettled([
      deleting,
      ben.ask('message.send', { room, text: 'late' }),
      cleo.ask('room.join', { room }),
      cleo.ask('room.join', { room }),
    ])
    const written = world.news.flatMap(({ rows }) => rows).filter(({ feed }) => feed === `room:${room}`)
    const end = written.find(({ kind, removed }) => kind === 'room' && removed)?.version ?? 0
    assert.ok(end > 0, 'the room was deleted')
    const late = written.filter(({ version, removed }) => version > end && !removed)
    assert.deepEqual(late, [])
    assert.equal(await world.ports.store.read.countInFeed('member', `room:${room}`), 0)
  }
})

test('a handle that changes while its room is deleted is free afterwards', async () => {
  const world = createChatWorld()
  const { ada } = await world.people('ada')
  for (let run = 0; run < 40; run++) {
    const { room } = await ada.ask('room.create', { type: 'public', name: 'Tea', handle: 'tea' })
    await Promise.allSettled([
      turns(run % 11).then(() => ada.ask('room.delete', { room: room.id })),
      turns((run * 5) % 13).then(() => ada.ask('room.update', { room: room.id, handle: 'coffee' })),
    ])

    for (const name of ['tea', 'coffee'])
      assert.equal(await world.ports.store.read.owner({ space: 'handle', name }), undefined)
  }
})

/** Everything a store holds about a room. */
const leftOf = (stored: World, room: string): string[] =>
  Object.values(stored.rows)
    .flatMap((rows) => [...rows.values()])
    .filter((row) => row.feed.endsWith(room) || (!row.removed && row.text.includes(room)))
    .map(({ kind, id }) => `${kind} ${id}`)

test('the clean-up takes messages, members, bans and mentions, and then forgets the room', async () => {
  const stored = newWorld()
  const world = createChatWorld({ storage: openMemory(stored) })
  const { ada, ben, cleo } = await world.people('ada', 'ben', 'cleo')
  const { room } = await ada.ask('room.create', { type: 'public', name: 'Tea', members: [ben.id] })
  const other = await ada.ask('room.create', { type: 'public', name: 'Coffee', members: [ben.id] })
  await ada.ask('member.ban', { room: room.id, account: cleo.id })
  for (let count = 0; count < 250; count++) {
    await ada.ask('message.send', { room: room.id, text: `hello ${count}`, mentions: [ben.id] })
  }
  await ada.ask('message.send', { room: other.room.id, text: 'hello', mentions: [ben.id] })
  await ben.ask('room.leave', { room: room.id })
  await ada.ask('room.delete', { room: room.id })
  assert.ok(leftOf(stored, room.id).length > 500, 'there is something to clean up')

  assert.equal(await resumeRoomCleanups(world.ports), 1)

  assert.deepEqual(leftOf(stored, room.id), [])
  assert.equal(await resumeRoomCleanups(world.ports), 0)
  assert.equal((await ben.ask('mention.list', {})).items.length, 1)
  assert.equal((await ada.ask('message.list', { room: other.room.id })).items.length, 1)
})

test('a clean-up that was cut off anywhere is finished by the next', async () => {
  for (let cutAfter = 0; cutAfter < 7; cutAfter++) {
    const stored = newWorld()
    const world = createChatWorld({ storage: openMemory(stored) })
    const ada = await world.person('ada')
    const crowd = await Promise.all(Array.from({ length: 70 }, (_, place) => world.person(`p${place}`)))
    const { room } = await ada.ask('room.create', { type: 'public', name: 'Tea' })
    for (const person of crowd) await person.ask('room.join', { room: room.id })
    const mentions = crowd.slice(0, 50).map(({ id }) => id)
    for (let count = 0; count < 3; count++) {
      await ada.ask('message.send', { room: room.id, text: 'all of you', mentions })
    }
    await hideOnly(world, room.id)

    const { store } = world.ports
    let commits = 0
    const cut = {
      ...world.ports.commits,
      decide: (async (attempt: never) => {
        if (commits++ === cutAfter) throw new Error('the power went')
        return world.ports.commits.decide(attempt)
      }) as typeof world.ports.commits.decide,
    }
    await assert.rejects(resumeRoomCleanups({ ...world.ports, commits: cut }), /the power went/)
    assert.equal(await store.read.row('room', room.id), undefined)

    await Promise.all([resumeRoomCleanups(world.ports), resumeRoomCleanups(world.ports)])

    assert.deepEqual(leftOf(stored, room.id), [])
    assert.deepEqual((await ada.ask('room.list', {})).items, [])
  }
})

/** The first step of a deletion, after which the process died. */
async function hideOnly({ ports }: ReturnType<typeof createChatWorld>, id: string): Promise<void> {
  const room = await ports.store.read.row('room', id)
  assert.ok(room)
  const once = { key: `hide ${id}`, digest: '', expires: null }
  await ports.store.commit(changeSetOf(once, hidingWrites(room, ports.clock.now())))
}
