import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Profile } from '@hubbub/protocol'
import { atOnce, createAccountWorld, type Person } from '../../../../test/account-world.ts'
import { ownOnce } from '../../feeds/once.ts'
import type { Follower } from '../../ports/hub.ts'
import { changeSetOf } from '../../rooms/set-part.ts'
import { unclaimedBy } from '../rows/account-rows.ts'
import { madeUpUsername } from '../signing-up/create-guest.ts'
import { newAccountWrites } from '../signing-up/new-account.ts'

test('one changes one’s names and picture; others see the profile, oneself the account', async () => {
  const { person } = createAccountWorld()
  const [ada, ben] = [await person('ada'), await person('ben')]
  const changes = {
    username: 'Countess',
    displayName: 'Ada  Lovelace',
    avatar: 'https://pictures.example/ada',
  }
  const changed = await ada.ask('profile.update', changes)
  assert.equal(changed.username, 'countess')
  assert.equal(changed.displayName, 'Ada Lovelace')
  assert.equal(changed.avatar, changes.avatar)
  assert.deepEqual((await ben.ask('profile.get', { ids: [ada.id] })).items, [changed])
  const own = await ada.ask('account.get', {})
  assert.equal(own.username, 'countess')
  assert.equal(own.displayName, 'Ada Lovelace')
  assert.equal('avatar' in (await ada.ask('profile.update', { avatar: '' })), false)
})

test('a new username is taken and the old one free in the same moment', async () => {
  const { visitor, person } = createAccountWorld()
  const [ada, ben] = [await person('ada'), await person('ben')]
  assert.equal(await ben.refused('profile.update', { username: 'ADA' }), 'username.taken')
  await ada.ask('profile.update', { username: 'countess' })
  await ben.ask('profile.update', { username: 'ada' })
  assert.equal((await visitor().ask('username.check', { username: 'ben' })).available, true)
  const signIn = { identifier: 'ada', password: ben.password }
  assert.equal((await visitor().ask('session.create', signIn)).account.id, ben.id)
})

test('changing only the picture changes no name', async () => {
  const { visitor, person } = createAccountWorld()
  const ada = await person('ada')
  await ada.ask('account.update', { email: 'ada@example.org', password: ada.password })
  await ada.ask('profile.update', { avatar: '/c/pictures/ada' })
  await ada.ask('profile.update', { username: 'ada' })
  assert.equal((await visitor().ask('username.check', { username: 'ada' })).available, false)
  for (const identifier of ['ada', 'ada@example.org'])
    await visitor().ask('session.create', { identifier, password: ada.password })
})

test('of fifty who rename themselves to one name one gets it', async () => {
  const { ports, person } = createAccountWorld()
  const people: Person[] = []
  for (let count = 0; count < 50; count++) people.push(await person(`person${count}x`))
  const { good, codes } = await atOnce(async (place) =>
    people[place]?.ask('profile.update', { username: 'lighthouse' }),
  )
  assert.equal(good.length, 1)
  assert.deepEqual(
    codes,
    Array.from({ length: 49 }, () => 'username.taken'),
  )
  const owner = await ports.store.read.owner({ space: 'username', name: 'lighthouse' })
  assert.equal(owner, good[0]?.id)
})

test('a display name that reads like an older account’s name is marked, the older one never', async () => {
  const { person, guest } = createAccountWorld()
  const [ada, ben] = [await person('ada'), await person('ben')]
  assert.equal(ada.profile.lookalike, undefined)
  for (const displayName of ['Ada', 'ADA', 'Аda', 'a d a']) {
    assert.equal((await ben.ask('profile.update', { displayName })).lookalike, true, displayName)
  }
  assert.equal((await ben.ask('profile.update', { displayName: 'Benjamin' })).lookalike, undefined)
  assert.equal((await ada.ask('profile.update', { displayName: 'Ada' })).lookalike, undefined)
  assert.equal((await guest('Ada')).profile.lookalike, true)
})

test('a guest’s name makes no member look like a copy', async () => {
  const { person, guest } = createAccountWorld()
  await guest('Ada')
  assert.equal((await person('ada')).profile.lookalike, undefined)
})

test('an account that nobody has claimed makes no member look like a copy', async () => {
  const { ports, person } = createAccountWorld()
  const id = ports.ids.next()
  const madeBy = unclaimedBy('user-accounts')
  const identity = { ...madeUpUsername('user', id), displayName: 'Ada' }
  const made = { ...identity, id, role: 'member', passwordHash: null, madeBy } as const
  await ports.commits.decide(async () => changeSetOf(ownOnce(ports), await newAccountWrites(ports, made)))
  const ada = await person('ada')
  assert.equal((await ada.ask('profile.update', { displayName: 'Ada' })).lookalike, undefined)
})

