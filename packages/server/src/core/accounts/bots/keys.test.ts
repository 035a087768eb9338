import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createAccountWorld, type Person } from '../../../../test/account-world.ts'
import { callerNow } from '../authenticate.ts'
import type { AccountCaller } from '../../caller.ts'
import { jsonOf } from '../../encoded.ts'
import { createBotKey, mayGrant } from './create-key.ts'

const keyOf = async (olive: Person, ...scopes: Parameters<typeof mayGrant>[1]) => {
  const bot = await olive.ask('bot.create', { username: 'crier', displayName: 'Town Crier' })
  return olive.ask('key.create', { bot: bot.id, name: 'news', scopes: [...scopes] })
}

test('a bot acts by its key, as far as the scopes go', async () => {
  const { owner, holding } = createAccountWorld()
  const olive = await owner()
  const { key, secret } = await keyOf(olive, 'accounts.read')
  assert.match(secret, /^hbk_[0-9a-f]{24}_[A-Za-z0-9_-]{43}$/)
  const crier = await holding(secret)
  assert.deepEqual(crier.caller, {
    account: key.account,
    role: 'bot',
    key: key.id,
    scopes: ['accounts.read'],
    address: '127.0.0.1',
  })
  assert.equal((await crier.ask('account.get', {})).role, 'bot')
  assert.equal(await crier.refused('profile.update', { displayName: 'Crier' }), 'auth.scope')
  assert.equal(await crier.refused('account.invite', {}), 'auth.scope')
  assert.equal(await crier.refused('session.revokeAll', {}), 'auth.scope')
})

test('the scope admin makes a key an admin, never an owner and never a maker of keys', async () => {
  const { owner, person, holding } = createAccountWorld()
  const olive = await owner()
  const ada = await person('ada')
  const { key, secret } = await keyOf(olive, 'admin')
  const crier = await holding(secret)
  await crier.ask('account.deactivate', { account: ada.id })
  assert.equal(await crier.refused('account.deactivate', { account: olive.id }), 'access.denied')
  assert.equal(await crier.refused('account.setRole', { account: ada.id, role: 'admin' }), 'access.denied')
  const another = { bot: key.account, name: 'more', scopes: ['admin'] } as const
  assert.equal(await crier.refused('key.create', { ...another, scopes: ['admin'] }), 'auth.scope')
})

test('nobody but owners and admins makes bots and keys', async () => {
  const { owner, person, guest } = createAccountWorld()
  const { key } = await keyOf(await owner(), 'messages.read')
  for (const who of [await person('ada'), await guest('Gus')]) {
    assert.equal(await who.refused('bot.create', { username: 'mine' }), 'access.denied')
    const wish = { bot: key.account, name: 'mine', scopes: ['admin' as const] }
    assert.equal(await who.refused('key.create', wish), 'access.denied')
    assert.equal(await who.refused('key.list', { bot: key.account }), 'access.denied')
    assert.equal(await who.refused('key.revoke', { bot: key.account, key: key.id }), 'access.denied')
  }
})

test('nobody hands out what they do not hold', () => {
  const bot = { account: 'crier', role: 'bot', address: '127.0.0.1' } as const
  const holds = (...scopes: NonNullable<AccountCaller['scopes']>) => ({ ...bot, scopes })
  assert.equal(mayGrant(holds('messages.read'), ['messages.read']), true)
  assert.equal(mayGrant(holds('messages.read'), ['messages.read', 'messages.write']), false)
  assert.equal(mayGrant(holds('messages.read'), ['admin']), false)
  assert.equal(mayGrant(holds('admin'), ['messages.write']), true)
  assert.equal(mayGrant(bot, ['messages.read']), false)
})

test('only bots have keys', async () => {
  const { owner, person } = createAccountWorld()
  const olive = await owner()
  const ada = await person('ada')
  const wish = { bot: ada.id, name: 'hers', scopes: ['messages.read' as const] }
  assert.equal(await olive.refused('key.create', wish), 'account.not-found')
  assert.equal(await olive.refused('key.list', { bot: ada.id }), 'account.not-found')
})

test('a key that is taken back opens nothing, and is not listed', async () => {
  const { ports, owner, holding } = createAccountWorld()
  const olive = await owner()
  const { key, secret } = await keyOf(olive, 'accounts.read')
  const crier = await holding(secret)
  assert.deepEqual((await olive.ask('key.list', { bot: key.account })).items, [key])
  const other = await olive.ask('bot.create', { username: 'herald' })
  assert.equal(await olive.refused('key.revoke', { bot: other.id, key: key.id }), 'key.not-found')
  await olive.ask('key.revoke', { bot: key.account, key: key.id })
  await assert.rejects(holding(secret), { code: 'auth.invalid-token' })
  await assert.rejects(callerNow(ports, crier.caller as AccountCaller), { code: 'auth.invalid-token' })
  assert.deepEqual((await olive.ask('key.list', { bot: key.account })).items, [])
})

test('the keys of a deactivated bot wait until it is back', async () => {
  const { owner, holding } = createAccountWorld()
  const olive = await owner()
  const { key, secret } = await keyOf(olive, 'accounts.read')
  await olive.ask('account.deactivate', { account: key.account })
  await assert.rejects(holding(secret), { code: 'auth.invalid-token' })
  await olive.ask('account.reactivate', { account: key.account })
  assert.equal((await (await holding(secret)).ask('account.get', {})).id, key.account)
})

test('a bot has a hundred keys at most, however many are asked for at once', async () => {
  const { owner } = createAccountWorld()
  const olive = await owner()
  const { key } = await keyOf(olive, 'accounts.read')
  const wish = { bot: key.account, name: 'more', scopes: ['accounts.read' as const] }
  const made = await Promise.allSettled(Array.from({ length: 120 }, () => olive.ask('key.create', wish)))
  assert.equal(made.filter(({ status }) => status === 'fulfilled').length, 99)
  assert.equal(await olive.refused('key.create', wish), 'quota.exceeded')
})

test('on the machine a key is made together with its bot, or for one that is there', async () => {
  const { ports, holding } = createAccountWorld()
  const wish = { bot: 'crier', name: 'news', scopes: ['accounts.read'] } as const
  const [one, other] = [await createBotKey(ports, wish), await createBotKey(ports, wish)].map(
    (answer) => JSON.parse(jsonOf(answer)) as { key: { account: string }; secret: string },
  )
  assert.equal(one?.key.account, other?.key.account)
  assert.equal((await (await holding(one?.secret ?? '')).ask('account.get', {})).username, 'crier')
})
