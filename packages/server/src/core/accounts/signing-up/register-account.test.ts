import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atOnce, createAccountWorld, passwordOf } from '../../../../test/account-world.ts'
import { createHashQueue } from '../../../platform/hash-queue.ts'
import { createArgon2Passwords } from '../../../platform/argon2-passwords.ts'
import { createInviteLink } from '../links/create-invite.ts'
import { ensureGeneral } from './general-room.ts'

const ada = { username: 'ada', password: passwordOf('ada') }

test('who signs up is a member, signed in, in the directory and in #general', async () => {
  const { ports, visitor, holding } = createAccountWorld()
  await ensureGeneral(ports)
  const answer = await visitor().ask('account.register', {
    ...ada,
    displayName: ' Ada  Lovelace ',
    email: 'Ada@Example.org',
  })
  assert.equal(answer.account.role, 'member')
  assert.equal(answer.account.email, 'Ada@Example.org')
  assert.equal(answer.profile.displayName, 'Ada Lovelace')
  assert.equal('email' in answer.profile, false)

  const me = await holding(answer.tokens.accessToken)
  assert.deepEqual(await me.ask('account.get', {}), answer.account)
  assert.deepEqual((await me.ask('profile.list', { search: 'LOVE' })).items, [answer.profile])
  assert.equal((await me.ask('room.list', {})).items[0]?.room.handle, 'general')
})

test('a username shown as typed is one name in all its spellings', async () => {
  const { visitor } = createAccountWorld()
  await visitor().ask('account.register', ada)
  for (const username of ['ADA', 'ａｄａ', 'аdа'.replaceAll('а', 'a'), 'аԁа']) {
    assert.equal(await visitor().refused('account.register', { ...ada, username }), 'username.taken')
  }
})

test('an e-mail address belongs to one account, whatever its case', async () => {
  const { visitor } = createAccountWorld()
  await visitor().ask('account.register', { ...ada, email: 'ada@example.org' })
  const ben = { username: 'ben', password: passwordOf('ben'), email: 'ADA@EXAMPLE.ORG' }
  assert.equal(await visitor().refused('account.register', ben), 'email.taken')
  assert.equal((await visitor().ask('username.check', { username: 'ben' })).available, true)
})

test('of fifty who want one name at once one gets it', async () => {
  const { ports, visitor } = createAccountWorld()
  const { good, codes } = await atOnce(() => visitor().ask('account.register', ada))
  assert.equal(good.length, 1)
  assert.deepEqual(
    codes,
    Array.from({ length: 49 }, () => 'username.taken'),
  )
  assert.equal((await ports.store.read.accountsWithRole('member')).length, 1)
})

test('what cannot be a name, an address or a password is refused with the field and the reason', async () => {
  const { visitor } = createAccountWorld()
  const refusals = {
    'username.invalid': { username: 'ada lovelace' },
    'display-name.invalid': { displayName: '\u200b' },
    'email.invalid': { email: 'ada.example' },
    'password.weak': { password: 'password1' },
  } as const
  for (const [code, change] of Object.entries(refusals)) {
    await assert.rejects(visitor().ask('account.register', { ...ada, ...change }), (refusal: unknown) => {
      const { code: got, more } = refusal as { code: string; more: { errors: { pointer: string }[] } }
      assert.equal(got, code)
      assert.deepEqual(
        more.errors.map(({ pointer }) => pointer),
        [`/${Object.keys(change)[0]}`],
      )
      return true
    })
  }
})

test('nobody signs up as the staff, and nobody with their own name as password', async () => {
  const { visitor } = createAccountWorld()
  assert.equal(await visitor().refused('account.register', { ...ada, username: 'admin' }), 'username.invalid')
  const lovelace = { username: 'lovelace', password: 'LoveLace' }
  assert.equal(await visitor().refused('account.register', lovelace), 'password.weak')
})

test('where sign-up is closed nobody signs up, not even with a link', async () => {
  const { ports, visitor } = createAccountWorld({ settings: { signup: 'closed' } })
  const { token } = await createInviteLink(ports)
  assert.equal(await visitor().refused('account.register', { ...ada, invite: token }), 'signup.closed')
})

test('where sign-up is by invitation one needs a link, and one link makes one account', async () => {
  const { ports, visitor } = createAccountWorld({ settings: { signup: 'invite' } })
  assert.equal(await visitor().refused('account.register', ada), 'signup.invite-needed')
  const { token: invite } = await createInviteLink(ports)
  const { good, codes } = await atOnce((place) =>
    visitor().ask('account.register', { ...ada, username: `ada_${place}x`, invite }),
  )
  assert.equal(good.length, 1)
  assert.deepEqual(
    codes,
    Array.from({ length: 49 }, () => 'link.invalid'),
  )
  assert.equal((await ports.store.read.accountsWithRole('member')).length, 1)
})

test('a refused sign-up leaves its link good and its name free', async () => {
  const { ports, visitor } = createAccountWorld({ settings: { signup: 'invite' } })
  const { token: invite } = await createInviteLink(ports)
  const weak = { ...ada, invite, password: 'password' }
  assert.equal(await visitor().refused('account.register', weak), 'password.weak')
  assert.equal((await visitor().ask('account.register', { ...ada, invite })).profile.username, 'ada')
})

test('a sign-up link ends after 7 days', async () => {
  const { ports, visitor, pass } = createAccountWorld({ settings: { signup: 'invite' } })
  const { token: invite } = await createInviteLink(ports)
  pass(7 * 24 * 3600_000)
  assert.equal(await visitor().refused('account.register', { ...ada, invite }), 'link.invalid')
})

test('too many sign-ups at once are told to come back, and make nothing', async () => {
  const cost = { memory: 64, passes: 1, parallelism: 1 }
  const passwords = createArgon2Passwords({ cost, queue: createHashQueue({ running: 1, waiting: 0 }) })
  const { ports, visitor } = createAccountWorld({ passwords })
  const { good, codes } = await atOnce((place) =>
    visitor().ask('account.register', { ...ada, username: `ada_${place}x` }),
  )
  assert.equal(good.length, 1)
  assert.deepEqual(new Set(codes), new Set(['busy']))
  assert.equal((await ports.store.read.accountsWithRole('member')).length, 1)
})

test('no password and no secret is stored, sent to a feed or kept with a key', async () => {
  const { ports, news, visitor, owner, person } = createAccountWorld()
  const olive = await owner()
  const { token: invite } = await olive.ask('account.invite', {})
  const cleo = await visitor().ask('account.register', {
    username: 'cleo',
    password: passwordOf('cleo'),
    invite,
  })
  const ben = await person('ben')
  const bot = await olive.ask('bot.create', { username: 'crier' })
  const { secret } = await olive.ask('key.create', { bot: bot.id, name: 'news', scopes: ['messages.write'] })
  const link = await olive.ask('password.createLink', { account: ben.id })
  const refreshed = await visitor().ask('session.refresh', { refreshToken: ben.tokens.refreshToken })

  const stored = JSON.stringify(news)
  assert.ok(stored.includes(cleo.account.id))
  for (const token of [invite, link.token, ben.tokens.refreshToken, refreshed.refreshToken]) {
    assert.equal(stored.includes(token.slice(token.indexOf('.') + 1)), false)
  }
  assert.equal(stored.includes(secret.slice('hbk_'.length + 25)), false)
  assert.equal(stored.includes('lighthouse'), false)
  const texts = news.flatMap(({ rows }) => rows.map(({ text }) => text)).join()
  assert.equal(texts.includes('argon2'), false)
  assert.equal(await ports.store.read.once(`${cleo.account.id} account.register`), undefined)
})
