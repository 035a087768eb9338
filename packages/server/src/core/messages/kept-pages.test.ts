import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createChatWorld } from '../../../test/chat-world.ts'
import { Encoded } from '../encoded.ts'
import { createKeptPages, type KeptPage } from './kept-pages.ts'

test('who opens a room again sees what was sent, edited and deleted meanwhile', async () => {
  const world = createChatWorld()
  const { ada, ben } = await world.people('ada', 'ben')
  const room = (await ada.ask('room.create', { type: 'private', name: 'Tea', members: [ben.id] })).room.id
  const shown = async () =>
    (await ben.ask('message.list', { room })).items.map((item) => ('text' in item ? item.text : null))
  const { message } = await ada.ask('message.send', { room, text: 'one' })

  assert.deepEqual(await shown(), ['one'])
  assert.deepEqual(await shown(), ['one'])
  await ben.ask('message.send', { room, text: 'two' })
  assert.deepEqual(await shown(), ['one', 'two'])
  await ada.ask('message.edit', { room, message: message.id, text: 'first' })
  assert.deepEqual(await shown(), ['first', 'two'])
  await ada.ask('message.delete', { room, message: message.id })
  assert.deepEqual(await shown(), [null, 'two'])
})

test('who was removed from a room gets no page that was kept', async () => {
  const world = createChatWorld()
  const { ada, ben } = await world.people('ada', 'ben')
  const room = (await ada.ask('room.create', { type: 'private', name: 'Tea', members: [ben.id] })).room.id
  await ada.ask('message.send', { room, text: 'one' })
  assert.equal((await ben.ask('message.list', { room })).items.length, 1)

  await ada.ask('member.remove', { room, account: ben.id })

  assert.equal(await ben.refused('message.list', { room }), 'room.not-found')
})

test('a kept page shows an author with the name they have now', async () => {
  const world = createChatWorld()
  const ada = await world.person('ada')
  const room = (await ada.ask('room.create', { type: 'private', name: 'Tea' })).room.id
  await ada.ask('message.send', { room, text: 'one' })
  const authors = async () => (await ada.ask('message.list', { room })).profiles.map(({ id }) => id)
  assert.deepEqual(await authors(), [ada.id])
  await world.person('ben')
  assert.deepEqual(await authors(), [ada.id], 'the directory has changed, and nothing beside this page')
  assert.deepEqual(await authors(), [ada.id])

  await world.endAccount(ada)

  assert.deepEqual(await authors(), [])
})

test('pages are kept up to a bound; the one not asked for for longest goes first', () => {
  const pages = createKeptPages(10)
  const page = (json: string): KeptPage => ({
    version: 1,
    authors: [],
    profiles: '[]',
    answer: new Encoded(json),
  })
  pages.keep('a', page('1234'))
  pages.keep('b', page('1234'))
  pages.get('a')
  pages.keep('c', page('1234'))
  assert.deepEqual(
    ['a', 'b', 'c'].map((key) => pages.get(key) !== undefined),
    [true, false, true],
  )
  pages.keep('a', page('1'))
  pages.keep('d', page('12345'))
  assert.notEqual(pages.get('c'), undefined)
  pages.keep('e', page('12345678901'))
  assert.equal(pages.get('e'), undefined, 'one that is larger than all there is room for')
})