test('a display name that was given up is free of its mark for the next', async () => {
  const { person } = createAccountWorld()
  const [ada, ben] = [await person('ada'), await person('ben')]
  await ada.ask('profile.update', { displayName: 'The Captain' })
  assert.equal((await ben.ask('profile.update', { displayName: 'the captain' })).lookalike, true)
  await ada.ask('profile.update', { displayName: 'Ada' })
  assert.equal((await ben.ask('profile.update', { displayName: 'the captain' })).lookalike, undefined)
})

test('people see everybody, a guest only who shares a room', async () => {
  const { person, guest } = createAccountWorld()
  const [ada, ben] = [await person('ada'), await person('ben')]
  const gus = await guest('Gus')
  const idsSeenBy = async (who: Person) =>
    (await who.ask('profile.get', { ids: [ada.id, ben.id, gus.id, '0'.repeat(24)] })).items
      .map(({ id }) => id)
      .sort()
  assert.deepEqual(await idsSeenBy(ada), [ada.id, ben.id, gus.id].sort())
  assert.deepEqual(await idsSeenBy(gus), [gus.id])
  const { room } = await ada.ask('room.create', { type: 'public', name: 'Harbour' })
  await gus.ask('room.join', { room: room.id })
  assert.deepEqual(await idsSeenBy(gus), [ada.id, gus.id].sort())
})

test('nothing private stands in a profile', async () => {
  const { person } = createAccountWorld()
  const [ada, ben] = [await person('ada'), await person('ben')]
  await ada.ask('account.update', { email: 'ada@example.org', password: ada.password })
  const [seen] = (await ben.ask('profile.get', { ids: [ada.id] })).items
  assert.deepEqual(Object.keys(seen ?? {}).sort(), [
    'born',
    'displayName',
    'id',
    'kind',
    'role',
    'username',
    'version',
  ])
})

test('the directory is searched by what names fold to, in pages', async () => {
  const { person } = createAccountWorld()
  const ada = await person('ada')
  for (const name of ['marianne', 'mario', 'marlene', 'bert']) await person(name)
  const found: Profile[] = []
  for (let after: string | undefined; ; ) {
    const page = await ada.ask('profile.list', { search: 'ＭＡＲ', limit: 2, after })
    found.push(...page.items)
    after = page.next
    if (after === undefined) break
  }
  assert.deepEqual(found.map(({ username }) => username).sort(), ['marianne', 'mario', 'marlene'])
  assert.equal((await ada.ask('profile.list', {})).items.length, 5)
  assert.deepEqual((await ada.ask('profile.list', { search: '%' })).items, [])
})

test('an address is changed with the password, and given back when it is taken away', async () => {
  const { person, visitor } = createAccountWorld()
  const [ada, ben] = [await person('ada'), await person('ben')]
  const email = 'harbour@example.org'
  assert.equal(
    await ada.refused('account.update', { email, password: 'not the word' }),
    'auth.wrong-credentials',
  )
  assert.equal((await ada.ask('account.update', { email, password: ada.password })).email, email)
  const wish = { email: 'Harbour@Example.org', password: ben.password }
  assert.equal(await ben.refused('account.update', wish), 'email.taken')
  assert.equal((await ada.ask('account.update', { email: '', password: ada.password })).email, undefined)
  await ben.ask('account.update', wish)
  const signIn = { identifier: email, password: ben.password }
  assert.equal((await visitor().ask('session.create', signIn)).account.id, ben.id)
})

test('what an account may not change about itself is not even asked', async () => {
  const { person } = createAccountWorld()
  const ada = await person('ada')
  const before = await ada.ask('account.get', {})
  for (const field of ['role', 'status', 'id', 'passwordHash', 'emailVerified', 'createdAt', 'lookalike']) {
    const input = { displayName: 'Ada', [field]: 'owner' }
    await assert.rejects(ada.ask('profile.update', input), { name: 'AssertionError' })
  }
  assert.deepEqual(await ada.ask('account.get', {}), before)
})

test('who shares a room hears that a profile changed', async () => {
  const { hub, person } = createAccountWorld()
  const [ada, ben, cleo] = [await person('ada'), await person('ben'), await person('cleo')]
  const { room } = await ada.ask('room.create', { type: 'public', name: 'Harbour' })
  await ben.ask('room.join', { room: room.id })
  const heard = new Map<string, string[]>()
  for (const { id } of [ben, cleo]) {
    const told: string[] = []
    heard.set(id, told)
    const nothing = () => {}
    const follower: Follower = {
      id,
      account: id,
      hear: nothing,
      told: ({ name, json }) => told.push(`${name} ${json}`),
      left: nothing,
      refresh: nothing,
      end: nothing,
    }
    hub.attach(follower)
  }
  hub.join(ben.id, [`room:${room.id}`])
  const profile = await ada.ask('profile.update', { displayName: 'Ada L.' })
  assert.deepEqual(heard.get(ben.id), [`profile ${JSON.stringify({ profile })}`])
  assert.deepEqual(heard.get(cleo.id), [])
})
