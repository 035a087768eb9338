import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atOnce, createAccountWorld, type Person } from '../../../../test/account-world.ts'
import { codeOf } from '../../../../test/checked-asking.ts'
import { createPasswordLinkFor } from './create-password-link.ts'

const next = 'a word nobody else knows'
const signIn = ({ profile }: Person, password: string) => ({ identifier: profile.username, password })

test('who changes their password stays, everybody else who was in as them is out', async () => {
  const { person, visitor, holding } = createAccountWorld()
  const ada = await person('ada')
  const other = await visitor().ask('session.create', signIn(ada, ada.password))
  await ada.ask('password.change', { current: ada.password, password: next })
  await assert.rejects(holding(other.tokens.accessToken), { code: 'auth.invalid-token' })
  assert.equal((await ada.ask('session.list', {})).items.length, 1)
  assert.equal(await visitor().refused('session.create', signIn(ada, ada.password)), 'auth.wrong-credentials')
  await visitor().ask('session.create', signIn(ada, next))
})

test('a password is changed with the present one, and not to a weak one', async () => {
  const { person } = createAccountWorld()
  const ada = await person('ada')
  const wrong = { current: 'not the word', password: next }
  assert.equal(await ada.refused('password.change', wrong), 'auth.wrong-credentials')
  const weak = { current: ada.password, password: 'password' }
  assert.equal(await ada.refused('password.change', weak), 'password.weak')
})

test('guessing at one’s own password is guessing', async () => {
  const { person, visitor } = createAccountWorld()
  const ada = await person('ada')
  for (let count = 0; count < 5; count++) {
    const wrong = { current: `guess ${count}`, password: next }
    assert.equal(await ada.refused('password.change', wrong), 'auth.wrong-credentials')
    assert.equal(await ada.refused('account.delete', { password: 'guess' }), 'auth.wrong-credentials')
  }
  const right = { current: ada.password, password: next }
  assert.equal(await ada.refused('password.change', right), 'rate.limited')
  assert.equal(await visitor().refused('session.create', signIn(ada, ada.password)), 'rate.limited')
})

test('of two changes at once one holds', async () => {
  const { person, visitor } = createAccountWorld()
  const ada = await person('ada')
  const { good, codes } = await atOnce((place) =>
    ada.ask('password.change', { current: ada.password, password: `${next} ${place}` }),
  )
  assert.equal(good.length, 1)
  assert.ok(codes.every((code) => code === 'auth.wrong-credentials' || code === 'rate.limited'))
  const code = await codeOf(visitor().ask('session.create', signIn(ada, ada.password)))
  assert.ok(code === 'auth.wrong-credentials' || code === 'rate.limited')
})

test('a password link sets a new password, ends all sessions and forgives the guesses', async () => {
  const { owner, person, visitor, holding } = createAccountWorld()
  const olive = await owner()
  const ada = await person('ada')
  for (let count = 0; count < 10; count++)
    await visitor().refused('session.create', signIn(ada, `guess ${count}`))
  const { token, url } = await olive.ask('password.createLink', { account: ada.id })
  assert.equal(url, `https://chat.example/c/password#${token}`)
  assert.equal((await visitor().ask('link.check', { token })).username, 'ada')
  await holding(ada.tokens.accessToken)

  assert.equal(await visitor().refused('password.reset', { token, password: 'password' }), 'password.weak')
  assert.deepEqual(await visitor().ask('password.reset', { token, password: next }), { account: ada.id })
  await assert.rejects(holding(ada.tokens.accessToken), { code: 'auth.invalid-token' })
  await visitor().ask('session.create', signIn(ada, next))
  assert.equal(await visitor().refused('password.reset', { token, password: next }), 'link.invalid')
})

test('of fifty who use one password link at once one succeeds', async () => {
  const { owner, person, visitor } = createAccountWorld()
  const ada = await person('ada')
  const { token } = await (await owner()).ask('password.createLink', { account: ada.id })
  const { good, codes } = await atOnce((place) =>
    visitor().ask('password.reset', { token, password: `${next} ${place}` }),
  )
  assert.equal(good.length, 1)
  assert.deepEqual(
    codes,
    Array.from({ length: 49 }, () => 'link.invalid'),
  )
})

test('a password link ends after 30 minutes, with a newer one, and with a new password', async () => {
  const { owner, person, visitor, pass } = createAccountWorld()
  const olive = await owner()
  const ada = await person('ada')
  const link = async () => (await olive.ask('password.createLink', { account: ada.id })).token
  const [first, second] = [await link(), await link()]
  assert.equal(await visitor().refused('password.reset', { token: first, password: next }), 'link.invalid')
  await ada.ask('password.change', { current: ada.password, password: next })
  assert.equal(await visitor().refused('password.reset', { token: second, password: next }), 'link.invalid')
  const third = await link()
  pass(30 * 60_000)
  assert.equal(await visitor().refused('password.reset', { token: third, password: next }), 'link.invalid')
})

test('a password link of a deactivated or deleted account opens nothing', async () => {
  const { owner, person, visitor } = createAccountWorld()
  const olive = await owner()
  const [ada, ben] = [await person('ada'), await person('ben')]
  const links = [
    await olive.ask('password.createLink', { account: ada.id }),
    await olive.ask('password.createLink', { account: ben.id }),
  ]
  await olive.ask('account.deactivate', { account: ada.id })
  await olive.ask('account.remove', { account: ben.id })
  for (const { token } of links) {
    assert.equal(await visitor().refused('link.check', { token }), 'link.invalid')
    assert.equal(await visitor().refused('password.reset', { token, password: next }), 'link.invalid')
  }
})

test('owners make links for everybody, admins for members, and nobody for guests and bots', async () => {
  const { owner, person, guest, holding } = createAccountWorld()
  const olive = await owner()
  const [ada, ben, cleo] = [await person('ada'), await person('ben'), await person('cleo')]
  const gus = await guest('Gus')
  const bot = await olive.ask('bot.create', { username: 'crier' })
  await olive.ask('account.setRole', { account: ada.id, role: 'admin' })
  await olive.ask('account.setRole', { account: ben.id, role: 'admin' })
  const admin = await holding(ada.tokens.accessToken)
  await admin.ask('password.createLink', { account: cleo.id })
  for (const { id } of [olive, ben])
    assert.equal(await admin.refused('password.createLink', { account: id }), 'access.denied')
  await olive.ask('password.createLink', { account: ben.id })
  for (const { id } of [gus, bot])
    assert.equal(await olive.refused('password.createLink', { account: id }), 'access.denied')
  assert.equal(await cleo.refused('password.createLink', { account: ada.id }), 'access.denied')
  assert.equal(await olive.refused('password.createLink', { account: '0'.repeat(24) }), 'account.not-found')
})

test('on the machine a link is made by username', async () => {
  const { ports, owner, visitor } = createAccountWorld()
  const olive = await owner()
  const { token } = await createPasswordLinkFor(ports, 'OLIVE')
  await visitor().ask('password.reset', { token, password: next })
  await visitor().ask('session.create', signIn(olive, next))
  assert.equal(await codeOf(createPasswordLinkFor(ports, 'nobody')), 'account.not-found')
})
