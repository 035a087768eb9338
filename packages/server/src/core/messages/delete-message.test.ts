import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createChatWorld, turns } from '../../../test/chat-world.ts'

async function talk() {
  const world = createChatWorld()
  const people = await world.people('ada', 'ben', 'cleo', 'dora')
  const { ada, ben, cleo } = people
  const members = [ben.id, cleo.id]
  const room = (await ada.ask('room.create', { type: 'private', name: 'Tea', members })).room.id
  const say = async (person: typeof ada, text: string, mentions: string[] = []) =>
    (await person.ask('message.send', { room, text, mentions })).message.id
  return { world, room, say, ...people }
}

test('a deleted message keeps its place and its times, and loses its text', async () => {
  const { world, room, say, ada, ben } = await talk()
  await say(ada, 'one')
  const message = await say(ben, 'a secret', [ada.id])
  await say(ada, 'three')
  world.pass(1_000)

  const { message: gone, head } = await ben.ask('message.delete', { room, message })

  assert.deepEqual(gone, {
    kind: 'message',
    version: head.version,
    born: 'born' in gone ? gone.born : 0,
    seq: 2,
    removed: true,
    id: message,
    room,
    author: ben.id,
    createdAt: '2026-01-01T00:00:00.000Z',
    removedAt: '2026-01-01T00:00:01.000Z',
  })
  const { items } = await ada.ask('message.list', { room })
  assert.deepEqual(
    items.map(({ seq }) => seq),
    [1, 2, 3],
  )
  assert.deepEqual(items[1], gone)
  const news = JSON.stringify(world.news.at(-1)?.rows.map(({ text }) => text))
  assert.doesNotMatch(news, /secret/)
  assert.deepEqual((await ada.ask('mention.list', {})).items, [])
})

test('deleting twice is answered like the first time', async () => {
  const { world, room, say, ada, ben } = await talk()
  const message = await say(ben, 'oops')
  const first = await ben.ask('message.delete', { room, message, clientId: 'delete-oops' })
  const before = world.news.length

  assert.deepEqual(await ben.ask('message.delete', { room, message, clientId: 'delete-oops' }), first)
  assert.deepEqual(await ben.ask('message.delete', { room, message }), first)
  assert.deepEqual(await ada.ask('message.delete', { room, message }), first)
  assert.equal(world.news.length, before)
})

test('authors, moderators and owners delete; other members do not', async () => {
  const { room, say, ada, ben, cleo, dora } = await talk()
  await ada.ask('member.setRole', { room, account: ben.id, role: 'moderator' })
  const byOwner = await say(ada, 'by the owner')
  const byMember = await say(cleo, 'by a member')

  assert.equal(await cleo.refused('message.delete', { room, message: byOwner }), 'access.denied')
  assert.equal(await dora.refused('message.delete', { room, message: byOwner }), 'room.not-found')
  await ben.ask('message.delete', { room, message: byOwner })
  await ada.ask('message.delete', { room, message: byMember })
  assert.equal(await cleo.refused('message.delete', { room, message: byOwner }), 'access.denied')
})

test('what one said may be deleted also where one may not post', async () => {
  const { room, say, ada, ben } = await talk()
  const [one, two] = [await say(ben, 'one'), await say(ben, 'two')]

  await ada.ask('room.update', { room, posting: 'moderators' })
  await ben.ask('message.delete', { room, message: one })
  await ada.ask('room.archive', { room })
  await ben.ask('message.delete', { room, message: two })
})

test('an edit and a deletion at one instant leave one state for every reader', async () => {
  const { world, room, say, ada, ben, cleo } = await talk()
  for (let run = 0; run < 200; run++) {
    const message = await say(ben, `run ${run}`)
    const edit = { room, message, text: `edited ${run}`, mentions: [cleo.id] }
    const editing = run % 2 ? ben.ask('message.edit', edit) : ada.ask('message.delete', { room, message })
    await turns(run % 17)
    const outcomes = await Promise.allSettled([
      editing,
      run % 2 ? ada.ask('message.delete', { room, message }) : ben.ask('message.edit', edit),
    ])

    const [edited, deleted] = run % 2 ? outcomes : outcomes.toReversed()
    assert.equal(deleted?.status, 'fulfilled')
    const stands = (await cleo.ask('message.get', { room, message })).message
    assert.ok('removed' in stands)
    assert.deepEqual((await ada.ask('message.list', { room, limit: 1 })).items, [stands])
    const history = world.news.flatMap(({ rows }) => rows).filter(({ id }) => id === message)
    assert.equal(history.at(-1)?.text, JSON.stringify(stands))
    assert.equal(history.length, edited?.status === 'fulfilled' ? 3 : 2)
  }
  assert.deepEqual((await cleo.ask('mention.list', {})).items, [])
})
