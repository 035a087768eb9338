import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import type { Item, Message } from '@hubbub/protocol'
import { becomes, clientOf } from '../test/client-of.ts'
import { listenTo } from '../test/ear.ts'
import { createHandClock, type HandClock } from '../test/hand-clock.ts'
import { garden, head, ids, message, messages, profile, range, tombstone } from '../test/rows.ts'
import { refuse, type ScriptedServer, startScriptedServer, type Visit } from '../test/scripted-server.ts'
import type { Client, HeardRange } from './index.ts'

interface Scene {
  server: ScriptedServer
  ada: Client
  visit: Visit
  clock: HandClock
  /** What was handed on of the garden, as `from..to: seqs`. */
  heard: () => string[]
  reaches: (version: number) => Promise<HeardRange>
  /** Cuts the line and waits for the next. */
  cut: () => Promise<Visit>
}

/** Ada listens to everything; the garden stands at version 10. */
async function scene(t: TestContext, version = 10): Promise<Scene> {
  const server = await startScriptedServer(t)
  server.greeting = { account: ids.ada, heads: [head(garden, version)] }
  const clock = createHandClock()
  const ada = clientOf(t, server, { clock })
  const ranges = listenTo(ada, 'range')
  let visit = await server.visit()
  await becomes(ada, 'online')
  return {
    server,
    ada,
    visit,
    clock,
    heard: () => ranges.heard.map(wordsOf),
    reaches: (to) => ranges.that((one) => one.to >= to),
    async cut() {
      visit.drop()
      await becomes(ada, 'reconnecting')
      clock.pass(await clock.timer(500, 751))
      visit = await server.visit()
      await becomes(ada, 'online')
      return visit
    },
  }
}

const isMessage = (item: Item): item is Item & Message => item.kind === 'message'
const wordsOf = ({ since, to, items }: HeardRange): string =>
  `${since}..${to}: ${items.filter(isMessage).map(({ seq }) => seq)}`

/** A sync that gives everything up to here in one page. */
const syncedTo = (to: number) => (input: { feeds: { feed: string; since?: number }[] }) => ({
  feeds: input.feeds.map(({ feed, since = 0 }) => ({
    feed,
    head: head(feed, to),
    range: { ...messages(since, to), feed },
  })),
  profiles: [],
})

test('ranges that join are handed on as they come', async (t) => {
  const { visit, heard, reaches } = await scene(t)
  visit.tell('range', messages(10, 12))
  visit.tell('range', messages(12, 13))
  await reaches(13)
  assert.deepEqual(heard(), ['10..12: 11,12', '12..13: 13'])
})

test('what was heard already is not handed on again, whole or in part', async (t) => {
  const { visit, heard, reaches } = await scene(t)
  visit.tell('range', messages(10, 12))
  visit.tell('range', messages(10, 12))
  visit.tell('range', messages(11, 14))
  visit.tell('range', messages(9, 11))
  visit.tell('range', messages(14, 15))
  await reaches(15)
  assert.deepEqual(heard(), ['10..12: 11,12', '12..14: 13,14', '14..15: 15'])
})

test('a hole is filled by a sync, and what came meanwhile follows it', async (t) => {
  const { server, visit, heard, reaches } = await scene(t)
  server.answer('feed.sync', (input) => {
    visit.tell('range', messages(13, 14))
    return syncedTo(13)(input)
  })
  visit.tell('range', messages(12, 13))
  await reaches(14)
  assert.deepEqual(server.askedFor('feed.sync'), [
    { feeds: [{ feed: garden, since: 10, epoch: 'first-life' }] },
  ])
  assert.deepEqual(heard(), ['10..13: 11,12,13', '13..14: 14'])
})

test('a sync is asked for page by page, and handed on whole', async (t) => {
  const { server, visit, heard, reaches } = await scene(t)
  server.answer('feed.sync', ({ feeds: [asked] }) => {
    const since = asked?.since ?? 0
    const page = { feed: garden, head: head(garden, 16), range: messages(since, since + 2) }
    return { feeds: [since + 2 < 16 ? { ...page, more: true } : page], profiles: [] }
  })
  visit.tell('resync', { feeds: [garden] })
  await reaches(16)
  assert.deepEqual(heard(), ['10..16: 11,12,13,14,15,16'])
})

