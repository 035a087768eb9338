import assert from 'node:assert/strict'
import type { Row } from '../../core/feeds/change-set.ts'
import { roomFeed, userFeed } from '../../core/feeds/feed-ids.ts'
import type { ChangeBounds, Changes, Storage } from '../../core/ports/store.ts'
import type { Rule } from './given.ts'
import { commit, commitEach, idsOf, versionsOf } from './outcomes.ts'
import {
  account,
  ada,
  ben,
  idOf,
  inbox,
  member,
  membership,
  message,
  removed,
  room,
  set,
} from './rows-to-write.ts'

const feed = roomFeed(idOf('lounge'))
const roomy: ChangeBounds = { items: 100, bytes: 1_000_000, behind: 1_000 }

export function changeRules(rule: Rule): void {
  rule('[ST-50] a feed that never moved is at 0', async ({ storage }) => {
    const zero = { version: 0, seq: 0, floor: 0 }
    assert.deepEqual(
      await storage.read.heads([feed, 'directory']),
      new Map([
        [feed, zero],
        ['directory', zero],
      ]),
    )
    assert.deepEqual(await storage.read.changes(feed, 0, roomy), { head: zero, to: 0, rows: [], more: false })
  })

  rule('[ST-51] what changed since a version: each row once, as it is now', async ({ storage }) => {
    await commitEach(storage, [
      set([room('lounge')]),
      set([message('one'), message('two')]),
      set([message('one', { text: 'edited', fresh: false })]),
      set([removed(message('two'))]),
    ])
    const { rows, to, more, head } = await storage.read.changes(feed, 1, roomy)
    assert.deepEqual(idsOf(rows), [idOf('one'), idOf('two')])
    assert.deepEqual(versionsOf(rows), [3, 4])
    assert.deepEqual(
      rows.map((row) => [row.removed, row.born]),
      [
        [false, 2],
        [true, 2],
      ],
    )
    assert.deepEqual({ to, more, head }, { to: 4, more: false, head: { version: 4, seq: 2, floor: 0 } })
  })

  rule('[ST-52] all kinds of a feed are told, and no other feed', async ({ storage }) => {
    await commit(storage, set([room('lounge'), member('lounge', ada), message('hello')]))
    await commit(storage, set([account('ada'), membership('lounge', ada), inbox('lounge', ada, 0)]))
    const kinds = async (of: string) =>
      (await storage.read.changes(of, 0, roomy)).rows.map(({ kind }) => kind).sort()
    assert.deepEqual(await kinds(feed), ['member', 'message', 'room'])
    assert.deepEqual(await kinds(userFeed(ada)), ['account', 'inbox', 'membership'])
    assert.deepEqual(await kinds(userFeed(ben)), [])
  })

  rule('[ST-53] at the head, and above it, nothing changed', async ({ storage }) => {
    await commit(storage, set([room('lounge')]))
    for (const since of [1, 9]) {
      const { rows, to, more } = await storage.read.changes(feed, since, roomy)
      assert.deepEqual({ rows, to, more }, { rows: [], to: 1, more: false })
    }
  })

  rule('[ST-54] a page ends on a version, within the number of items', async ({ storage }) => {
    await commitEach(storage, [
      set([message('a1')]),
      set([message('b1'), message('b2'), message('b3')]),
      set([message('c1')]),
    ])
    const pages = await allPages(storage, { ...roomy, items: 3 })
    assert.deepEqual(
      pages.map((page) => [versionsOf(page.rows), page.to, page.more]),
      [
        [[1], 1, true],
        [[2, 2, 2], 2, true],
        [[3], 3, false],
      ],
    )
  })

  rule('[ST-55] a version that is larger than a page comes whole', async ({ storage }) => {
    await commitEach(storage, [set([room('lounge'), message('a1'), message('a2')]), set([message('b1')])])
    for (const bounds of [{ items: 2 }, { bytes: 10 }]) {
      const page = await storage.read.changes(feed, 0, { ...roomy, ...bounds })
      assert.deepEqual([versionsOf(page.rows), page.to, page.more], [[1, 1, 1], 1, true])
    }
  })

  rule('[ST-56] a page keeps within its bytes, counted as UTF-8', async ({ storage }) => {
    const sets = ['one', 'two', 'three', 'four'].map((name) =>
      set([message(name, { text: 'й'.repeat(500) })]),
    )
    await commitEach(storage, sets)
    const pages = await allPages(storage, { ...roomy, bytes: 2_400 })
    assert.deepEqual(
      pages.map(({ to }) => to),
      [2, 4],
    )
  })

  rule('[ST-57] the last page ends at the head, also where the newest rows are gone', async ({ storage }) => {
    await commitEach(storage, [set([room('lounge')]), set([member('lounge', ada)])])
    await commit(storage, set([removed(member('lounge', ada), 10)]))
    await storage.purge({ tombstones: 11, keys: 0 }, 10)
    const { rows, to, more, head } = await storage.read.changes(feed, 0, roomy)
    assert.deepEqual([idsOf(rows), to, more, head.floor], [[idOf('lounge')], 3, false, 3])
  })

  rule('[ST-58] who is too far behind is told so and gets no rows', async ({ storage }) => {
    await commitEach(storage, [set([room('lounge'), message('a')]), set([message('b')]), set([message('c')])])
    const tooFar = await storage.read.changes(feed, 0, { ...roomy, behind: 3 })
    assert.deepEqual([tooFar.tooFar, tooFar.rows, tooFar.head.version], [true, [], 3])
    const near = await storage.read.changes(feed, 0, { ...roomy, behind: 4 })
    assert.deepEqual([near.tooFar, near.rows.length], [undefined, 4])
  })

  rule('[ST-59] all kinds of a range are of one moment, while others write', async ({ storage }) => {
    const writing = (async () => {
      for (let round = 0; round < 60; round++)
        await storage.run([set([room('lounge'), member('lounge', ada), message('m', { fresh: false })])])
    })()
    let seen = 0
    for (let reads = 0; reads < 40 || seen === 0; reads++) {
      const { rows, to, head } = await storage.read.changes(feed, 0, roomy)
      if (rows.length > 0) seen++
      assert.deepEqual(
        versionsOf(rows),
        rows.map(() => to),
      )
      assert.equal(head.version, to)
      // Lets the writer's answers in.
      await new Promise((resolve) => setImmediate(resolve))
    }
    await writing
  })
}

async function allPages(storage: Storage, bounds: ChangeBounds): Promise<Changes[]> {
  const pages: Changes[] = []
  const rows: Row[] = []
  for (let since = 0, more = true; more; ) {
    const page = await storage.read.changes(feed, since, bounds)
    pages.push(page)
    rows.push(...page.rows)
    ;({ to: since, more } = page)
  }
  assert.deepEqual(rows, (await storage.read.changes(feed, 0, roomy)).rows)
  return pages
}
