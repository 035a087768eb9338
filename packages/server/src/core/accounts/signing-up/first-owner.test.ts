import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atOnce, createAccountWorld, passwordOf } from '../../../../test/account-world.ts'
import { codeOf } from '../../../../test/checked-asking.ts'
import { openMemory } from '../../../storage/memory/open.ts'
import { createAdmin, createSetupLink, isSetUp } from './first-owner.ts'
import { ensureGeneral } from './general-room.ts'

const olive = (token: string) => ({ token, username: 'olive', password: passwordOf('olive') })

test('who holds the set-up link becomes the first owner, signed in and in #general', async () => {
  const { ports, visitor } = createAccountWorld()
  await ensureGeneral(ports)
  assert.equal((await visitor().ask('server.get', {})).setUp, false)
  const { token, url } = await createSetupLink(ports)
  assert.equal(url, `https://chat.example/c/setup#${token}`)

  const { account, profile, tokens } = await visitor().ask('setup.complete', olive(token))
  assert.equal(account.role, 'owner')
  assert.equal(profile.role, 'owner')
  assert.equal(tokens.account, account.id)
  assert.equal((await visitor().ask('server.get', {})).setUp, true)
  const general = await ports.store.read.owner({ space: 'handle', name: 'general' })
  assert.ok(await ports.store.read.row('member', `${general}.${account.id}`))
})

test('of fifty who set up at once one becomes the owner', async () => {
  const { ports, visitor } = createAccountWorld()
  const { token } = await createSetupLink(ports)
  const { good, codes } = await atOnce((place) =>
    visitor().ask('setup.complete', { ...olive(token), username: `olive${place}` }),
  )
  assert.equal(good.length, 1)
  assert.deepEqual(new Set(codes), new Set(['setup.done']))
  assert.equal((await ports.store.read.accountsWithRole('owner')).length, 1)
})

test('a server that is set up stays so, also after a restart and without its first owner', async () => {
  const storage = openMemory()
  const before = createAccountWorld({ storage })
  const { token } = await createSetupLink(before.ports)
  const first = await before.visitor().ask('setup.complete', olive(token))
  const second = await createAdmin(before.ports, { username: 'paul', password: passwordOf('paul') })
  const paul = await before
    .visitor()
    .ask('session.create', { identifier: 'paul', password: passwordOf('paul') })
  assert.equal(paul.account.id, second.account)
  const holder = await before.holding(paul.tokens.accessToken)
  await holder.ask('account.remove', { account: first.account.id })

  const after = createAccountWorld({ storage })
  assert.equal(await isSetUp(after.ports), true)
  assert.equal(await codeOf(createSetupLink(after.ports)), 'setup.done')
  assert.equal(await after.visitor().refused('setup.complete', olive(token)), 'setup.done')
})

test('a set-up link ends after 30 minutes, or when a newer one is made', async () => {
  const { ports, visitor, pass } = createAccountWorld()
  const first = await createSetupLink(ports)
  const second = await createSetupLink(ports)
  assert.equal(await visitor().refused('setup.complete', olive(first.token)), 'link.invalid')
  assert.equal((await visitor().ask('link.check', { token: second.token })).purpose, 'setup')
  pass(30 * 60_000)
  assert.equal(await visitor().refused('setup.complete', olive(second.token)), 'link.invalid')
  assert.equal(await visitor().refused('link.check', { token: second.token }), 'link.invalid')
})

test('nobody becomes an owner with a sign-up link or a made-up one', async () => {
  const { ports, visitor, owner } = createAccountWorld()
  const made = await createSetupLink(ports)
  const forged = made.token.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'))
  assert.equal(await visitor().refused('setup.complete', olive(forged)), 'link.invalid')
  const invite = await (await owner('olga')).ask('account.invite', {})
  assert.equal(await visitor().refused('setup.complete', olive(invite.token)), 'setup.done')
})

test('an owner made on the machine sets the server up, and a set-up link is worth nothing then', async () => {
  const { ports, visitor } = createAccountWorld()
  const { token } = await createSetupLink(ports)
  const { username } = await createAdmin(ports, { username: 'Admin', password: passwordOf('admin') })
  assert.equal(username, 'admin')
  assert.equal(await visitor().refused('setup.complete', olive(token)), 'setup.done')
  assert.equal(await visitor().refused('link.check', { token }), 'link.invalid')
})

test('#general is made once: who deletes it is rid of it', async () => {
  const { ports, owner, person } = createAccountWorld()
  await Promise.all([ensureGeneral(ports), ensureGeneral(ports), ensureGeneral(ports)])
  const olga = await owner()
  await olga.ask('room.delete', { room: 'general' })
  await ensureGeneral(ports)
  assert.equal(await olga.refused('room.get', { room: 'general' }), 'room.not-found')
  const ada = await person('ada')
  assert.deepEqual((await ada.ask('room.list', {})).items, [])
})
