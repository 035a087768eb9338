import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { InputOf } from '@hubbub/protocol'
import { createChatWorld } from '../../../test/chat-world.ts'

async function history(length: number) {
  const world = createChatWorld()
  const people = await world.people('ada', 'ben', 'cleo')
  const { ada, ben } = people
  const room = (await ada.ask('room.create', { type: 'private', name: 'Tea', members: [ben.id] })).room.id
  for (let count = 1; count <= length; count++) {
    await (count % 2 ? ada : ben).ask('message.send', { room, text: `m${count}` })
  }
  const read = async (place: Omit<InputOf<'message.list'>, 'room'>) => {
    const { items, before, after } = await ben.ask('message.list', { room, ...place })
    return { numbers: items.map(({ seq }) => seq), before, after }
  }
  return { world, room, read, ...people }
}

test('without a place the newest come, oldest first, and it is said that there is more', async () => {
  const { read } = await history(10)

  assert.deepEqual(await read({ limit: 3 }), { numbers: [8, 9, 10], before: 8, after: undefined })
  assert.deepEqual((await read({})).numbers.length, 10)
  assert.deepEqual(await read({ limit: 10 }), {
    numbers: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
    before: undefined,
    after: undefined,
  })
})

test('before, after and around a number', async () => {
  const { read } = await history(10)

  assert.deepEqual(await read({ before: 8, limit: 3 }), { numbers: [5, 6, 7], before: 5, after: 7 })
  assert.deepEqual(await read({ before: 3, limit: 3 }), { numbers: [1, 2], before: undefined, after: 2 })
  assert.deepEqual(await read({ after: 7, limit: 2 }), { numbers: [8, 9], before: 8, after: 9 })
  assert.deepEqual(await read({ after: 8, limit: 5 }), { numbers: [9, 10], before: 9, after: undefined })
  assert.deepEqual(await read({ around: 5, limit: 3 }), { numbers: [4, 5, 6], before: 4, after: 6 })
  assert.deepEqual(await read({ around: 5, limit: 1 }), { numbers: [5], before: 5, after: 5 })
})

test('an empty page says where there is more', async () => {
  const { read } = await history(3)

  assert.deepEqual(await read({ before: 1 }), { numbers: [], before: undefined, after: 0 })
  assert.deepEqual(await read({ before: 0 }), { numbers: [], before: undefined, after: 0 })
  assert.deepEqual(await read({ after: 3 }), { numbers: [], before: 4, after: undefined })
  assert.deepEqual(await read({ after: 900 }), { numbers: [], before: 4, after: undefined })
  assert.deepEqual(await read({ before: 900, limit: 2 }), { numbers: [2, 3], before: 2, after: undefined })
})

test('a room without messages has an empty history everywhere', async () => {
  const { read } = await history(0)

  for (const place of [{}, { before: 0 }, { before: 5 }, { after: 0 }, { after: 5 }, { around: 3 }]) {
    assert.deepEqual(await read(place), { numbers: [], before: undefined, after: undefined })
  }
})

test('going back and forth by what the pages say meets every message once', async () => {
  const { read } = await history(23)

  const back: number[] = []
  for (let page = await read({ limit: 5 }); ; page = await read({ before: page.before, limit: 5 })) {
    back.unshift(...page.numbers)
    if (page.before === undefined) break
  }
  const forth: number[] = []
  for (let page = await read({ after: 0, limit: 5 }); ; page = await read({ after: page.after, limit: 5 })) {
    forth.push(...page.numbers)
    if (page.after === undefined) break
  }

  const all = Array.from({ length: 23 }, (_, place) => place + 1)
  assert.deepEqual(back, all)
  assert.deepEqual(forth, all)
})

test('two places at once are refused', async () => {
  const { room, ben } = await history(1)

  assert.equal(await ben.refused('message.list', { room, before: 1, after: 1 }), 'request.invalid')
  assert.equal(await ben.refused('message.list', { room, around: 0, after: 0 }), 'request.invalid')
})

test('the profiles of the authors stand beside, each once, of those who have one', async () => {
  const { world, room, ada, ben } = await history(6)

  const { profiles, head } = await ada.ask('message.list', { room })
  assert.deepEqual(profiles.map(({ username }) => username).sort(), ['ada', 'ben'])
  assert.equal(head.seq, 6)
  await world.endAccount(ada)
  const later = await ben.ask('message.list', { room })
  assert.deepEqual(
    later.profiles.map(({ username }) => username),
    ['ben'],
  )
  assert.equal(later.items.length, 6)
})

test('a page is the stored texts, character by character', async () => {
  const { world, room, ada } = await history(0)
  const text = '{"a":[1]} \u2028 </script> 😀 \\u0000 "quoted"'
  await ada.ask('message.send', { room, text })

  const { items } = await ada.ask('message.list', { room })

  const stored = world.news.at(-1)?.rows[0]?.text
  assert.equal(JSON.stringify(items[0]), stored)
  assert.equal(items[0] && 'text' in items[0] ? items[0].text : '', text)
})

test('a message read by its id comes with its author, tombstones too', async () => {
  const { room, ada, ben, cleo } = await history(1)
  const { message } = await ben.ask('message.send', { room, text: 'hello' })

  const one = await ada.ask('message.get', { room, message: message.id })
  assert.deepEqual(one.message, message)
  assert.deepEqual(
    one.profiles.map(({ username }) => username),
    ['ben'],
  )
  await ben.ask('message.delete', { room, message: message.id })
  assert.ok('removed' in (await ada.ask('message.get', { room, message: message.id })).message)
  assert.equal(await cleo.refused('message.get', { room, message: message.id }), 'room.not-found')
})
