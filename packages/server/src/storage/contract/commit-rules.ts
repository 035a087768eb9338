import assert from 'node:assert/strict'
import type { ChangeSet } from '../../core/feeds/change-set.ts'
import { roomFeed } from '../../core/feeds/feed-ids.ts'
import type { Rule } from './given.ts'
import { commit, commitEach, committed, idsOf, refused, run, seqsOf, versionsOf } from './outcomes.ts'
import {
  ada,
  at,
  ben,
  claim,
  cleo,
  document,
  idOf,
  member,
  message,
  named,
  removed,
  room,
  set,
} from './rows-to-write.ts'

const lounge = idOf('lounge')
const feed = roomFeed(lounge)

/** The same set under another key. */
const again = (one: ChangeSet): ChangeSet => ({ ...one, once: { ...one.once, key: `again ${one.once.key}` } })

export function commitRules(rule: Rule): void {
  rule('[ST-1] what was committed is there for every read that follows', async ({ storage }) => {
    await commit(storage, set([room('lounge'), message('hello')]))
    assert.equal((await storage.read.row('room', lounge))?.version, 1)
    assert.equal((await storage.read.message(idOf('hello')))?.columns.author, ada)
  })

  rule('[ST-2] the versions of a feed are dense and begin at 1', async ({ storage }) => {
    const outcomes = [
      ...(await run(storage, set([room('lounge')]), set([room('lounge')]))),
      ...(await run(storage, set([room('lounge')]))),
    ]
    assert.deepEqual(
      outcomes.map((outcome) => committed(outcome).heads[feed]?.version),
      [1, 2, 3],
    )
  })

  rule('[ST-3] the rows of one commit share the version of their feed', async ({ storage }) => {
    await commit(storage, set([room('lounge')]))
    const { rows } = await commit(storage, set([member('lounge', ada), message('hello'), message('again')]))
    assert.deepEqual(versionsOf(rows), [2, 2, 2])
  })

  rule('[ST-4] a refused set leaves no trace', async ({ storage }) => {
    await commit(storage, set([room('lounge')]))
    const handle = named('handle', 'lounge')
    const writes = [message('hello'), claim(handle, lounge)]
    const [outcome] = await run(storage, set(writes, { expect: [at(room('lounge'), 7)], once: { key: 'k' } }))
    refused(outcome)
    assert.equal(await storage.read.message(idOf('hello')), undefined)
    assert.equal(await storage.read.owner(handle), undefined)
    assert.equal(await storage.read.once('k'), undefined)
    assert.deepEqual((await storage.read.heads([feed])).get(feed), { version: 1, seq: 0, floor: 0 })
  })

  rule('[ST-5] a refused set does not disturb its neighbours', async ({ storage }) => {
    const outcomes = await run(
      storage,
      set([message('first')]),
      set([message('never')], { expect: [at(room('lounge'), 7)] }),
      set([message('second')]),
    )
    assert.deepEqual(
      outcomes.map(({ done }) => done),
      ['committed', 'refused', 'committed'],
    )
    assert.deepEqual(seqsOf(await storage.read.messages(lounge, { after: 0, limit: 9 })), [1, 2])
  })

  rule('[ST-6] a set sees what earlier sets of its batch wrote', async ({ storage }) => {
    const outcomes = await run(
      storage,
      set([room('lounge')]),
      set([member('lounge', ada)], { expect: [at(room('lounge'), 1)] }),
      set([removed(room('lounge'))], { expect: [at(member('lounge', ada), 2)] }),
      set([member('lounge', ben)], { expect: [at(room('lounge'), 0)] }),
    )
    assert.deepEqual(
      outcomes.map(({ done }) => done),
      ['committed', 'committed', 'committed', 'committed'],
    )
  })

  rule('[ST-7] a set that cannot be stored fails alone', async ({ storage }) => {
    await commit(storage, set([message('taken')]))
    const bad = set([message('taken', { text: 'another' })], { once: { key: 'bad' } })
    const answers = await storage.run([
      set([message('one')]),
      bad,
      set([message('two')]),
      set([message('three')]),
    ])
    assert.deepEqual(
      answers.map((answer) => 'outcome' in answer),
      [true, false, true, true],
    )
    assert.deepEqual(seqsOf(await storage.read.messages(lounge, { after: 0, limit: 9 })), [1, 2, 3, 4])
    assert.equal(await storage.read.once('bad'), undefined)
  })

  rule('[ST-8] a fresh id that another set of the batch made fails alone too', async ({ storage }) => {
    const answers = await storage.run([set([message('one')]), set([message('one')]), set([message('two')])])
    assert.deepEqual(
      answers.map((answer) => 'outcome' in answer),
      [true, false, true],
    )
  })

  rule('[ST-9] messages are numbered densely in each room and keep their number', async ({ storage }) => {
    await run(
      storage,
      set([message('one'), message('two')]),
      set([message('other', { room: 'garden' })]),
      set([message('three')]),
    )
    await commit(storage, set([message('one', { text: 'edited', fresh: false })]))
    await commit(storage, set([removed(message('two'))]))
    await commit(storage, set([message('four')]))
    const rows = await storage.read.messages(lounge, { after: 0, limit: 9 })
    assert.deepEqual(idsOf(rows), ['one', 'two', 'three', 'four'].map(idOf))
    assert.deepEqual(seqsOf(rows), [1, 2, 3, 4])
    assert.equal((await storage.read.heads([feed])).get(feed)?.seq, 4)
  })

  rule(
    '[ST-10] the outcome has the finished rows in the order of the writes, and the heads',
    async ({ storage }) => {
      const { rows, heads } = await commit(
        storage,
        set([message('hello'), message('far', { room: 'garden' }), room('lounge')]),
      )
      assert.deepEqual(idsOf(rows), [idOf('hello'), idOf('far'), lounge])
      assert.equal(
        rows[0]?.text,
        `{"kind":"message","version":1,"born":1,"seq":1,"id":"${idOf('hello')}","text":"this is hello"}`,
      )
      assert.deepEqual(heads, {
        [feed]: { version: 1, seq: 1, floor: 0 },
        [roomFeed(idOf('garden'))]: { version: 1, seq: 1, floor: 0 },
      })
      assert.deepEqual(await storage.read.message(idOf('hello')), rows[0])
    },
  )

  rule('[ST-11] feeds that were only touched do not move', async ({ storage }) => {
    const { heads } = await commit(storage, set([room('lounge')], { touches: ['user:x', 'directory'] }))
    assert.deepEqual(Object.keys(heads), [feed])
    assert.equal((await storage.read.heads(['directory'])).get('directory')?.version, 0)
  })

  rule('[ST-12] an expected version is met, or refused with the expectation', async ({ storage }) => {
    await commitEach(storage, [set([room('lounge')]), set([room('lounge')])])
    const expect = [at(room('lounge'), 2), at(room('lounge'), 1)]
    const [outcome] = await run(storage, set([message('hello')], { expect }))
    assert.deepEqual(refused(outcome).because, expect[1])
    await commit(storage, set([message('hello')], { expect: [at(room('lounge'), 2)] }))
  })

  rule('[ST-13] version 0 expects no row, or one that was removed', async ({ storage }) => {
    const absent = { expect: [at(member('lounge', ada), 0)] }
    await commit(storage, set([member('lounge', ada)], absent))
    refused((await run(storage, set([member('lounge', ada)], absent)))[0])
    await commit(storage, set([removed(member('lounge', ada))]))
    await commit(storage, set([member('lounge', ada)], absent))
  })

  rule(
    '[ST-111] a bound on the rows of a kind in a feed is kept, also within a batch',
    async ({ storage }) => {
      const bound = { count: 'member', feed, fewerThan: 2 } as const
      const joins = [ada, ben, cleo].map((one) => set([member('lounge', one)], { expect: [bound] }))
      const leaves = set([removed(member('lounge', ada))])
      const other = set([member('garden', ada)])

      const outcomes = await run(storage, other, ...joins, leaves, ...joins.slice(2).map(again))

      assert.deepEqual(
        outcomes.map(({ done }) => done),
        ['committed', 'committed', 'committed', 'refused', 'committed', 'committed'],
      )
      assert.deepEqual(refused(outcomes[3]).because, bound)
      assert.equal(await storage.read.countInFeed('member', feed), 2)
      refused((await run(storage, set([member('lounge', ada)], { expect: [bound] })))[0])
      // Who is there already is written again without being counted twice.
      await commit(storage, set([member('lounge', ben)], { expect: [{ ...bound, fewerThan: 3 }] }))
      await commit(storage, set([member('lounge', ada)], { expect: [{ ...bound, fewerThan: 3 }] }))
    },
  )

  rule('[ST-14] a row that was read before is read as it became since', async ({ storage }) => {
    const read = async () => (await storage.read.row('room', lounge))?.version
    const versions = [await read()]
    for (const write of [room('lounge'), room('lounge'), removed(room('lounge')), room('lounge')]) {
      await commit(storage, set([write]))
      versions.push(await read())
    }
    await storage.erase(feed, 10)
    versions.push(await read())
    assert.deepEqual(versions, [undefined, 1, 2, undefined, 4, undefined])
  })

  rule('[ST-15] an id that another feed has, or had, is not free', async ({ storage }) => {
    const [note, elsewhere] = [document('note', {}), document('note', {}, { collection: 'shop' })]
    const making = () => set([elsewhere], { expect: [at(elsewhere, 0)] })
    await commit(storage, set([note]))
    refused((await run(storage, making()))[0])
    await commit(storage, set([removed(note)]))
    refused((await run(storage, making()))[0])
    const { rows } = await storage.read.changes(note.feed, 1, { items: 9, bytes: 9_000, behind: 9 })
    assert.deepEqual(idsOf(rows), [note.id])
  })
}
