import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createAccountWorld, passwordOf, refreshWith } from '../../../../test/account-world.ts'
import { codeOf } from '../../../../test/checked-asking.ts'
import { createArgon2Passwords } from '../../../platform/argon2-passwords.ts'
import { openMemory } from '../../../storage/memory/open.ts'
import type { Ports } from '../../ports/ports.ts'
import { Refusal } from '../../refusal.ts'
import { sessionsPerAccount } from './session-rows.ts'

const right = { identifier: 'ada', password: passwordOf('ada') }

test('one signs in by username or e-mail address, in any spelling', async () => {
  const { visitor, person } = createAccountWorld()
  const ada = await person('ada')
  await ada.ask('account.update', { email: 'Ada@Example.org', password: ada.password })
  for (const identifier of ['ada', 'ADA', 'ａｄａ', 'ada@example.org', 'ADA@EXAMPLE.ORG']) {
    const { account, tokens } = await visitor().ask('session.create', { ...right, identifier })
    assert.equal(account.id, ada.id)
    assert.equal(tokens.account, ada.id)
  }
})

test('a password is the same however its accents were typed', async () => {
  const { visitor } = createAccountWorld()
  const signUp = { username: 'zoe', password: 'Café au lait 42'.normalize('NFC') }
  await visitor().ask('account.register', signUp)
  const signIn = { identifier: 'zoe', password: signUp.password.normalize('NFD') }
  assert.equal((await visitor().ask('session.create', signIn)).profile.username, 'zoe')
})

test('long passwords count to their last letter, and to nothing hidden in them', async () => {
  const { visitor } = createAccountWorld()
  const long = 'z9'.repeat(36)
  await visitor().ask('account.register', { username: 'ada', password: `${long}one after` })
  const signIn = { identifier: 'ada', password: `${long}two after` }
  assert.equal(await visitor().refused('session.create', signIn), 'auth.wrong-credentials')
  const cut = { username: 'ben', password: 'lantern\0window' }
  assert.equal(await visitor().refused('account.register', cut), 'password.weak')
})

/** What a refusal says to the outside, whole. */
async function refusalOf(asking: Promise<unknown>): Promise<unknown> {
  const refusal: unknown = await asking.then(
    () => assert.fail('it was not refused'),
    (failure: unknown) => failure,
  )
  assert.ok(refusal instanceof Refusal)
  return { code: refusal.code, message: refusal.message, more: refusal.more }
}

test('unknown names and addresses, guests, bots and wrong passwords cannot be told apart', async () => {
  const { visitor, owner, person, guest } = createAccountWorld()
  const olive = await owner()
  const ada = await person('ada')
  await ada.ask('account.update', { email: 'ada@example.org', password: ada.password })
  await olive.ask('bot.create', { username: 'crier' })
  const gus = await guest('Gus')
  await person('dora')
  const dora = await olive.ask('profile.list', { search: 'dora' })
  await olive.ask('account.deactivate', { account: dora.items[0]?.id ?? '' })

  const identifiers = [
    'ada',
    'ada@example.org',
    'nobody',
    'nobody@example.org',
    'crier',
    'dora',
    gus.profile.username,
  ]
  const refusals = await Promise.all(
    identifiers.map((identifier) =>
      refusalOf(visitor().ask('session.create', { identifier, password: 'not the word' })),
    ),
  )
  assert.equal(identifiers.length, 7)
  for (const refusal of refusals) assert.deepEqual(refusal, refusals[0])
  assert.equal((refusals[0] as Refusal).code, 'auth.wrong-credentials')
})

test('an unknown name costs a password hash like a known one', async () => {
  const real = createArgon2Passwords({ cost: { memory: 64, passes: 1, parallelism: 1 } })
  const verified: (string | undefined)[] = []
  const passwords: Ports['passwords'] = {
    ...real,
    verify(password, hash) {
      verified.push(hash)
      return real.verify(password, hash)
    },
  }
  const { visitor } = createAccountWorld({ passwords })
  const nobody = { identifier: 'nobody', password: 'not the word' }
  assert.equal(await visitor().refused('session.create', nobody), 'auth.wrong-credentials')
  assert.deepEqual(verified, [undefined])
})

test('after ten wrong guesses the account takes no password, known or not, and who is signed in stays so', async () => {
  const { visitor, person } = createAccountWorld()
  const ada = await person('ada')
  for (const identifier of ['ada', 'nobody']) {
    for (let count = 0; count < 10; count++) {
      const wrong = { identifier, password: `guess ${count}` }
      assert.equal(
        await visitor(`10.0.0.${count}`).refused('session.create', wrong),
        'auth.wrong-credentials',
      )
    }
    const last = { identifier, password: passwordOf('ada') }
    assert.equal(await visitor('10.0.1.1').refused('session.create', last), 'rate.limited')
  }
  assert.equal((await ada.ask('account.get', {})).id, ada.id)
  assert.equal((await visitor().ask('session.refresh', refreshWith(ada.tokens))).account, ada.id)
})