test('what was new in one page and changed in the next is new, once, and in its place', async (t) => {
  const { server, ada, visit, reaches } = await scene(t)
  const events: string[] = []
  const last = Promise.withResolvers<void>()
  for (const name of ['message', 'edit', 'delete'] as const)
    ada.room(ids.garden).on(name, ({ seq }) => {
      events.push(`${name} ${seq}`)
      if (seq === 15) last.resolve()
    })
  const pages = [
    range(10, 15, [message(11), message(13), message(14), message(15)]),
    range(15, 18, [
      message(12, { version: 16, born: 12 }),
      tombstone(13, 17),
      message(7, { version: 18, born: 7 }),
    ]),
  ]
  server.answer('feed.sync', ({ feeds: [asked] }) => {
    const answer = { feed: garden, head: head(garden, 18) }
    if (asked?.since === 10)
      return { feeds: [{ ...answer, range: pages[0], more: true }], profiles: [profile('ben')] }
    return { feeds: [{ ...answer, range: pages[1] }], profiles: [profile('ben')] }
  })
  visit.tell('resync', { feeds: [garden] })
  await reaches(18)
  await last.promise
  assert.deepEqual(events, ['edit 7', 'message 11', 'message 12', 'delete 13', 'message 14', 'message 15'])
})

test('a line that breaks between two pages costs nothing: the rest is asked for, and all of it handed on', async (t) => {
  const { server, visit, heard, reaches, cut } = await scene(t)
  const asked: unknown[] = []
  const second = Promise.withResolvers<void>()
  server.answer('feed.sync', ({ feeds: [one] }) => {
    asked.push(one?.since)
    if (asked.length === 1)
      return {
        feeds: [{ feed: garden, head: head(garden, 14), range: messages(10, 12), more: true }],
        profiles: [],
      }
    if (asked.length === 2) {
      second.resolve()
      return new Promise<never>(() => {})
    }
    return syncedTo(14)({ feeds: [{ feed: garden, since: one?.since ?? 0 }] })
  })
  server.greeting = { account: ids.ada, heads: [head(garden, 14)] }
  visit.tell('resync', { feeds: [garden] })
  await second.promise
  await cut()
  await reaches(14)
  assert.deepEqual(asked, [10, 12, 12])
  assert.deepEqual(heard(), ['10..14: 11,12,13,14'])
})

test('when too much came while a sync was under way, it is asked again', async (t) => {
  const { server, visit, heard, reaches } = await scene(t)
  const large = (seq: number) => range(seq - 1, seq, [message(seq, { text: 'x'.repeat(300_000) })])
  server.answer('feed.sync', (input) => {
    server.answer('feed.sync', syncedTo(15))
    for (const seq of [12, 13, 14, 15]) visit.tell('range', large(seq))
    return syncedTo(11)(input)
  })
  visit.tell('resync', { feeds: [garden] })
  await reaches(15)
  assert.deepEqual(
    server.askedFor('feed.sync').map(({ feeds }) => feeds[0]?.since),
    [10, 11],
  )
  assert.deepEqual(heard(), ['10..11: 11', '11..15: 12,13,14,15'])
})

test('what cannot be told is a reset, and ranges go on from the head', async (t) => {
  const { server, ada, visit, heard, reaches } = await scene(t)
  const resets = listenTo(ada, 'reset')
  server.answer('feed.sync', () => ({
    feeds: [{ feed: garden, head: head(garden, 9_000), reset: 'too-far' }],
    profiles: [],
  }))
  visit.tell('resync', { feeds: [garden] })
  await resets.count(1)
  assert.deepEqual(resets.heard, [{ feed: garden, reason: 'too-far', head: head(garden, 9_000) }])
  visit.tell('range', messages(9_000, 9_001))
  await reaches(9_001)
  assert.deepEqual(heard(), ['9000..9001: 9001'])
})

