import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createAccountWorld, passwordOf } from '../../../../test/account-world.ts'
import type { AccountCaller } from '../../caller.ts'
import { createContractCommands } from '../../contracts/contract-commands.ts'
import type { ErrorCode } from '@hubbub/protocol'

const address = '203.0.113.7'
const callerOf = (contract: string, account = 'f'.repeat(24)): AccountCaller => ({
  account,
  role: 'bot',
  contract,
  address,
})
const ours = callerOf('user-accounts')
const rooms = callerOf('chatrooms')
const ada = { name: 'Ada', email: 'ada@example.org', password: 'the engine weaves' }

function open() {
  const world = createAccountWorld()
  return { ...world, contract: createContractCommands(world.ports) }
}

const person = (username: string) => ({
  username,
  password: passwordOf(username),
  name: username,
  about: '',
  shortest: 1,
})

const refused = (work: () => unknown, code: ErrorCode) => assert.rejects(async () => work(), { code })

test('who is no contract may ask none of it', async () => {
  const { contract, owner } = open()
  const { caller } = await owner()
  for (const [name, command] of Object.entries(contract)) {
    await refused(
      () => (command as (caller: AccountCaller, input: object) => unknown)(caller, {}),
      'access.denied',
    )
    assert.ok(name)
  }
})

test('a contract knows the accounts that it made, and no others', async () => {
  const { contract, person: native } = open()
  const made = await contract.makeAccount(ours, ada)
  const cleo = await native('cleo')
  const other = callerOf('another')
  assert.deepEqual(await contract.getMadeAccount(ours, { account: made.id }), made)
  for (const [caller, account] of [
    [other, made.id],
    [ours, cleo.id],
  ] as const) {
    await refused(() => contract.getMadeAccount(caller, { account }), 'account.not-found')
    await refused(() => contract.changeMadeAccount(caller, { account, name: 'x' }), 'account.not-found')
    await refused(() => contract.removeMadeAccount(caller, { account }), 'account.not-found')
  }
  for await (const page of contract.listMadeAccounts(other)) assert.deepEqual(page, [])
})

test('a claim that comes while the contract changes the account wins', async () => {
  const { contract, visitor, holding } = open()
  const { id } = await contract.makeAccount(ours, ada)
  const { tokens } = await visitor().ask('session.create', { identifier: ada.email, password: ada.password })
  const hers = await holding(tokens.accessToken)
  const password = 'a walk along the harbour'
  const results = await Promise.allSettled([
    hers.ask('password.change', { current: ada.password, password }),
    ...Array.from({ length: 5 }, (_, place) =>
      contract.changeMadeAccount(ours, { account: id, name: `Ada ${place}` }),
    ),
  ])
  assert.equal(results[0]?.status, 'fulfilled')
  await refused(() => contract.changeMadeAccount(ours, { account: id, name: 'late' }), 'account.not-found')
  assert.equal((await contract.getMadeAccount(ours, { account: id })).email, ada.email)
  await visitor().ask('session.create', { identifier: ada.email, password })
})

test('a password that the contract changes signs out who came in with the earlier one', async () => {
  const { contract, visitor, holding } = open()
  const { id } = await contract.makeAccount(ours, ada)
  const { tokens } = await visitor().ask('session.create', { identifier: ada.email, password: ada.password })
  await contract.changeMadeAccount(ours, { account: id, name: 'Ada King' })
  await holding(tokens.accessToken)
  await contract.changeMadeAccount(ours, { account: id, password: 'another engine' })
  await refused(() => holding(tokens.accessToken), 'auth.invalid-token')
})

test('an address that is given up is free again, and so are all names of who was removed', async () => {
  const { contract } = open()
  const { id } = await contract.makeAccount(ours, ada)
  await refused(() => contract.makeAccount(ours, { ...ada, email: 'ADA@example.org' }), 'email.taken')
  await contract.changeMadeAccount(ours, { account: id, email: 'ada@elsewhere.example' })
  const second = await contract.makeAccount(ours, ada)
  await contract.removeMadeAccount(ours, { account: second.id })
  await contract.makeAccount(ours, ada)
})

test('who signs up by a contract signs in natively, and the other way round', async () => {
  const { contract, visitor, person: native } = open()
  const ben = await contract.registerPerson(rooms, person('ben'))
  const { account } = await visitor().ask('session.create', {
    identifier: 'Ben',
    password: passwordOf('ben'),
  })
  assert.equal(account.id, ben.id)
  const cleo = await native('cleo')
  const signedIn = await contract.signInPerson(rooms, { username: 'CLEO', password: passwordOf('cleo') })
  assert.equal(signedIn.id, cleo.id)
  // Nor does the contract of another name know of Ben.
  await refused(
    () => contract.signInPerson(callerOf('another'), { username: 'ben', password: passwordOf('ben') }),
    'auth.wrong-credentials',
  )
})

test('nobody wears the name of a native account, whatever it is written with; among themselves only folding counts', async () => {
  const { contract, person: native } = open()
  await native('paul')
  for (const username of ['paul', 'PAUL', 'раul'])
    await refused(() => contract.registerPerson(rooms, person(username)), 'username.taken')
  await contract.registerPerson(rooms, person('Cop'))
  await contract.registerPerson(rooms, person('сор'))
  await refused(() => contract.registerPerson(rooms, person('cop')), 'username.taken')
  await refused(() => native('сор'), 'username.taken')
})

test('who guesses passwords is stopped, and signs in again when the window is over', async () => {
  const { contract } = open()
  await contract.registerPerson(rooms, person('ben'))
  const guess = () => contract.signInPerson(rooms, { username: 'ben', password: 'x' })
  await assert.rejects(
    async () => {
      for (let time = 0; time < 1_000; time++) {
        await guess().catch((refusal: { code: string }) => {
          if (refusal.code !== 'auth.wrong-credentials') throw refusal
        })
      }
    },
    { code: 'rate.limited' },
  )
})

test('a contract changes who it made and leaves native accounts alone', async () => {
  const { contract, person: native } = open()
  const ben = await contract.registerPerson(rooms, person('ben'))
  const cleo = await native('cleo')
  const changed = await contract.changePerson(callerOf('chatrooms', ben.id), { about: 'rows', shortest: 1 })
  assert.deepEqual(changed, { ...ben, about: 'rows' })
  const asCleo = callerOf('chatrooms', cleo.id)
  await refused(() => contract.changePerson(asCleo, { name: 'x', shortest: 1 }), 'access.denied')
  await refused(() => contract.removePerson(asCleo), 'access.denied')
  await refused(
    () => contract.changePersonPassword(asCleo, { current: passwordOf('cleo'), password: 'x', shortest: 1 }),
    'password.weak',
  )
})
