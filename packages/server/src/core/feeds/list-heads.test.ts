import { limits } from '@hubbub/protocol'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createChatWorld } from '../../../test/chat-world.ts'
import { openMemory } from '../../storage/memory/open.ts'
import { feedsOf } from '../audience.ts'
import { roomFeed, userFeed } from './feed-ids.ts'
import { headsOf } from './list-heads.ts'

/** A store that remembers how long the pages were that it was asked for. */
function watchedMemory() {
  const storage = openMemory()
  const asked: number[] = []
  const read = {
    ...storage.read,
    inFeed: ((kind, feed, page) => {
      asked.push(page.limit)
      return storage.read.inFeed(kind, feed, page)
    }) as typeof storage.read.inFeed,
  }
  return { storage: { ...storage, read }, asked }
}

test('somebody in more rooms than a page holds follows all of them, by pages that need no queue', async () => {
  const { storage, asked } = watchedMemory()
  const world = createChatWorld({ storage })
  const ada = await world.person('ada')
  const rooms: string[] = []
  for (let place = 0; place < limits.pageMax + 20; place += 1) {
    const { room } = await ada.ask('room.create', { type: 'private', name: `Room ${place}` })
    rooms.push(room.id)
  }
  asked.length = 0

  const feeds = await feedsOf(world.ports, ada.id, 1_000)

  assert.deepEqual(new Set(feeds), new Set([userFeed(ada.id), ...rooms.map(roomFeed)]))
  assert.equal(feeds.length, rooms.length + 1, 'none is named twice')
  assert.ok(asked.length > 1 && asked.every((limit) => limit <= limits.pageMax))

  const { heads } = await headsOf(world.ports, ada.id, feeds)
  assert.deepEqual(
    heads.map(({ feed }) => feed),
    feeds,
  )
  assert.ok(heads.every(({ version, epoch }) => version > 0 && epoch === world.ports.store.epoch))
})

test('no more rooms are followed than an account may be in', async () => {
  const world = createChatWorld()
  const ada = await world.person('ada')
  for (const name of ['Tea', 'Garden', 'Cellar']) await ada.ask('room.create', { type: 'private', name })

  assert.equal((await feedsOf(world.ports, ada.id, 2)).length, 3, 'their own and two rooms')
  assert.equal((await feedsOf(world.ports, ada.id, 3)).length, 4)
})