test('after a lost line only the feeds that moved are synced', async (t) => {
  const { server, heard, reaches, cut } = await scene(t)
  const attic = `room:${ids.attic}`
  server.greeting = { account: ids.ada, heads: [head(garden, 10), head(attic, 5)] }
  await cut()
  server.greeting = { account: ids.ada, heads: [head(garden, 12), head(attic, 5)] }
  server.answer('feed.sync', syncedTo(12))
  await cut()
  await reaches(12)
  assert.deepEqual(server.askedFor('feed.sync'), [
    { feeds: [{ feed: garden, since: 10, epoch: 'first-life' }] },
  ])
  assert.deepEqual(heard(), ['10..12: 11,12'])
})

test('a room that was lost while away is told of when the line is back', async (t) => {
  const { server, ada, cut } = await scene(t)
  const gone = listenTo(ada, 'gone')
  server.greeting = { account: ids.ada, heads: [] }
  server.answer('feed.sync', () => ({ feeds: [{ feed: garden, gone: true }], profiles: [] }))
  await cut()
  await gone.count(1)
  assert.deepEqual(gone.heard, [{ feed: garden }])
})

test('a store that lives another life is a reset', async (t) => {
  const { server, ada, heard, reaches, cut } = await scene(t)
  const resets = listenTo(ada, 'reset')
  const restored = head(garden, 4, { epoch: 'second-life' })
  server.greeting = { account: ids.ada, heads: [restored] }
  server.answer('feed.sync', () => ({
    feeds: [{ feed: garden, head: restored, reset: 'epoch' }],
    profiles: [],
  }))
  const visit = await cut()
  assert.deepEqual(await resets.count(1), [{ feed: garden, reason: 'epoch', head: restored }])
  assert.equal(server.askedFor('feed.sync')[0]?.feeds[0]?.epoch, 'first-life')
  visit.tell('range', { ...messages(4, 5), epoch: 'second-life' })
  await reaches(5)
  assert.deepEqual(heard(), ['4..5: 5'])
})

test('a range that waited when the store began another life is forgotten', async (t) => {
  const { server, ada, visit, heard, reaches, cut } = await scene(t)
  const resets = listenTo(ada, 'reset')
  server.answer('feed.sync', () => new Promise(() => {}))
  visit.tell('range', messages(12, 13))
  await server.wasAsked('feed.sync')
  const restored = head(garden, 4, { epoch: 'second-life' })
  server.greeting = { account: ids.ada, heads: [restored] }
  server.answer('feed.sync', ({ feeds: [asked] }) => ({
    feeds: [{ feed: garden, head: restored, ...(asked?.epoch === 'second-life' ? {} : { reset: 'epoch' }) }],
    profiles: [],
  }))
  const next = await cut()
  await resets.count(1)
  next.tell('range', { ...messages(4, 5), epoch: 'second-life' })
  await reaches(5)
  assert.deepEqual(heard(), ['4..5: 5'])
  assert.equal(server.askedFor('feed.sync').length, 3, 'one was lost, one reset, one found nothing more')
})

test('nothing that another account knew is of use', async (t) => {
  const { server, ada, cut } = await scene(t)
  const resets = listenTo(ada, 'reset')
  server.greeting = { account: ids.ben, heads: [head(garden, 10)] }
  server.answer('feed.sync', ({ feeds: [asked] }) => {
    assert.notEqual(asked?.epoch, 'first-life')
    return { feeds: [{ feed: garden, head: head(garden, 10), reset: 'epoch' }], profiles: [] }
  })
  await cut()
  await resets.count(1)
})

test('unfollowed is gone; a range of the room later is a new beginning', async (t) => {
  const { ada, visit, heard, reaches } = await scene(t)
  const gone = listenTo(ada, 'gone')
  visit.tell('range', messages(10, 11))
  visit.tell('unfollowed', { feed: garden })
  visit.tell('range', messages(20, 21))
  await reaches(21)
  assert.deepEqual(gone.heard, [{ feed: garden }])
  assert.deepEqual(heard(), ['10..11: 11', '20..21: 21'])
})

