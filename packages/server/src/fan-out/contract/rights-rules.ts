import assert from 'node:assert/strict'
import { setImmediate as turnOfTheLoop } from 'node:timers/promises'
import { collectionFeed, directoryFeed, roomFeed, staffFeed, userFeed } from '../../core/feeds/feed-ids.ts'
import { inShort } from './ear.ts'
import type { Rule } from './rule.ts'
import {
  account,
  ban,
  collection,
  document,
  gone,
  key,
  member,
  membership,
  message,
  session,
  set,
} from './sets.ts'

const lounge = roomFeed('lounge')
const notes = collectionFeed('notes')

export function rightsRules(rule: Rule): void {
  removalRules(rule)
  endingRules(rule)
  askingRules(rule)
}

function removalRules(rule: Rule): void {
  rule('[FO-10] who is removed hears what came before, and nothing after, in the same turn', async (node) => {
    const { hub, ear, turn } = node
    const ada = ear('ada', { account: 'ada' })
    const ben = ear('ben', { account: 'ben' })
    const bensPhone = ear('ben’s phone', { account: 'ben' })
    await turn(set(member('lounge', 'ben'), membership('ben', 'lounge')))
    for (const { id } of [ada, ben, bensPhone]) hub.join(id, [lounge])
    for (const { id } of [ben, bensPhone]) hub.join(id, [userFeed('ben')])
    for (const one of [ada, ben, bensPhone]) one.heard.length = 0
    await turn(
      set(message('lounge', 'before')),
      set(gone(member('lounge', 'ben')), gone(membership('ben', 'lounge'))),
      set(message('lounge', 'secret')),
    )
    await turn(set(message('lounge', 'later')))
    for (const one of [ben, bensPhone]) {
      assert.deepEqual(inShort(one), [
        'room:lounge 1-2: message before',
        'user:ben 1-2: no membership lounge.ben',
      ])
      assert.deepEqual(one.lost, [lounge])
    }
    assert.deepEqual(inShort(ada), [
      'room:lounge 1-2: message before',
      'room:lounge 2-4: no member lounge.ben, message secret',
      'room:lounge 4-5: message later',
    ])
    assert.deepEqual(ada.lost, [])
  })

  rule('[FO-11] who is removed and let in again in one turn misses what was between', async (node) => {
    const { hub, ear, turn } = node
    const ben = ear('ben', { account: 'ben' })
    await turn(set(member('lounge', 'ben')))
    hub.join('ben', [lounge])
    ben.heard.length = 0
    await turn(
      set(gone(member('lounge', 'ben'))),
      set(message('lounge', 'secret')),
      set(member('lounge', 'ben')),
      set(message('lounge', 'hello again')),
    )
    assert.deepEqual(inShort(ben), ['room:lounge 3-5: member lounge.ben, message hello again'])
    assert.deepEqual(ben.lost, [lounge])
  })

  rule('[FO-12] who is no moderator any more does not hear of the staff’s business', async (node) => {
    const { hub, asking, turn } = node
    await turn(set(member('lounge', 'ada', 'moderator')))
    const ada = asking('ada', 'ada')
    hub.join('ada', [lounge])
    assert.equal(hub.follow('ada', staffFeed('lounge')), true)
    await turn(set(ban('lounge', 'ben')))
    await turn(set(member('lounge', 'ada', 'member')), set(ban('lounge', 'cleo')))
    assert.deepEqual(inShort(ada, staffFeed('lounge')), ['staff:lounge 0-1: ban lounge.ben'])
    assert.deepEqual(ada.lost, [staffFeed('lounge')])
    assert.deepEqual(inShort(ada, lounge), ['room:lounge 1-2: member lounge.ada'])
  })

  rule('[FO-13] a room lost while a connection opens is not joined after all', async (node) => {
    const { hub, ear, turn } = node
    await turn(set(member('lounge', 'ben')), set(member('cellar', 'ben')), set(member('attic', 'ben')))
    const ben = ear('ben', { account: 'ben' })
    await turn(
      set(gone(member('lounge', 'ben'))),
      set(gone(member('attic', 'ben'))),
      set(member('attic', 'ben')),
    )
    hub.join('ben', [lounge, roomFeed('cellar'), roomFeed('attic')])
    await turn(set(message('lounge', 'a')), set(message('cellar', 'b')), set(message('attic', 'c')))
    const feeds = ben.heard.filter(({ from }) => from > 0).map(({ feed }) => feed)
    assert.deepEqual(new Set(feeds), new Set([roomFeed('cellar'), roomFeed('attic')]))
  })
}

