import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atOnce, createAccountWorld, passwordOf, refreshWith } from '../../../test/account-world.ts'
import { engines } from '../../storage/contract/engines.ts'
import { createSetupLink } from './signing-up/first-owner.ts'
import { ensureGeneral } from './signing-up/general-room.ts'

/** What must happen once happens once, on every engine and after a restart. */
for (const engine of engines) {
  test(`${engine.name}: fifty at once set up, sign up, reset and refresh, and one of each holds`, async (t) => {
    const under = await engine.open()
    t.after(() => under.end())
    const world = createAccountWorld({ storage: under.storage })
    const { ports, visitor, holding } = world
    await ensureGeneral(ports)

    const { token } = await createSetupLink(ports)
    const owners = await atOnce((place) => {
      const username = `olive${place}x`
      return visitor().ask('setup.complete', { token, username, password: passwordOf(username) })
    })
    assert.equal(owners.good.length, 1)
    assert.deepEqual(new Set(owners.codes), new Set(['setup.done']))
    const olive = await holding(owners.good[0]?.tokens.accessToken ?? '')

    const { token: invite } = await olive.ask('account.invite', {})
    const ada = { username: 'ada', password: passwordOf('ada') }
    const people = await atOnce((place) =>
      visitor().ask('account.register', place % 2 ? ada : { ...ada, username: `ada${place}x`, invite }),
    )
    assert.equal(people.good.length, 2)
    assert.deepEqual([...new Set(people.codes)].sort(), ['link.invalid', 'username.taken'])
    const me = people.good.find(({ profile }) => profile.username === 'ada')
    assert.ok(me)

    const refreshed = await atOnce(() => visitor().ask('session.refresh', refreshWith(me.tokens)))
    assert.equal(new Set(refreshed.good.map(({ refreshToken }) => refreshToken)).size, 1)
    assert.equal(refreshed.good.length, 50)

    const link = await olive.ask('password.createLink', { account: me.account.id })
    const resets = await atOnce((place) =>
      visitor().ask('password.reset', { token: link.token, password: `${ada.password} ${place}` }),
    )
    assert.equal(resets.good.length, 1)
    assert.deepEqual(new Set(resets.codes), new Set(['link.invalid']))

    const general = await olive.ask('member.list', { room: 'general' })
    assert.equal(general.items.length, 3)
    const after = createAccountWorld({ storage: await under.reopen() })
    assert.equal((await after.visitor().ask('server.get', {})).setUp, true)
    const again = { token, username: 'oscar', password: passwordOf('oscar') }
    assert.equal(await after.visitor().refused('setup.complete', again), 'setup.done')
    const later = await after.holding(owners.good[0]?.tokens.accessToken ?? '')
    await later.ask('account.remove', { account: me.account.id })
    assert.equal((await after.visitor().ask('username.check', { username: 'ada' })).available, true)
  })
}
