import assert from 'node:assert/strict'
import { directoryFeed, roomFeed } from '../../core/feeds/feed-ids.ts'
import type { Put } from '../../core/feeds/change-set.ts'
import type { Page } from '../../core/ports/store.ts'
import type { Rule } from './given.ts'
import { commit, commitEach, idsOf } from './outcomes.ts'
import {
  account,
  ada,
  ben,
  cleo,
  idOf,
  member,
  membership,
  mention,
  message,
  profile,
  removed,
  room,
  session,
  set,
} from './rows-to-write.ts'

const lounge = roomFeed(idOf('lounge'))
const all = { limit: 50 }

export function listRules(rule: Rule): void {
  rule('[ST-60] rows are found by id where they stand', async ({ storage }) => {
    await commit(storage, set([member('lounge', ada), member('lounge', ben), member('lounge', cleo)]))
    await commit(storage, set([removed(member('lounge', ben))]))
    const ids = [ada, ben, cleo, idOf('dora')].map((id) => `${idOf('lounge')}.${id}`)
    const found = await storage.read.rows('member', ids)
    assert.deepEqual(idsOf(found).sort(), [ids[0], ids[2]])
    assert.equal(await storage.read.row('member', ids[1] ?? ''), undefined)
    assert.deepEqual(await storage.read.rows('member', []), [])
  })

  rule('[ST-61] the rows of a feed come in pages, by id', async ({ storage }) => {
    await commit(storage, set([member('lounge', cleo), member('lounge', ada), member('lounge', ben)]))
    await commit(storage, set([member('garden', ada)]))
    await commit(storage, set([removed(member('lounge', ben))]))
    const first = await storage.read.inFeed('member', lounge, { limit: 1 })
    const second = await storage.read.inFeed('member', lounge, { after: first[0]?.id, limit: 5 })
    assert.deepEqual(
      [...first, ...second].map(({ columns }) => columns.account),
      [ada, cleo],
    )
    assert.equal(await storage.read.countInFeed('member', lounge), 2)
    assert.equal(await storage.read.countInFeed('member', roomFeed(idOf('attic'))), 0)
  })

  rule('[ST-62] public rooms are listed; others, archived and removed ones are not', async ({ storage }) => {
    await commitEach(
      storage,
      [
        room('lounge'),
        room('hidden', { type: 'unlisted' }),
        room('secret', { type: 'private' }),
        room('attic', { archived: 1 }),
        room('gone'),
        removed(room('gone')),
        room('garden'),
      ].map((write) => set([write])),
    )
    assert.deepEqual(idsOf(await storage.read.publicRooms('', all)), [idOf('garden'), idOf('lounge')])
    assert.deepEqual(idsOf(await storage.read.publicRooms('', { limit: 1 })), [idOf('garden')])
    const after = idOf('garden')
    assert.deepEqual(idsOf(await storage.read.publicRooms('', { after, limit: 9 })), [idOf('lounge')])
  })

  rule('[ST-63] a search takes every character as it is', async ({ storage }) => {
    const searches = ['100% sure', '100 sure', 'a_b', 'axb', 'c\\d', "o'brien", 'grüße', '\u{1F600}', 'abc']
    for (const [place, search] of searches.entries()) {
      await commit(storage, set([room(`room ${place}`, { search }), profile(`name ${place}`, search)]))
    }
    const found = {
      '0%': ['100% sure'],
      _: ['a_b'],
      '\\': ['c\\d'],
      "'": ["o'brien"],
      üß: ['grüße'],
      '\u{1F600}': ['\u{1F600}'],
      B: [],
      sure: ['100% sure', '100 sure'],
    }
    for (const [search, expected] of Object.entries(found)) {
      const rooms = await storage.read.publicRooms(search, all)
      assert.deepEqual(
        rooms.map(({ columns }) => columns.search),
        expected,
        search,
      )
      const profiles = await storage.read.profiles(search, all)
      assert.deepEqual(
        profiles.map(({ columns }) => columns.search),
        expected,
        search,
      )
    }
  })

  rule('[ST-64] profiles come in pages, by id', async ({ storage }) => {
    await commit(storage, set([profile('cleo'), profile('ada'), profile('ben'), profile('cleopatra')]))
    await commit(storage, set([removed(profile('ben'))]))
    assert.deepEqual(idsOf(await storage.read.profiles('', { limit: 2 })), [ada, cleo])
    const after = await storage.read.profiles('cleo', { after: cleo, limit: 2 })
    assert.deepEqual(idsOf(after), [idOf('cleopatra')])
    assert.equal(await storage.read.countInFeed('profile', directoryFeed), 3)
  })

  rule('[ST-65] the mentions of a message, and of an account, newest first', async ({ storage }) => {
    const messages = ['m1', 'm2', 'm3'].map((name) => message(name))
    await commitEach(
      storage,
      messages.map((one) => set([one, mention(one, ben), mention(one, cleo)])),
    )
    const second = messages[1] ?? message('m2')
    assert.deepEqual(idsOf(await storage.read.mentionsOf(second.id)).sort(), [
      `${second.id}.${ben}`,
      `${second.id}.${cleo}`,
    ])
    await commit(storage, set([removed(mention(second, ben))]))
    assert.deepEqual(idsOf(await storage.read.mentionsOf(second.id)), [`${second.id}.${cleo}`])
    const seqs = async (page: { after?: string; limit: number }) =>
      (await storage.read.mentionsFor(ben, page)).map(({ columns }) => columns.seq)
    assert.deepEqual(await seqs(all), [3, 1])
    assert.deepEqual(await seqs({ limit: 1 }), [3])
    assert.deepEqual(await seqs({ after: `${idOf('m3')}.${ben}`, limit: 9 }), [1])
  })

  rule('[ST-66] two accounts share a room while both are in it', async ({ storage }) => {
    await commit(storage, set([membership('lounge', ada), membership('garden', ada)]))
    await commit(storage, set([membership('garden', ben), membership('attic', cleo)]))
    assert.equal(await storage.read.shareRoom(ada, ben), true)
    assert.equal(await storage.read.shareRoom(ben, ada), true)
    assert.equal(await storage.read.shareRoom(ada, cleo), false)
    await commit(storage, set([removed(membership('garden', ben))]))
    assert.equal(await storage.read.shareRoom(ada, ben), false)
  })

  rule('[ST-67] accounts are found by their role', async ({ storage }) => {
    await commitEach(storage, [
      set([account('ada', 'owner')]),
      set([account('ben', 'owner')]),
      set([account('cleo', 'admin')]),
      set([removed(account('ben'))]),
    ])
    assert.deepEqual(idsOf(await storage.read.accountsWithRole('owner')), [ada])
    assert.deepEqual(await storage.read.accountsWithRole('guest'), [])
  })

  rule('[ST-107] what an older contract made is listed by id, claimed or not', async ({ storage }) => {
    const made = <K extends 'account' | 'room'>(put: Put<K>, madeBy: string): Put<K> => ({
      ...put,
      columns: { ...put.columns, madeBy },
    })
    await commit(storage, set([made(account('cleo'), 'older'), made(account('ada'), 'unclaimed:older')]))
    await commit(storage, set([made(account('ben'), 'other'), made(account('dora'), 'older')]))
    await commit(storage, set([removed(made(account('dora'), 'older'))]))
    const accounts = async (page: Page) => idsOf(await storage.read.rowsMadeBy('account', 'older', page))
    assert.deepEqual(await accounts(all), [ada, cleo])
    assert.deepEqual(await accounts({ limit: 1 }), [ada])
    assert.deepEqual(await accounts({ after: ada, limit: 9 }), [cleo])
    await commit(storage, set([made(room('lounge'), 'older'), room('garden'), made(room('attic'), 'other')]))
    assert.deepEqual(idsOf(await storage.read.rowsMadeBy('room', 'older', all)), [idOf('lounge')])
    assert.deepEqual(await storage.read.rowsMadeBy('room', 'nobody', all), [])
  })

  rule('[ST-112] a guest is spent when no session of theirs lasts longer', async ({ storage }) => {
    const older = account('dora', 'guest')
    await commit(storage, set([account('ada', 'guest'), session('one', ada, 100), session('two', ada, 200)]))
    await commit(storage, set([account('ben', 'guest'), session('ended', ben, 900)]))
    await commit(
      storage,
      set([account('cleo'), { ...older, columns: { ...older.columns, madeBy: 'older' } }]),
    )
    const spent = async (now: number, limit = 9) => idsOf(await storage.read.spentGuests(now, limit)).sort()
    assert.deepEqual(await spent(150), [])
    assert.deepEqual(await spent(200), [ada])
    await commit(storage, set([removed(session('ended', ben, 900))]))
    assert.deepEqual(await spent(150), [ben])
    assert.deepEqual(await spent(200), [ada, ben])
    assert.equal((await spent(200, 1)).length, 1)
    await commit(storage, set([removed(account('ada', 'guest'))]))
    assert.deepEqual(await spent(200), [ben])
  })

  rule('[ST-108] a long page holds what short ones do', async ({ storage }) => {
    const names = ['m1', 'm2', 'm3']
    await commitEach(
      storage,
      names.map((name) => set([message(name)])),
    )
    const inRoom = (limit: number) => storage.read.messages(idOf('lounge'), { after: 0, limit })
    assert.deepEqual(await inRoom(500), await inRoom(3))
    await commit(storage, set([member('lounge', ada), member('lounge', ben)]))
    const members = (limit: number) => storage.read.inFeed('member', lounge, { limit })
    assert.deepEqual(idsOf(await members(500)), idsOf(await members(2)))
  })
}
