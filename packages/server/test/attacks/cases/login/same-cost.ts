import assert from 'node:assert/strict'
import type { Attack } from '../../harness/attack.ts'
import type { Fresh } from '../../harness/fresh.ts'

/**
 * With room for one hash at a time and none in the queue, two sign-ins at once tell whether each of them costs a hash:
 * one is judged and the other is told that the server is busy. No clock is needed for that.
 */
export const sameCost: readonly Attack<Fresh>[] = [
  {
    ids: ['AUT-10'],
    what: 'an unknown name costs the same hash as a known one, so its answer does not come sooner',
    writes: true,
    async run({ target }) {
      const ada = await target.person('ada')
      const olga = await target.admin('olga')
      const bot = await target.bot(olga, 'robot-one', ['rooms.read'])
      const guest = await target.guest('Gus')
      await target.must(olga, 'account.deactivate', { account: (await target.person('gone')).id })
      const names = [
        ada.username,
        'nobody-here',
        bot.username,
        guest.username,
        'gone',
        'nobody@example.org',
        '!!',
      ]
      for (const identifier of names) {
        const input = { identifier, password: 'not the password at all' }
        const both = await Promise.all([1, 2].map(() => target.rest.ask('session.create', input)))
        const codes = both.map(({ code }) => String(code)).toSorted()
        assert.deepEqual(codes, ['auth.wrong-credentials', 'busy'], identifier)
      }
    },
  },
  {
    ids: ['WEB-09'],
    what: 'who is told that the server is busy is told when to come back, and the guess is not counted',
    writes: true,
    async run({ target }) {
      const input = { identifier: 'ada', password: 'not the password at all' }
      const all = await Promise.all(
        Array.from({ length: 40 }, () => target.rest.ask('session.create', input)),
      )
      const busy = all.filter(({ code }) => code === 'busy')
      assert.ok(busy.length >= 38)
      for (const { status, headers } of busy) {
        assert.equal(status, 503)
        assert.ok(Number(headers['retry-after']) > 0)
      }
      const right = { identifier: 'ada', password: 'ada walks to the lighthouse' }
      assert.notEqual((await target.rest.ask('session.create', right)).code, 'rate.limited')
    },
  },
]
