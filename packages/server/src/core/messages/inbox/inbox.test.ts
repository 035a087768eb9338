import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createChatWorld } from '../../../../test/chat-world.ts'

async function talk() {
  const world = createChatWorld()
  const people = await world.people('ada', 'ben', 'cleo')
  const { ada, ben } = people
  const room = (await ada.ask('room.create', { type: 'private', name: 'Tea', members: [ben.id] })).room.id
  for (const text of ['one', 'two', 'three']) await ada.ask('message.send', { room, text })
  const counts = async () => (await ben.ask('inbox.counts', { rooms: [room] })).items[0]
  return { world, room, counts, ...people }
}

test('reading moves forward, never beyond what there is, and back only when asked', async () => {
  const { room, counts, ben } = await talk()
  const read = async (seq: number, unread?: boolean) =>
    (await ben.ask('inbox.markRead', { room, seq, unread })).inbox.readSeq

  assert.equal((await counts())?.unread, 3)
  assert.equal(await read(2), 2)
  assert.equal((await counts())?.unread, 1)
  assert.equal(await read(1), 2)
  assert.equal(await read(Number.MAX_SAFE_INTEGER), 3)
  assert.equal((await counts())?.unread, 0)
  assert.equal(await read(1, true), 1)
  assert.equal((await counts())?.unread, 2)
  assert.equal(await read(900, true), 3)
})

test('reading what is read already stores nothing', async () => {
  const { world, room, ben } = await talk()
  const first = await ben.ask('inbox.markRead', { room, seq: 3 })
  const before = world.news.length

  assert.deepEqual(await ben.ask('inbox.markRead', { room, seq: 3 }), first)
  assert.deepEqual(await ben.ask('inbox.markRead', { room, seq: 2 }), first)
  assert.equal(world.news.length, before)
})

test('two devices that read at once end at the further place', async () => {
  const { room, ben } = await talk()
  for (let run = 0; run < 50; run++) {
    await ben.ask('inbox.markRead', { room, seq: 0, unread: true })
    await Promise.all([1, 3, 2].map((seq) => ben.ask('inbox.markRead', { room, seq })))
    assert.equal((await ben.ask('inbox.markRead', { room, seq: 0 })).inbox.readSeq, 3)
  }
})

test('level, star and draft are kept one by one, beside the read position', async () => {
  const { world, room, ben } = await talk()
  await ben.ask('inbox.markRead', { room, seq: 2 })

  await ben.ask('inbox.update', { room, starred: true })
  await ben.ask('inbox.update', { room, level: 'none' })
  const { inbox } = await ben.ask('inbox.update', { room, draft: 'to be continued' })

  assert.deepEqual(
    [inbox.readSeq, inbox.starred, inbox.level, inbox.draft],
    [2, true, 'none', 'to be continued'],
  )
  const before = world.news.length
  assert.deepEqual((await ben.ask('inbox.update', { room, starred: true, level: 'none' })).inbox, inbox)
  assert.equal(world.news.length, before)
  assert.equal((await ben.ask('inbox.update', { room, draft: '' })).inbox.draft, '')
})

test('changes of one inbox at once are all kept', async () => {
  const { room, ben } = await talk()

  await Promise.all([
    ben.ask('inbox.update', { room, starred: true }),
    ben.ask('inbox.update', { room, level: 'all' }),
    ben.ask('inbox.update', { room, draft: 'hm' }),
    ben.ask('inbox.markRead', { room, seq: 3 }),
  ])

  const { inbox } = await ben.ask('inbox.markRead', { room, seq: 0 })
  assert.deepEqual([inbox.starred, inbox.level, inbox.draft, inbox.readSeq], [true, 'all', 'hm', 3])
})

test('a draft holds 16 KB of UTF-8', async () => {
  const { room, ben } = await talk()

  const longest = 'é'.repeat(8 * 1024)
  assert.equal((await ben.ask('inbox.update', { room, draft: longest })).inbox.draft, longest)
  assert.equal(await ben.refused('inbox.update', { room, draft: `${longest}é` }), 'request.too-large')
})

