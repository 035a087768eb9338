import assert from 'node:assert/strict'
import { roomFeed } from '../../core/feeds/feed-ids.ts'
import type { Rule } from './given.ts'
import { commit, committed, idsOf, refused, run } from './outcomes.ts'
import { ada, at, idOf, member, message, removed, room, set } from './rows-to-write.ts'

const lounge = idOf('lounge')
const feed = roomFeed(lounge)
/** A repeat as a client makes it: the server has made another id meanwhile. */
const sending = (id: string, digest = 'hello') =>
  set([message(id, { text: 'hello' })], { once: { key: 'ada message.send 1', digest } })

export function onceRules(rule: Rule): void {
  rule('[ST-40] a repeat has the first outcome and changes nothing', async ({ storage }) => {
    const first = await commit(storage, sending('one'))
    const again = await commit(storage, sending('two'))
    assert.deepEqual(again, { ...first, repeated: true })
    assert.equal((await storage.read.heads([feed])).get(feed)?.version, 1)
    assert.equal(await storage.read.message(idOf('two')), undefined)
  })

  rule('[ST-41] a repeat in the same batch is one too', async ({ storage }) => {
    const [first, again] = await run(storage, sending('one'), sending('two'))
    assert.deepEqual(again, { ...committed(first), repeated: true })
  })

  rule('[ST-42] a repeat is answered after a restart', async ({ storage, reopen }) => {
    const first = await commit(storage, sending('one'))
    assert.deepEqual(await commit(await reopen(), sending('two')), { ...first, repeated: true })
  })

  rule('[ST-43] a repeat has the rows as they stand', async ({ storage }) => {
    await commit(storage, sending('one'))
    const edit = await commit(storage, set([message('one', { text: 'edited', fresh: false })]))
    assert.deepEqual((await commit(storage, sending('two'))).rows, edit.rows)
    const [removal, again] = await run(storage, set([removed(message('one'))]), sending('three'))
    assert.deepEqual(committed(again).rows, committed(removal).rows)
    assert.equal(committed(again).heads[feed]?.version, 3)
  })

  rule('[ST-44] a known key with other content is refused', async ({ storage }) => {
    await commit(storage, sending('one'))
    const outcomes = await run(storage, sending('two', 'other'), sending('three'))
    assert.equal(refused(outcomes[0]).because, 'once')
    assert.equal(committed(outcomes[1]).repeated, true)
  })

  rule('[ST-45] a repeat is seen before preconditions are judged', async ({ storage }) => {
    const joining = (key: string) =>
      set([member('lounge', ada)], { expect: [at(member('lounge', ada), 0)], once: { key } })
    await commit(storage, joining('join'))
    assert.equal((await commit(storage, joining('join'))).repeated, true)
    refused((await run(storage, joining('another')))[0])
  })

  rule('[ST-46] the key of a refused set is not kept', async ({ storage }) => {
    const once = { key: 'again' }
    refused((await run(storage, set([room('lounge')], { expect: [at(room('lounge'), 3)], once })))[0])
    assert.equal((await commit(storage, set([room('lounge')], { once }))).repeated, undefined)
  })

  rule('[ST-47] a key may refer to other rows than those written', async ({ storage }) => {
    await commit(storage, set([room('lounge'), room('garden')]))
    const refs = [{ kind: 'room' as const, id: idOf('garden') }]
    const once = { key: 'mark', refs }
    await commit(storage, set([member('lounge', ada)], { once }))
    const again = await commit(storage, set([member('lounge', ada)], { once }))
    assert.deepEqual(idsOf(again.rows), [idOf('garden')])
    assert.deepEqual(again.heads, { [roomFeed(idOf('garden'))]: { version: 1, seq: 0, floor: 0 } })
  })

  rule('[ST-48] a known key is read with its digest and its rows, tombstones too', async ({ storage }) => {
    const { rows } = await commit(storage, sending('one'))
    assert.deepEqual(await storage.read.once('ada message.send 1'), { digest: 'hello', rows })
    const removal = await commit(storage, set([removed(message('one'))]))
    assert.deepEqual((await storage.read.once('ada message.send 1'))?.rows, removal.rows)
    assert.equal(await storage.read.once('unknown'), undefined)
  })

  rule('[ST-49] a set that writes no row can be repeated', async ({ storage }) => {
    const nothing = () => set([], { once: { key: 'nothing', expires: 9_000 }, touches: [feed] })
    assert.deepEqual(await commit(storage, nothing()), { done: 'committed', heads: {}, rows: [] })
    assert.deepEqual(await commit(storage, nothing()), {
      done: 'committed',
      heads: {},
      rows: [],
      repeated: true,
    })
  })
}
