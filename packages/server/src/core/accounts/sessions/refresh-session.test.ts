import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atOnce, createAccountWorld, refreshWith } from '../../../../test/account-world.ts'

test('a refresh gives new tokens of the same session', async () => {
  const { visitor, person, holding, pass } = createAccountWorld()
  const ada = await person('ada')
  pass(60_000)
  const next = await visitor().ask('session.refresh', refreshWith(ada.tokens))
  assert.equal(next.session, ada.tokens.session)
  assert.notEqual(next.refreshToken, ada.tokens.refreshToken)
  const { items } = await (await holding(next.accessToken)).ask('session.list', {})
  assert.deepEqual(
    items.map(({ id, createdAt, refreshedAt }) => ({ id, createdAt, refreshedAt })),
    [{ id: next.session, createdAt: '2026-01-01T00:00:00.000Z', refreshedAt: '2026-01-01T00:01:00.000Z' }],
  )
})

test('a refresh repeated within 30 seconds gets the same successor, in turn or at once', async () => {
  const { visitor, person, pass } = createAccountWorld()
  const { tokens } = await person('ada')
  const { good } = await atOnce(() => visitor().ask('session.refresh', refreshWith(tokens)))
  assert.equal(good.length, 50)
  assert.equal(new Set(good.map(({ refreshToken }) => refreshToken)).size, 1)
  pass(29_999)
  assert.equal(
    (await visitor().ask('session.refresh', refreshWith(tokens))).refreshToken,
    good[0]?.refreshToken,
  )
})

test('a refresh token used again later ends the session for thief and owner', async () => {
  const { visitor, person, holding, pass } = createAccountWorld()
  const { tokens } = await person('ada')
  const next = await visitor().ask('session.refresh', refreshWith(tokens))
  pass(30_000)
  assert.equal(await visitor().refused('session.refresh', refreshWith(tokens)), 'auth.refresh-reused')
  assert.equal(await visitor().refused('session.refresh', refreshWith(next)), 'auth.invalid-token')
  await assert.rejects(holding(next.accessToken), { code: 'auth.invalid-token' })
})

test('a token from before the last one ends the session even at once', async () => {
  const { visitor, person } = createAccountWorld()
  const { tokens } = await person('ada')
  const second = await visitor().ask('session.refresh', refreshWith(tokens))
  await visitor().ask('session.refresh', refreshWith(second))
  assert.equal(await visitor().refused('session.refresh', refreshWith(tokens)), 'auth.refresh-reused')
})

test('an old token and the session it belonged to do not tell the newer token', async () => {
  const { ports, visitor, person } = createAccountWorld()
  const { tokens } = await person('ada')
  const successors = new Set<string>()
  let now = tokens
  for (let count = 0; count < 3; count++) {
    now = await visitor().ask('session.refresh', refreshWith(now))
    successors.add(now.refreshToken.split('.')[1] ?? '')
  }
  const old = tokens.refreshToken.split('.')[1] ?? ''
  assert.equal(successors.has(ports.digests.digest(old)), false)
  const text = (await ports.store.read.row('session', tokens.session))?.text ?? ''
  const { previousHash } = (await ports.store.read.row('session', tokens.session))?.columns ?? {}
  const salt = previousHash?.split(' ')[1] ?? ''
  assert.ok(salt.length >= 43)
  assert.equal(text.includes(salt), false)
})

test('a session that was not refreshed for long enough is over, and gone', async () => {
  const { ports, visitor, person, pass } = createAccountWorld({ settings: { refreshTokenSeconds: 3600 } })
  const { tokens } = await person('ada')
  pass(3_000_000)
  const next = await visitor().ask('session.refresh', refreshWith(tokens))
  pass(3_600_000)
  assert.equal(await visitor().refused('session.refresh', refreshWith(next)), 'auth.expired-token')
  assert.equal(await ports.store.read.row('session', tokens.session), undefined)
  assert.equal(await visitor().refused('session.refresh', refreshWith(next)), 'auth.invalid-token')
})

test('a deactivated account refreshes nothing', async () => {
  const { ports, visitor, owner, person } = createAccountWorld()
  const ada = await person('ada')
  await (await owner()).ask('account.deactivate', { account: ada.id })
  assert.equal(await visitor().refused('session.refresh', refreshWith(ada.tokens)), 'auth.invalid-token')
  assert.equal(await ports.store.read.row('session', ada.tokens.session), undefined)
})

test('only a refresh token of a session that stands is one', async () => {
  const { visitor, owner, person } = createAccountWorld()
  const { tokens } = await person('ada')
  const invite = await (await owner()).ask('account.invite', {})
  for (const refreshToken of [tokens.accessToken, invite.token, `${'0'.repeat(24)}.${'A'.repeat(43)}`]) {
    assert.equal(
      await visitor().refused('session.refresh', { refreshToken: refreshToken.slice(0, 200) }),
      'auth.invalid-token',
    )
  }
})