test('an inbox is its account’s own: nobody else hears of it, and strangers have none', async () => {
  const { world, room, ben, cleo } = await talk()

  await ben.ask('inbox.update', { room, draft: 'secret' })

  const rows = world.news.at(-1)?.rows.map(({ feed }) => feed)
  assert.deepEqual(rows, [`user:${ben.id}`])
  assert.equal(await cleo.refused('inbox.update', { room, draft: 'x' }), 'room.not-found')
  assert.equal(await cleo.refused('inbox.markRead', { room, seq: 1 }), 'room.not-found')
})

test('counts are given for rooms one is in, in the order asked, and others are left out', async () => {
  const { room, ada, ben } = await talk()
  const other = (await ada.ask('room.create', { type: 'private', name: 'Theirs' })).room.id
  const direct = (await ada.ask('room.openDirect', { accounts: [ben.id] })).room.id
  await ada.ask('message.send', { room: direct, text: 'psst' })

  const { items } = await ben.ask('inbox.counts', { rooms: [direct, 'f'.repeat(24), other, room] })

  assert.deepEqual(items, [
    { room: direct, unread: 1, mentions: 0 },
    { room, unread: 3, mentions: 0 },
  ])
  assert.deepEqual((await ada.ask('inbox.counts', { rooms: [room, direct] })).items, [
    { room, unread: 0, mentions: 0 },
    { room: direct, unread: 0, mentions: 0 },
  ])
})

test('mentions are messages that name me or everybody, as long as they do and are unread', async () => {
  const { room, counts, ada, ben } = await talk()
  const say = async (more: { mentions?: string[]; all?: boolean }) =>
    (await ada.ask('message.send', { room, text: 'you', ...more })).message.id
  const named = await say({ mentions: [ben.id] })
  const called = await say({ all: true })
  await say({ mentions: [ben.id], all: true })

  assert.deepEqual(await counts(), { room, unread: 6, mentions: 3 })
  await ada.ask('message.edit', { room, message: named, text: 'not you', mentions: [] })
  assert.deepEqual(await counts(), { room, unread: 6, mentions: 2 })
  await ada.ask('message.delete', { room, message: called })
  assert.deepEqual(await counts(), { room, unread: 5, mentions: 1 })
  await ben.ask('inbox.markRead', { room, seq: 6 })
  assert.deepEqual(await counts(), { room, unread: 0, mentions: 0 })
})

test('counts end at a hundred', async () => {
  const { room, counts, ada } = await talk()
  for (let count = 0; count < 120; count++) await ada.ask('message.send', { room, text: 'x', all: true })

  assert.deepEqual(await counts(), { room, unread: 100, mentions: 100 })
})

test('mentions are listed newest first, in pages, with who named me', async () => {
  const { world, room, ada, ben } = await talk()
  const sent: string[] = []
  for (let count = 0; count < 7; count++) {
    world.pass(1_000)
    sent.unshift((await ada.ask('message.send', { room, text: 'you', mentions: [ben.id] })).message.id)
  }

  const listed: string[] = []
  for (let after: string | undefined; ; ) {
    const page = await ben.ask('mention.list', { limit: 3, after })
    listed.push(...page.items.map(({ message }) => message))
    assert.deepEqual(
      page.profiles.map(({ username }) => username),
      ['ada'],
    )
    after = page.next
    if (after === undefined) break
  }

  assert.deepEqual(listed, sent)
  assert.equal(await ben.refused('mention.list', { after: 'nonsense' }), 'request.invalid')
})

test('mentions in a room one has left are not listed any more', async () => {
  const { room, ada, ben } = await talk()
  await ada.ask('message.send', { room, text: 'you', mentions: [ben.id] })
  assert.equal((await ben.ask('mention.list', {})).items.length, 1)

  await ben.ask('room.leave', { room })

  assert.deepEqual((await ben.ask('mention.list', {})).items, [])
})
