import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createAccountWorld } from '../../../test/account-world.ts'
import { authenticate, callerNow, proveCredential } from './authenticate.ts'

const edge = { address: '192.0.2.9', connection: 'connection 1' }

test('an access token says who asks, from where and until when', async () => {
  const { ports, person } = createAccountWorld()
  const ada = await person('ada')
  const { caller, expiresAt } = await proveCredential(ports, ada.tokens.accessToken, edge)
  assert.deepEqual(caller, { account: ada.id, role: 'member', session: ada.tokens.session, ...edge })
  assert.equal(expiresAt, ports.clock.now() + 900_000)
})

test('no credential is nobody; a bad one is refused, never nobody', async () => {
  const { ports, person } = createAccountWorld()
  const { tokens } = await person('ada')
  assert.deepEqual(await authenticate(ports, undefined, edge), { account: undefined, ...edge })
  const bad = [
    '',
    'x',
    tokens.refreshToken,
    `${tokens.accessToken}x`,
    'hbk_',
    `hbk_${'0'.repeat(24)}_${'A'.repeat(43)}`,
  ]
  for (const credential of bad)
    await assert.rejects(authenticate(ports, credential, edge), { code: 'auth.invalid-token' })
})

test('an access token ends after 15 minutes, or with its session', async () => {
  const { person, holding, pass } = createAccountWorld()
  const { tokens } = await person('ada')
  pass(899_000)
  await holding(tokens.accessToken)
  pass(1_000)
  await assert.rejects(holding(tokens.accessToken), { code: 'auth.expired-token' })
})

test('a session that is over opens nothing, even for a token that is not', async () => {
  const { person, holding, pass } = createAccountWorld({ settings: { refreshTokenSeconds: 60 } })
  const { tokens } = await person('ada')
  pass(60_000)
  await assert.rejects(holding(tokens.accessToken), { code: 'auth.expired-token' })
})

test('a good token of a deactivated or deleted account is not valid', async () => {
  const { owner, person, holding } = createAccountWorld()
  const olive = await owner()
  const [ada, ben] = [await person('ada'), await person('ben')]
  await olive.ask('account.deactivate', { account: ada.id })
  await olive.ask('account.remove', { account: ben.id })
  for (const { tokens } of [ada, ben])
    await assert.rejects(holding(tokens.accessToken), { code: 'auth.invalid-token' })
})

test('a token of one account does not fit the session of another', async () => {
  const { ports, person, holding } = createAccountWorld()
  const [ada, ben] = [await person('ada'), await person('ben')]
  const mixed = await ports.tokens.sign({ account: ben.id, session: ada.tokens.session }, 900)
  await assert.rejects(holding(mixed), { code: 'auth.invalid-token' })
})

test('who is connected is asked about again: role, session and account as they are now', async () => {
  const { ports, owner, person } = createAccountWorld()
  const olive = await owner()
  const ada = await person('ada')
  await olive.ask('account.setRole', { account: ada.id, role: 'admin' })
  const now = await callerNow(ports, { ...ada.caller, connection: 'connection 1' })
  assert.deepEqual(now, { ...ada.caller, role: 'admin', connection: 'connection 1' })
  await olive.ask('account.deactivate', { account: ada.id })
  await assert.rejects(callerNow(ports, ada.caller), { code: 'auth.invalid-token' })
})

test('authenticating reads two rows and no more', async () => {
  const { ports, person } = createAccountWorld()
  const { tokens } = await person('ada')
  let reads = 0
  const read = new Proxy(ports.store.read, {
    get(all, name) {
      reads += 1
      return Reflect.get(all, name)
    },
  })
  await authenticate({ ...ports, store: { ...ports.store, read } }, tokens.accessToken, edge)
  assert.equal(reads, 2)
})
