import assert from 'node:assert/strict'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { roomFeed, userFeed } from '../../core/feeds/feed-ids.ts'
import type { Storage } from '../../core/ports/store.ts'
import type { Rule } from './given.ts'
import { commit, commitEach, idsOf } from './outcomes.ts'
import {
  ada,
  ben,
  claim,
  cleo,
  idOf,
  member,
  membership,
  message,
  named,
  removed,
  room,
  set,
} from './rows-to-write.ts'

const feed = roomFeed(idOf('lounge'))
const roomy = { items: 100, bytes: 1_000_000, behind: 1_000 }
const headOf = async (storage: Storage, of = feed) => (await storage.read.heads([of])).get(of)

export function upkeepRules(rule: Rule): void {
  rule('[ST-80] old tombstones are forgotten and the floor of their feed rises', async ({ storage }) => {
    await commitEach(storage, [
      set([member('lounge', ada), member('lounge', ben), member('lounge', cleo)]),
      set([removed(member('lounge', ada), 100)]),
      set([removed(member('lounge', ben), 200)]),
    ])
    assert.equal(await storage.purge({ tombstones: 200, keys: 0 }, 10), 1)
    assert.deepEqual(await headOf(storage), { version: 3, seq: 0, floor: 2 })
    const { rows } = await storage.read.changes(feed, 2, roomy)
    assert.deepEqual(idsOf(rows), [member('lounge', ben).id])
    assert.equal(await storage.purge({ tombstones: 200, keys: 0 }, 10), 0)
  })

  rule('[ST-81] the floor stays when the feed moves on', async ({ storage }) => {
    await commitEach(storage, [set([member('lounge', ada)]), set([removed(member('lounge', ada), 100)])])
    await storage.purge({ tombstones: 101, keys: 0 }, 10)
    await commit(storage, set([message('hello')]))
    assert.deepEqual(await headOf(storage), { version: 3, seq: 1, floor: 2 })
  })

  rule('[ST-82] the tombstones of messages stay', async ({ storage }) => {
    await commitEach(storage, [set([message('hello')]), set([removed(message('hello'), 100)])])
    assert.equal(await storage.purge({ tombstones: 9_000, keys: 0 }, 10), 0)
    assert.equal((await storage.read.message(idOf('hello')))?.removed, true)
    assert.equal((await headOf(storage))?.floor, 0)
  })

  rule('[ST-83] a forgotten row may be put again as new', async ({ storage }) => {
    await commitEach(storage, [set([member('lounge', ada)]), set([removed(member('lounge', ada), 100)])])
    await storage.purge({ tombstones: 101, keys: 0 }, 10)
    const { rows } = await commit(storage, set([{ ...member('lounge', ada), fresh: true }]))
    assert.deepEqual([rows[0]?.version, rows[0]?.born], [3, 3])
  })

  rule('[ST-84] a purge goes in slices', async ({ storage }) => {
    const members = [ada, ben, cleo].map((account) => member('lounge', account))
    await commit(storage, set(members))
    await commit(storage, set(members.map((one) => removed(one, 100))))
    const went = [1, 2, 3].map(() => 2)
    assert.deepEqual(
      [
        await storage.purge({ tombstones: 101, keys: 0 }, went[0] ?? 2),
        await storage.purge({ tombstones: 101, keys: 0 }, 2),
        await storage.purge({ tombstones: 101, keys: 0 }, 2),
      ],
      [2, 1, 0],
    )
  })

  rule('[ST-85] expired keys are forgotten, others stay', async ({ storage }) => {
    await commitEach(storage, [
      set([room('lounge')], { once: { key: 'short', expires: 100 } }),
      set([room('garden')], { once: { key: 'long', expires: 200 } }),
      set([room('attic')], { once: { key: 'kept', expires: null } }),
    ])
    assert.equal(await storage.purge({ tombstones: 0, keys: 200 }, 10), 1)
    assert.equal(await storage.read.once('short'), undefined)
    assert.equal((await storage.read.once('long'))?.rows.length, 1)
    assert.equal((await storage.read.once('kept'))?.rows.length, 1)
  })

  rule('[ST-86] a key without an end goes with the last of its rows', async ({ storage }) => {
    const [first, second] = [member('lounge', ada), membership('lounge', ada)]
    await commit(storage, set([first, second], { once: { key: 'join', expires: null } }))
    await commit(storage, set([removed(first, 100)]))
    await storage.purge({ tombstones: 101, keys: 9_000 }, 10)
    assert.deepEqual(idsOf((await storage.read.once('join'))?.rows ?? []), [second.id])
    await commit(storage, set([removed(second, 200)]))
    await storage.purge({ tombstones: 201, keys: 9_000 }, 10)
    assert.equal(await storage.read.once('join'), undefined)
  })

  rule('[ST-87] erasing takes every row of a feed, in slices, and their keys', async ({ storage }) => {
    const once = { key: 'send', expires: null }
    await commitEach(storage, [
      set([room('lounge'), member('lounge', ada)]),
      set([message('one')], { once }),
      set([message('two')]),
      set([removed(message('two'))]),
      set([message('elsewhere', { room: 'garden' }), membership('lounge', ada)]),
    ])
    assert.equal(await storage.erase(feed, 3), 3)
    assert.equal(await storage.erase(feed, 3), 1)
    assert.equal(await storage.erase(feed, 3), 0)
    assert.deepEqual((await storage.read.changes(feed, 0, roomy)).rows, [])
    assert.equal(await storage.read.message(idOf('two')), undefined)
    assert.equal(await storage.read.once('send'), undefined)
    assert.equal((await storage.read.message(idOf('elsewhere')))?.seq, 1)
    assert.equal((await storage.read.changes(userFeed(ada), 0, roomy)).rows.length, 1)
  })

  rule('[ST-88] the counters of a feed outlive what it held', async ({ storage }) => {
    await commitEach(storage, [set([message('one')]), set([message('two')])])
    await storage.erase(feed, 10)
    assert.deepEqual(await headOf(storage), { version: 2, seq: 2, floor: 2 })
    const { rows } = await commit(storage, set([message('three')]))
    assert.deepEqual([rows[0]?.version, rows[0]?.seq], [3, 3])
  })

  rule(
    '[ST-90] a store that is opened again is the same, and of the same life',
    async ({ storage, reopen }) => {
      const { epoch } = storage
      const handle = named('handle', 'lounge')
      await commit(
        storage,
        set([room('lounge'), message('hello'), claim(handle, ada)], { once: { key: 'k' } }),
      )
      const before = await storage.read.changes(feed, 0, roomy)
      const again = await reopen()
      assert.equal(again.epoch, epoch)
      assert.deepEqual(await again.read.changes(feed, 0, roomy), before)
      assert.equal(await again.read.owner(handle), ada)
      assert.equal((await again.read.once('k'))?.rows.length, 2)
      assert.equal((await commit(again, set([message('again')]))).rows[0]?.seq, 2)
    },
  )

  rule(
    '[ST-91] a restored backup has everything and is another life',
    async ({ storage, folder, restored }) => {
      const handle = named('handle', 'lounge')
      await commit(
        storage,
        set([room('lounge'), message('hello'), claim(handle, ada)], { once: { key: 'k' } }),
      )
      const before = await storage.read.changes(feed, 0, roomy)
      const file = join(folder, 'backup')
      await storage.backup(file)
      await commit(storage, set([message('later')]))
      const copy = await restored(file)
      assert.notEqual(copy.epoch, storage.epoch)
      assert.deepEqual(await copy.read.changes(feed, 0, roomy), before)
      assert.equal(await copy.read.owner(handle), ada)
      assert.equal((await copy.read.once('k'))?.rows.length, 2)
      assert.equal((await commit(copy, set([message('again')]))).rows[0]?.seq, 2)
      await copy.close()
    },
  )

  rule(
    '[ST-92] a backup is one file, and does not take the place of another',
    async ({ storage, folder }) => {
      const file = join(folder, 'backup')
      await storage.backup(file)
      assert.ok(existsSync(file))
      assert.deepEqual(
        readdirSync(folder).filter((name) => name.startsWith('backup')),
        ['backup'],
      )
      await assert.rejects(storage.backup(file), /exist/i)
    },
  )
}
