import assert from 'node:assert/strict'
import { roomFeed, userFeed } from '../../core/feeds/feed-ids.ts'
import { Refusal } from '../../core/refusal.ts'
import type { Ear } from './ear.ts'
import type { Rule } from './rule.ts'

const lounge = roomFeed('lounge')
const cellar = roomFeed('cellar')

/** What an ear was told of people, in short. */
function seen(ear: Ear): string[][] {
  return ear.hints
    .filter(([name]) => name === 'presence')
    .map(([, payload]) =>
      (payload as { changes: { account: string; state: string }[] }).changes.map(
        ({ account, state }) => `${account} ${state}`,
      ),
    )
}

export function signalRules(rule: Rule): void {
  rule(
    '[FO-24] a signal reaches who follows its channel, but not the connection it came over',
    async (node) => {
      const { hub, ear } = node
      const ada = ear('ada', { account: 'ada' })
      const adasPhone = ear('ada’s phone', { account: 'ada' })
      const ben = ear('ben', { account: 'ben' })
      const cleo = ear('cleo', { account: 'cleo' })
      for (const { id } of [ada, adasPhone, ben]) hub.join(id, [lounge])
      const reached = hub.signal({
        channel: lounge,
        name: 'wave',
        from: 'ada',
        data: { x: 1 },
        except: 'ada',
      })
      assert.equal(reached, 2)
      const wave = ['signal', { channel: lounge, name: 'wave', from: 'ada', data: { x: 1 } }]
      assert.deepEqual([ada.hints, cleo.hints], [[], []])
      assert.deepEqual([adasPhone.hints, ben.hints], [[wave], [wave]])
    },
  )

  rule('[FO-25] who causes too many deliveries waits; others do not', async ({ hub, ear, clock }) => {
    const ears = Array.from({ length: 6 }, (_, place) => ear(`ear ${place}`))
    for (const { id } of ears) hub.join(id, [lounge])
    const wave = (from: string) => hub.signal({ channel: lounge, name: 'wave', from })
    assert.equal(wave('ada'), 6)
    assert.equal(wave('ada'), 6)
    assert.throws(
      () => wave('ada'),
      (error) => error instanceof Refusal && error.code === 'rate.limited' && error.more.retryAfter === 1,
    )
    assert.equal(wave('ben'), 6)
    clock.pass(1_000)
    assert.equal(wave('ada'), 6)
    assert.equal(ears[0]?.hints.length, 4)
  })

  rule('[FO-26] people come and go in one event a second for each who watches them', async (node) => {
    const { hub, ear, clock } = node
    const watcher = ear('watcher', { account: 'cleo' })
    const other = ear('other', { account: 'dora' })
    hub.watch('watcher', ['ada', 'ben', 'eve'])
    ear('ada', { account: 'ada' })
    ear('ben', { account: 'ben' })
    hub.setPresence('ben', 'ben', 'away')
    assert.deepEqual(seen(watcher), [])
    clock.pass(1_000)
    assert.deepEqual(seen(watcher), [['ada online', 'ben away']])
    clock.pass(10_000)
    assert.deepEqual(seen(watcher), [['ada online', 'ben away']])
    assert.deepEqual(seen(other), [])
    assert.deepEqual(
      hub.presenceOf(['ada', 'ben', 'eve']).map(({ state }) => state),
      ['online', 'away', 'offline'],
    )
  })

  rule('[FO-27] who is back within moments was never away', async ({ hub, ear, clock }) => {
    const watcher = ear('watcher', { account: 'cleo' })
    ear('ada', { account: 'ada' })
    clock.pass(1_000)
    hub.watch('watcher', ['ada'])
    hub.detach('ada')
    clock.pass(2_000)
    ear('ada again', { account: 'ada' })
    clock.pass(20_000)
    assert.deepEqual(seen(watcher), [])
    hub.detach('ada again')
    assert.equal(hub.presenceOf(['ada'])[0]?.state, 'online')
    clock.pass(10_000)
    assert.deepEqual(seen(watcher), [['ada offline']])
    assert.equal(hub.presenceOf(['ada'])[0]?.state, 'offline')
  })

  rule('[FO-28] somebody is here while one of their devices is', async ({ hub, ear, clock }) => {
    const watcher = ear('watcher', { account: 'cleo' })
    hub.watch('watcher', ['ada'])
    ear('laptop', { account: 'ada' })
    ear('phone', { account: 'ada' })
    hub.setPresence('laptop', 'ada', 'away')
    clock.pass(1_000)
    hub.detach('phone')
    clock.pass(1_000)
    hub.detach('laptop')
    clock.pass(10_000)
    assert.deepEqual(seen(watcher), [['ada online'], ['ada away'], ['ada offline']])
  })

  rule('[FO-29] one watches exactly those one named last, and nobody after one went', async (node) => {
    const { hub, ear, clock } = node
    const watcher = ear('watcher', { account: 'cleo' })
    hub.watch('watcher', ['ada'])
    hub.watch('watcher', ['ben'])
    ear('ada', { account: 'ada' })
    ear('ben', { account: 'ben' })
    clock.pass(1_000)
    assert.deepEqual(seen(watcher), [['ben online']])
    hub.detach('watcher')
    hub.detach('ben')
    clock.pass(20_000)
    assert.deepEqual(seen(watcher), [['ben online']])
  })

  rule('[FO-30] what is said of somebody is said again before it is stale', async ({ hub, ear, clock }) => {
    const watcher = ear('watcher', { account: 'cleo' })
    ear('ada', { account: 'ada' })
    clock.pass(1_000)
    hub.watch('watcher', ['ada', 'ben'])
    const until = Date.parse(hub.presenceOf(['ada'])[0]?.until ?? '')
    while (clock.now() < until) clock.pass(60_000)
    assert.deepEqual(new Set(seen(watcher).flat()), new Set(['ada online']))
  })

  rule('[FO-31] a changed profile is hinted once to each who shares a room', async ({ hub, ear }) => {
    const [ada, ben, cleo] = ['ada', 'ben', 'cleo'].map((name) => ear(name, { account: name }))
    hub.join('ada', [userFeed('ada'), lounge, cellar])
    hub.join('ben', [lounge, cellar])
    hub.join('cleo', [roomFeed('attic')])
    hub.profileChanged({ account: 'ada', rooms: [lounge, cellar], profile: '{"name":"Ada L."}' })
    const hint = ['profile', { profile: { name: 'Ada L.' } }]
    assert.deepEqual([ada?.hints, ben?.hints, cleo?.hints], [[hint], [hint], []])
  })
}