test('one password cannot be tried at everybody from one address', async () => {
  const { visitor } = createAccountWorld()
  const attic = visitor('192.0.2.1')
  const codes = new Map<string, number>()
  for (let count = 0; count < 110; count++) {
    const code = await attic.refused('session.create', {
      identifier: `person${count}`,
      password: 'Summer2026!',
    })
    codes.set(code, (codes.get(code) ?? 0) + 1)
  }
  assert.deepEqual(Object.fromEntries(codes), { 'auth.wrong-credentials': 100, 'rate.limited': 10 })
})

test('who has a whole IPv6 network has the guesses of one address', async () => {
  const { visitor } = createAccountWorld()
  const guess = (count: number, address: string) =>
    visitor(address).refused('session.create', { identifier: `person${count}`, password: 'Summer2026!' })
  const codes: string[] = []
  for (let count = 0; count < 110; count++)
    codes.push(await guess(count, `2001:db8:1:2:${count.toString(16)}::1`))
  assert.equal(codes.filter((code) => code === 'auth.wrong-credentials').length, 100)
  assert.equal(await guess(0, '2001:db8:1:3::1'), 'auth.wrong-credentials')
})

test('what somebody else is called never opens an account', async () => {
  const { visitor, person } = createAccountWorld()
  const ada = await person('ada')
  const ben = await person('ben')
  await ben.ask('profile.update', { displayName: 'ada' })
  await ben.ask('account.update', { email: 'ada@ada.example', password: ben.password })
  const asAda = { identifier: 'ada', password: ben.password }
  assert.equal(await visitor().refused('session.create', asAda), 'auth.wrong-credentials')
  const byId = { identifier: ada.id, password: ada.password }
  assert.equal(await visitor().refused('session.create', byId), 'auth.wrong-credentials')
})

test('only who knows the password learns that the account is deactivated', async () => {
  const { visitor, owner, person } = createAccountWorld()
  const ada = await person('ada')
  await (await owner()).ask('account.deactivate', { account: ada.id })
  assert.equal(await visitor().refused('session.create', right), 'account.disabled')
  const wrong = { ...right, password: 'not the word' }
  assert.equal(await visitor().refused('session.create', wrong), 'auth.wrong-credentials')
})

test('a hash of an older strength is made anew at the next sign-in, also when two come at once', async () => {
  const storage = openMemory()
  const ada = await createAccountWorld({ storage }).person('ada')
  const cost = { memory: 128, passes: 1, parallelism: 1 }
  const strong = createAccountWorld({ storage, passwords: createArgon2Passwords({ cost }) })
  const hashNow = async () =>
    (await strong.ports.store.read.row('account', ada.id))?.columns.passwordHash ?? ''
  assert.equal(strong.ports.passwords.needsRehash(await hashNow()), true)
  await Promise.all([1, 2, 3].map(() => strong.visitor().ask('session.create', right)))
  assert.equal(strong.ports.passwords.needsRehash(await hashNow()), false)
  await strong.visitor().ask('session.create', right)
})

test('a sign-in with the old password that is under way when the password changes does not stay', async () => {
  const real = createArgon2Passwords({ cost: { memory: 64, passes: 1, parallelism: 1 } })
  let afterProof = async (): Promise<void> => {}
  const passwords: Ports['passwords'] = {
    ...real,
    async verify(password, hash) {
      const isRight = await real.verify(password, hash)
      await afterProof()
      return isRight
    },
  }
  const { visitor, person } = createAccountWorld({ passwords })
  const ada = await person('ada')
  afterProof = async () => {
    afterProof = async () => {}
    await ada.ask('password.change', { current: ada.password, password: 'a new word, just now' })
  }
  assert.equal(await codeOf(visitor().ask('session.create', right)), 'auth.wrong-credentials')
  assert.equal((await ada.ask('session.list', {})).items.length, 1)
})

test('an account has so many sessions; one more ends the one that was away longest', async () => {
  const { visitor, person, pass } = createAccountWorld()
  const ada = await person('ada')
  const second = await visitor().ask('session.create', right)
  pass(1_000)
  await visitor().ask('session.refresh', refreshWith(ada.tokens))
  for (let count = 0; count < sessionsPerAccount - 1; count++) {
    pass(1_000)
    await visitor().ask('session.create', right)
  }
  const { items } = await ada.ask('session.list', {})
  assert.equal(items.length, sessionsPerAccount)
  const ids = items.map(({ id }) => id)
  assert.equal(ids.includes(ada.tokens.session), true)
  assert.equal(ids.includes(second.tokens.session), false)
})