test('an answer about a room that was left and joined again since is not about it', async (t) => {
  const { server, ada, visit, heard, reaches } = await scene(t)
  const gone = listenTo(ada, 'gone')
  server.answer('feed.sync', () => {
    visit.tell('unfollowed', { feed: garden })
    visit.tell('range', messages(20, 21))
    return { feeds: [{ feed: garden, gone: true }], profiles: [] }
  })
  visit.tell('resync', { feeds: [garden] })
  await reaches(21)
  visit.tell('range', messages(21, 22))
  await reaches(22)
  assert.equal(gone.heard.length, 1)
  assert.deepEqual(heard(), ['20..21: 21', '21..22: 22'])
})

test('a sync that fails on the way is asked again; one that is refused waits for the next line', async (t) => {
  const { server, clock, visit, heard, reaches, cut } = await scene(t)
  server.answer('feed.sync', () => {
    server.answer('feed.sync', syncedTo(12))
    throw refuse('busy', { retryAfter: 3 })
  })
  visit.tell('resync', { feeds: [garden] })
  clock.pass(await clock.timer(3_000, 3_001))
  await reaches(12)
  server.answer('feed.sync', () => {
    throw refuse('auth.scope')
  })
  visit.tell('resync', { feeds: [garden] })
  await server.wasAsked('feed.sync', 3)
  server.greeting = { account: ids.ada, heads: [head(garden, 13)] }
  server.answer('feed.sync', syncedTo(13))
  await cut()
  await reaches(13)
  assert.deepEqual(heard(), ['10..12: 11,12', '12..13: 13'])
})

test('more feeds than one sync takes are asked for in turn', async (t) => {
  const { server, ada, cut } = await scene(t)
  const rooms = Array.from({ length: 450 }, (_, place) => `room:${place.toString(16).padStart(24, '0')}`)
  server.greeting = { account: ids.ada, heads: rooms.map((feed) => head(feed, 1)) }
  server.answer('feed.sync', () => ({ feeds: [{ feed: garden, gone: true }], profiles: [] }))
  const gone = listenTo(ada, 'gone')
  await cut()
  await gone.count(1)
  server.answer('feed.sync', syncedTo(2))
  server.greeting = { account: ids.ada, heads: rooms.map((feed) => head(feed, 2)) }
  await cut()
  await server.wasAsked('feed.sync', 4)
  assert.deepEqual(
    server
      .askedFor('feed.sync')
      .slice(1)
      .map(({ feeds }) => feeds.length),
    [200, 200, 50],
  )
})

test('a feed that is wished for is followed again after every lost line, until it is not wished for', async (t) => {
  const { server, ada, visit, heard, reaches, cut } = await scene(t)
  server.answer('feed.follow', ({ feed }) => ({ head: head(feed, 3) }))
  server.answer('feed.unfollow', () => ({}))
  server.answer('feed.sync', syncedTo(4))
  const off = await ada.follow('directory')
  visit.tell('range', { ...messages(3, 4), feed: 'directory' })
  await reaches(4)
  server.answer('feed.follow', ({ feed }) => ({ head: head(feed, 4) }))
  const next = await cut()
  await server.wasAsked('feed.follow', 2)
  off()
  await server.wasAsked('feed.unfollow')
  next.tell('range', { ...messages(4, 5), feed: 'directory' })
  next.tell('range', messages(10, 11))
  await reaches(11)
  assert.deepEqual(heard(), ['3..4: 4', '10..11: 11'], 'what comes late is not heard')
  await cut()
  assert.equal(server.askedFor('feed.follow').length, 2)
})

test('what may not be followed is refused', async (t) => {
  const { server, ada } = await scene(t)
  server.answer('feed.follow', () => {
    throw refuse('feed.not-found')
  })
  await assert.rejects(ada.follow('directory'), { code: 'feed.not-found' })
})

test('rows that a reader is past are left out of a range that overlaps', async (t) => {
  const { visit, reaches } = await scene(t)
  visit.tell('range', messages(10, 12))
  visit.tell('range', range(11, 13, [message(12), tombstone(11, 13)]))
  const heard = await reaches(13)
  assert.equal(heard.since, 12)
  assert.deepEqual(
    heard.items.map(({ version }) => version),
    [13],
  )
})
