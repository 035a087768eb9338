import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type AccountWorld, createAccountWorld, type Person } from '../../../../test/account-world.ts'
import { ownOnce } from '../../feeds/once.ts'
import { changeSetOf } from '../../rooms/set-part.ts'
import { accountRows, changedAccount, unclaimedBy } from '../rows/account-rows.ts'

/** Ada as she is now: her role is read anew at each sign-in. */
const again = async ({ holding }: AccountWorld, who: Person): Promise<Person> => ({
  ...who,
  ...((await holding(who.tokens.accessToken)) as Pick<Person, 'caller' | 'ask' | 'refused'>),
})

async function withRole(world: AccountWorld, by: Person, username: string, role: 'owner' | 'admin') {
  const who = await world.person(username)
  await by.ask('account.setRole', { account: who.id, role })
  return again(world, who)
}

test('owners give roles, and nobody else', async () => {
  const world = createAccountWorld()
  const olive = await world.owner()
  const adam = await withRole(world, olive, 'adam', 'admin')
  const ada = await world.person('ada')
  for (const who of [adam, ada]) {
    assert.equal(await who.refused('account.setRole', { account: who.id, role: 'owner' }), 'access.denied')
  }
  const answer = await olive.ask('account.setRole', { account: ada.id, role: 'owner' })
  assert.equal(answer.role, 'owner')
  assert.equal((await ada.ask('account.get', {})).role, 'owner')
})

test('owners act on everybody, admins on members, guests and bots', async () => {
  const world = createAccountWorld()
  const olive = await world.owner()
  const adam = await withRole(world, olive, 'adam', 'admin')
  const amy = await withRole(world, olive, 'amy', 'admin')
  const ada = await world.person('ada')
  const gus = await world.guest('Gus')
  const bot = await adam.ask('bot.create', { username: 'crier' })
  for (const command of ['account.deactivate', 'account.reactivate', 'account.remove'] as const) {
    for (const { id } of [olive, amy])
      assert.equal(await adam.refused(command, { account: id }), 'access.denied')
    assert.equal(await ada.refused(command, { account: gus.id }), 'access.denied')
    for (const { id } of [ada, gus, bot]) await adam.ask(command, { account: id })
    assert.equal(await adam.refused(command, { account: '0'.repeat(24) }), 'account.not-found')
  }
  await olive.ask('account.remove', { account: amy.id })
})

test('guests, bots and accounts nobody has claimed get no role', async () => {
  const world = createAccountWorld()
  const { ports, owner, person, guest, visitor } = world
  const olive = await owner()
  const bot = await olive.ask('bot.create', { username: 'crier' })
  const ada = await person('ada')
  const { account } = await accountRows(ports, ada.id)
  const made = changedAccount(account, {}, { madeBy: unclaimedBy('user-accounts') })
  const part = { touches: [account.feed], expect: [], writes: [made] }
  await ports.store.commit(changeSetOf(ownOnce(ports), part))
  for (const id of [(await guest('Gus')).id, bot.id, ada.id])
    assert.equal(await olive.refused('account.setRole', { account: id, role: 'admin' }), 'access.denied')

  const { token } = await olive.ask('password.createLink', { account: ada.id })
  await visitor().ask('password.reset', { token, password: 'a word nobody else knows' })
  assert.equal((await accountRows(ports, ada.id)).account.columns.madeBy, 'user-accounts')
  assert.equal((await olive.ask('account.setRole', { account: ada.id, role: 'admin' })).role, 'admin')
})

test('the last owner stays: not demoted, not deactivated, not deleted', async () => {
  const world = createAccountWorld()
  const olive = await world.owner()
  const me = { account: olive.id }
  assert.equal(await olive.refused('account.setRole', { ...me, role: 'member' }), 'account.last-owner')
  assert.equal(await olive.refused('account.deactivate', me), 'account.last-owner')
  assert.equal(await olive.refused('account.remove', me), 'account.last-owner')
  assert.equal(await olive.refused('account.delete', { password: olive.password }), 'account.last-owner')
  const paul = await withRole(world, olive, 'paul', 'owner')
  await paul.ask('account.deactivate', me)
  assert.equal(await paul.refused('account.delete', { password: paul.password }), 'account.last-owner')
})

for (const [what, leave] of Object.entries<(by: Person, whom: Person) => Promise<unknown>>({
  demote: (by, whom) => by.ask('account.setRole', { account: whom.id, role: 'member' }),
  deactivate: (by, whom) => by.ask('account.deactivate', { account: whom.id }),
  remove: (by, whom) => by.ask('account.remove', { account: whom.id }),
})) {
  test(`owners who ${what} each other at once leave one`, async () => {
    const world = createAccountWorld()
    const owners = [await world.owner('olive0')]
    const [first] = owners
    assert.ok(first)
    for (let count = 1; count < 10; count++)
      owners.push(await withRole(world, first, `olive${count}x`, 'owner'))
    const all = await Promise.allSettled(
      owners.map((owner, place) => leave(owner, owners[(place + 1) % owners.length] ?? first)),
    )
    assert.equal(all.filter(({ status }) => status === 'fulfilled').length, 9)
    const left = await world.ports.store.read.accountsWithRole('owner')
    assert.equal(left.filter(({ columns }) => columns.status === 'active').length, 1)
  })
}

test('a deactivated account is out at once and keeps its name; reactivated it signs in again', async () => {
  const { owner, person, visitor, holding } = createAccountWorld()
  const olive = await owner()
  const ada = await person('ada')
  const seen = await olive.ask('account.deactivate', { account: ada.id })
  assert.equal(seen.deactivated, true)
  await assert.rejects(holding(ada.tokens.accessToken), { code: 'auth.invalid-token' })
  assert.equal((await visitor().ask('username.check', { username: 'ada' })).available, false)
  const back = await olive.ask('account.reactivate', { account: ada.id })
  assert.equal(back.deactivated, undefined)
  await visitor().ask('session.create', { identifier: 'ada', password: ada.password })
  await assert.rejects(holding(ada.tokens.accessToken), { code: 'auth.invalid-token' })
})
