import assert from 'node:assert/strict'
import { roomFeed, userFeed } from '../../core/feeds/feed-ids.ts'
import { inShort } from './ear.ts'
import type { Rule } from './rule.ts'
import { gone, member, membership, message, set } from './sets.ts'

const lounge = roomFeed('lounge')

export function newsRules(rule: Rule): void {
  rule('[FO-1] news comes in order, and ranges of a feed join without holes', async ({ hub, ear, turn }) => {
    const ada = ear('ada')
    hub.join('ada', [lounge])
    await turn(set(message('lounge', 'one')))
    await turn(set(message('lounge', 'two'), message('lounge', 'three')))
    assert.deepEqual(inShort(ada), [
      'room:lounge 0-1: message one',
      'room:lounge 1-2: message two, message three',
    ])
  })

  rule('[FO-2] one turn is one range; what changed several times stands once, as it is now', async (node) => {
    const { hub, ear, turn } = node
    const ada = ear('ada')
    hub.join('ada', [lounge])
    const first = message('lounge', 'first')
    await turn(
      set(first),
      set(message('lounge', 'second')),
      set(message('lounge', 'first', 'edited')),
      set(gone(first)),
    )
    assert.deepEqual(inShort(ada), ['room:lounge 0-4: no message first, message second'])
    assert.match(ada.heard[0]?.event.json ?? '', /"removed":true/)
    assert.doesNotMatch(ada.heard[0]?.event.json ?? '', /edited/)
  })

  rule('[FO-3] messages of a range come in order of their numbers', async ({ hub, ear, turn }) => {
    const ada = ear('ada')
    hub.join('ada', [lounge])
    await turn(
      set(message('lounge', 'first')),
      set(message('lounge', 'second')),
      set(member('lounge', 'ben')),
      set(message('lounge', 'first', 'edited')),
    )
    assert.deepEqual(inShort(ada), ['room:lounge 0-4: message first, member lounge.ben, message second'])
    assert.match(ada.heard[0]?.event.json ?? '', /edited/)
  })

  rule('[FO-4] a range says on the wire exactly what it holds', async ({ hub, store, ear, turn }) => {
    const ada = ear('ada')
    hub.join('ada', [lounge])
    const [first] = await turn(set(message('lounge', 'one')), set(message('lounge', 'two')))
    const { event, rows } = ada.heard[0] ?? assert.fail('heard nothing')
    assert.equal(event.name, 'range')
    assert.deepEqual(JSON.parse(event.json), {
      feed: lounge,
      epoch: store.epoch,
      from: 0,
      to: 2,
      items: rows.map(({ text }) => JSON.parse(text)),
    })
    assert.equal(rows[0]?.text, first?.rows[0]?.text)
  })

  rule('[FO-5] a range is put into words once, however many hear it', async ({ hub, ear, turn }) => {
    const ears = Array.from({ length: 50 }, (_, place) => ear(`ear ${place}`))
    for (const { id } of ears) hub.join(id, [lounge])
    await turn(set(message('lounge', 'one')))
    const events = new Set(ears.map(({ heard }) => heard[0]?.event))
    assert.equal(events.size, 1)
    let readings = 0
    const [range] = ears[0]?.heard ?? []
    for (const row of range?.rows ?? []) {
      const { text } = row
      Object.defineProperty(row, 'text', { get: () => (readings++, text) })
    }
    const texts = new Set(ears.map(({ heard }) => heard[0]?.event.json))
    assert.equal(texts.size, 1)
    assert.equal(readings, 1)
  })

  rule(
    '[FO-6] nobody hears of a feed they do not follow, nor after they went',
    async ({ hub, ear, turn }) => {
      const ada = ear('ada')
      const ben = ear('ben')
      hub.join('ada', [lounge])
      hub.join('ben', [roomFeed('cellar')])
      await turn(set(message('lounge', 'one')))
      hub.detach('ada')
      await turn(set(message('lounge', 'two')))
      assert.deepEqual(inShort(ada), ['room:lounge 0-1: message one'])
      assert.deepEqual(inShort(ben), [])
    },
  )

  rule('[FO-7] who joins begins with the row that made them a member', async ({ hub, ear, turn }) => {
    const ada = ear('ada', { account: 'ada' })
    const ben = ear('ben', { account: 'ben' })
    hub.join('ada', [userFeed('ada'), lounge])
    hub.join('ben', [userFeed('ben')])
    await turn(
      set(message('lounge', 'before')),
      set(member('lounge', 'ben'), membership('ben', 'lounge')),
      set(message('lounge', 'after')),
    )
    assert.deepEqual(inShort(ben, userFeed('ben')), ['user:ben 0-1: membership lounge.ben'])
    assert.deepEqual(inShort(ben, lounge), ['room:lounge 1-3: member lounge.ben, message after'])
    assert.deepEqual(inShort(ada), [
      'room:lounge 0-1: message before',
      'room:lounge 1-3: member lounge.ben, message after',
    ])
  })

  rule('[FO-8] one follower’s fault keeps the news from nobody, and is reported', async (node) => {
    const { hub, ear, turn, reports } = node
    const bad = ear('bad')
    const ada = ear('ada')
    const fault = new Error('of the first follower')
    bad.hear = () => {
      throw fault
    }
    hub.join('bad', [lounge])
    hub.join('ada', [lounge])
    const [committed] = await turn(set(message('lounge', 'one')))
    assert.equal(committed?.done, 'committed')
    assert.deepEqual(inShort(ada), ['room:lounge 0-1: message one'])
    assert.deepEqual(reports, [fault])
  })

  rule('[FO-9] news is there before the callers are answered', async ({ hub, ear, store }) => {
    const ada = ear('ada')
    hub.join('ada', [lounge])
    const heardAtAnswer = store.commit(set(message('lounge', 'one'))).then(() => ada.heard.length)
    assert.equal(await heardAtAnswer, 1)
  })
}
