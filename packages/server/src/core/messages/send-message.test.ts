import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createChatWorld } from '../../../test/chat-world.ts'

async function room(type: 'public' | 'private' = 'private') {
  const world = createChatWorld()
  const people = await world.people('ada', 'ben', 'cleo')
  const { ada, ben } = people
  const made = await ada.ask('room.create', { type, name: 'Tea', handle: 'tea', members: [ben.id] })
  return { world, room: made.room.id, ...people }
}

test('a message has the next number of its room, and its author is the server’s word', async () => {
  const { room: tea, ada, ben } = await room()

  const one = await ada.ask('message.send', { room: tea, text: 'one' })
  const two = await ben.ask('message.send', { room: 'tea', text: '**two**' })

  assert.deepEqual([one.message.seq, two.message.seq], [1, 2])
  assert.deepEqual([one.head.seq, two.head.seq], [1, 2])
  assert.ok('author' in two.message)
  assert.equal(two.message.author, ben.id)
})

test('fifty senders at once get dense numbers, each their own', async () => {
  const { room: tea, ada, ben } = await room()

  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, place) =>
      (place % 2 ? ada : ben).ask('message.send', { room: tea, text: `m${place}` }),
    ),
  )

  const numbers = answers.map(({ message }) => message.seq).sort((one, other) => one - other)
  assert.deepEqual(
    numbers,
    Array.from({ length: 50 }, (_, place) => place + 1),
  )
})

test('fifty sends with one client id are one message and fifty equal answers', async () => {
  const { world, room: tea, ada, ben } = await room()
  const input = { room: tea, text: 'once', clientId: 'send-once-1' }

  const answers = await Promise.all(Array.from({ length: 50 }, () => ada.ask('message.send', input)))
  const later = await ada.ask('message.send', input)

  for (const answer of answers) assert.deepEqual(answer, later)
  assert.equal((await ben.ask('message.list', { room: tea })).items.length, 1)
  assert.equal(world.news.at(-1)?.heads[`room:${tea}`]?.seq, 1)
  assert.equal(await ada.refused('message.send', { ...input, text: 'other' }), 'idempotency.conflict')
  const theirs = await ben.ask('message.send', { ...input, text: 'a client id is its account’s own' })
  assert.equal(theirs.message.seq, 2)
})

test('a repeat shows the message as it stands, and only its ids to who has left', async () => {
  const { room: tea, ada, ben } = await room()
  const input = { room: tea, text: 'hello', clientId: 'send-hello' }
  const { message } = await ben.ask('message.send', input)
  await ada.ask('message.delete', { room: tea, message: message.id })

  const removed = (await ben.ask('message.send', input)).message
  assert.ok('removed' in removed)
  assert.equal(removed.clientId, 'send-hello')

  await ben.ask('room.leave', { room: tea })
  const hidden = await ben.ask('message.send', input)
  assert.deepEqual(hidden.message, { kind: 'message', hidden: true, id: message.id, room: tea, seq: 1 })
  assert.deepEqual([hidden.head.version, hidden.head.seq], [0, 0], 'nor where the room stands')
})

test('strangers do not post, and do not learn whether there is a room', async () => {
  const { room: tea, cleo } = await room()

  assert.equal(await cleo.refused('message.send', { room: tea, text: 'hi' }), 'room.not-found')
  assert.equal(await cleo.refused('message.send', { room: 'tea', text: 'hi' }), 'room.not-found')
  assert.equal(await cleo.refused('message.send', { room: 'nowhere', text: 'hi' }), 'room.not-found')
})

test('where only moderators post, members read', async () => {
  const { room: tea, ada, ben } = await room()
  await ada.ask('room.update', { room: tea, posting: 'moderators' })

  assert.equal(await ben.refused('message.send', { room: tea, text: 'hi' }), 'room.read-only')
  await ada.ask('message.send', { room: tea, text: 'news' })
  await ada.ask('member.setRole', { room: tea, account: ben.id, role: 'moderator' })
  await ben.ask('message.send', { room: tea, text: 'more news' })
})

test('blank and overlong texts are refused, 16 KB of UTF-8 are not', async () => {
  const { room: tea, ada } = await room()

  assert.equal(await ada.refused('message.send', { room: tea, text: ' \n\t ' }), 'message.empty')
  const longest = 'é'.repeat(8 * 1024)
  await ada.ask('message.send', { room: tea, text: longest })
  assert.equal(await ada.refused('message.send', { room: tea, text: `${longest}!` }), 'request.too-large')
})

test('who is named and in the room gets a mention; strangers and the author do not', async () => {
  const { room: tea, ada, ben, cleo } = await room()

  const named = [ben.id, cleo.id, ada.id]
  const { message } = await ada.ask('message.send', { room: tea, text: 'you!', mentions: named })

  assert.ok('mentions' in message)
  assert.deepEqual(message.mentions, [ben.id])
  const { items } = await ben.ask('mention.list', {})
  assert.deepEqual(
    items.map((one) => [one.message, one.seq, one.by, one.room]),
    [[message.id, 1, ada.id, tea]],
  )
  assert.deepEqual((await cleo.ask('mention.list', {})).items, [])
  assert.deepEqual((await ada.ask('mention.list', {})).items, [])
})

test('a send writes one row and one for each person named, whatever the size of the room', async () => {
  const { world, room: tea, ada, ben } = await room()

  await ada.ask('message.send', { room: tea, text: 'hi', mentions: [ben.id], all: true })

  const kinds = world.news.at(-1)?.rows.map(({ kind }) => kind)
  assert.deepEqual(kinds, ['message', 'mention'])
})
