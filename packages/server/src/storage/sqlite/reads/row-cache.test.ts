import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Row } from '../../../core/feeds/change-set.ts'
import { createRowCache } from './row-cache.ts'

function room(version: number, { id = 'lounge', removed = false } = {}): Row<'room'> {
  const columns = {
    type: 'public',
    archived: 0,
    posting: 'all',
    search: id,
    createdBy: null,
    madeBy: null,
    createdAt: 1,
  }
  const text = `{"version":${version}}`
  return {
    kind: 'room',
    id,
    feed: `room:${id}`,
    version,
    born: 1,
    removed,
    removedAt: null,
    seq: null,
    columns,
    text,
  }
}

test('what was committed is found, whatever was read meanwhile', () => {
  const cache = createRowCache()
  cache.keep(room(3))
  cache.learn([room(4)], [])
  assert.equal(cache.get('room', 'lounge')?.version, 4)
  // A read saw version 6 before the batch with version 5 was told.
  cache.keep(room(6))
  cache.learn([room(5)], [])
  assert.equal(cache.get('room', 'lounge')?.version, 6)
})

test('only rows that were read are kept; a removed one is kept as removed', () => {
  const cache = createRowCache()
  cache.learn([room(1)], [])
  assert.equal(cache.get('room', 'lounge'), undefined)
  cache.keep(room(1))
  cache.learn([room(2, { removed: true })], [])
  assert.equal(cache.get('room', 'lounge')?.removed, true)
})

test('the cache is bounded and forgets the oldest', () => {
  const cache = createRowCache()
  for (let count = 0; count < 10_000; count++) cache.keep(room(1, { id: `room ${count}` }))
  assert.equal(cache.get('room', 'room 0'), undefined)
  assert.equal(cache.get('room', 'room 9999')?.id, 'room 9999')
})

test('what is handed out cannot be changed, nor what was handed in', () => {
  const cache = createRowCache()
  const row = room(1)
  cache.keep(row)
  const kept = cache.get('room', 'lounge')
  for (const one of [row, kept]) {
    assert.throws(() => Object.assign(one ?? {}, { version: 2 }), TypeError)
    assert.throws(() => Object.assign(one?.columns ?? {}, { posting: 'nobody' }), TypeError)
  }
})

test('a head is as the last commit left it, and is read again when floors have moved', () => {
  const cache = createRowCache()
  const head = (version: number) => ({ version, seq: version, floor: 0 })
  cache.learn([], [['room:lounge', head(3)]])
  assert.equal(cache.head('room:lounge'), undefined, 'what nobody asked for is not kept')
  cache.keepHead('room:lounge', head(4))
  cache.learn([], [['room:lounge', head(3)]])
  assert.equal(cache.head('room:lounge')?.version, 4)
  cache.learn([], [['room:lounge', head(5)]])
  assert.deepEqual(cache.head('room:lounge'), head(5))
  cache.forgetHeads()
  assert.equal(cache.head('room:lounge'), undefined)
})