function endingRules(rule: Rule): void {
  rule('[FO-14] the end of a session closes its connections and no others', async (node) => {
    const { hub, ear, turn } = node
    await turn(set(session('laptop', 'ada')), set(session('phone', 'ada')))
    const laptop = ear('laptop', { account: 'ada', session: 'laptop' })
    const phone = ear('phone', { account: 'ada', session: 'phone' })
    for (const id of ['laptop', 'phone']) hub.join(id, [userFeed('ada'), lounge])
    await turn(
      set(message('lounge', 'before')),
      set(gone(session('laptop', 'ada'))),
      set(message('lounge', 'after')),
    )
    assert.deepEqual(laptop.ended, ['auth.invalid-token'])
    assert.deepEqual(inShort(laptop), ['room:lounge 0-1: message before'])
    assert.deepEqual(phone.ended, [])
    assert.deepEqual(inShort(phone, lounge), [
      'room:lounge 0-1: message before',
      'room:lounge 1-2: message after',
    ])
  })

  rule('[FO-15] a revoked key closes the connections that came with it', async ({ ear, turn }) => {
    await turn(set(key('one', 'bot')), set(key('two', 'bot')))
    const one = ear('one', { account: 'bot', key: 'one' })
    const two = ear('two', { account: 'bot', key: 'two' })
    await turn(set(gone(key('one', 'bot'))))
    assert.deepEqual([one.ended, two.ended], [['auth.invalid-token'], []])
  })

  rule('[FO-16] a deactivated account is heard and spoken to no more', async ({ hub, ear, turn }) => {
    await turn(set(account('ben')))
    const ben = ear('ben', { account: 'ben', session: 's' })
    const ada = ear('ada', { account: 'ada' })
    for (const id of ['ada', 'ben']) hub.join(id, [lounge])
    await turn(set(account('ben', { status: 'deactivated' })), set(message('lounge', 'after')))
    assert.deepEqual(ben.ended, ['account.disabled'])
    assert.deepEqual(inShort(ben), [])
    assert.deepEqual([ada.ended, inShort(ada)], [[], ['room:lounge 0-1: message after']])
    assert.equal(hub.counts().connections, 1)
  })

  rule('[FO-17] a connection lives as long as its token, and longer when that is renewed', async (node) => {
    const { hub, ear, clock } = node
    const ada = ear('ada', { account: 'ada' })
    const ben = ear('ben', { account: 'ben' })
    hub.renew('ada', clock.now() + 60_000)
    hub.renew('ben', clock.now() + 60_000)
    clock.pass(59_000)
    hub.renew('ada', clock.now() + 60_000)
    clock.pass(2_000)
    assert.deepEqual([ada.ended, ben.ended], [[], ['auth.expired-token']])
    clock.pass(60_000)
    assert.deepEqual(ada.ended, ['auth.expired-token'])
  })

  rule('[FO-18] at the end everybody is told goodbye', async ({ hub, ear }) => {
    const ears = [ear('ada', { account: 'ada' }), ear('nobody')]
    hub.end('shutdown')
    assert.deepEqual(
      ears.map(({ ended }) => ended),
      [['shutdown'], ['shutdown']],
    )
    assert.deepEqual(hub.counts(), { connections: 0, accounts: 0, feeds: 0 })
  })

  rule('[FO-19] whose role changes is read again before they act', async ({ ear, turn }) => {
    await turn(set(account('ada')))
    const ada = ear('ada', { account: 'ada' })
    const ben = ear('ben', { account: 'ben' })
    await turn(set(account('ada', { role: 'admin' })))
    assert.deepEqual([ada.refreshed, ben.refreshed], [1, 0])
  })
}

function askingRules(rule: Rule): void {
  rule(
    '[FO-20] when a collection’s rules change, nobody hears more of it before they are asked again',
    async (node) => {
      const { hub, asking, turn } = node
      await turn(set(collection('notes', 'anyone')))
      const ada = asking('ada', 'ada', 'admin')
      const ben = asking('ben', 'ben')
      for (const id of ['ada', 'ben']) assert.equal(hub.follow(id, notes), true)
      await turn(
        set(document('notes', 'public')),
        set(collection('notes', { role: 'admin' })),
        set(document('notes', 'secret')),
      )
      await turn(set(document('notes', 'secret too')))
      await turnOfTheLoop()
      assert.deepEqual(inShort(ben), ['collection:notes 1-2: document public'])
      assert.deepEqual(ben.lost, [notes])
      assert.deepEqual(inShort(ada), [
        'collection:notes 1-2: document public',
        'collection:notes 2-4: collection notes, document secret',
        'collection:notes 4-5: document secret too',
      ])
      assert.deepEqual(ada.lost, [])
    },
  )

  rule('[FO-21] when nobody can say whether somebody may, they may not', async (node) => {
    const { hub, ear, turn, reports } = node
    await turn(set(collection('notes', 'anyone')))
    const fault = new Error('the store cannot be reached')
    const ada = ear('ada', { account: 'ada', caller: () => Promise.reject(fault) })
    const nobody = ear('nobody')
    for (const id of ['ada', 'nobody']) hub.follow(id, notes)
    await turn(set(collection('notes', 'anyone')))
    await turnOfTheLoop()
    assert.deepEqual([ada.lost, nobody.lost], [[notes], [notes]])
    assert.deepEqual([ada.heard, nobody.heard], [[], []])
    assert.deepEqual(reports, [fault])
  })

  rule('[FO-22] who leaves a room loses the collections that it opened', async (node) => {
    const { hub, asking, turn } = node
    await turn(set(collection('notes', { membersOf: 'lounge' })), set(member('lounge', 'ben')))
    const ben = asking('ben', 'ben')
    hub.join('ben', [lounge])
    hub.follow('ben', notes)
    await turn(set(gone(member('lounge', 'ben'))), set(document('notes', 'secret')))
    await turnOfTheLoop()
    assert.deepEqual(inShort(ben), [])
    assert.deepEqual(new Set(ben.lost), new Set([lounge, notes]))
  })

  rule('[FO-23] a connection asks for so many feeds and no more', async ({ hub, asking, turn }) => {
    const ada = asking('ada', 'ada')
    hub.join('ada', [lounge])
    const asked = ['a', 'b', 'c', 'd'].map((name) => hub.follow('ada', collectionFeed(name)))
    assert.deepEqual(asked, [true, true, true, false])
    assert.equal(hub.follow('ada', lounge), true, 'its own feeds do not count')
    hub.unfollow('ada', collectionFeed('a'))
    assert.equal(hub.follow('ada', directoryFeed), true)
    hub.unfollow('ada', lounge)
    await turn(set(document('a', 'unheard')), set(document('b', 'heard')), set(message('lounge', 'heard')))
    assert.deepEqual(inShort(ada), ['collection:b 0-1: document heard', 'room:lounge 0-1: message heard'])
  })
}
