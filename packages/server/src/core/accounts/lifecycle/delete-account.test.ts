import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createAccountWorld, type Person } from '../../../../test/account-world.ts'
import { createCommits } from '../../feeds/commits.ts'
import type { Follower } from '../../ports/hub.ts'
import type { Store } from '../../ports/store.ts'
import { refuse } from '../../refusal.ts'
import { ensureGeneral } from '../signing-up/general-room.ts'
import { cleanUpAccount, resumeAccountCleanups } from './account-cleanup.ts'
import { deleteAccount } from './delete-account.ts'

const membersOf = async (who: Person, room: string) =>
  (await who.ask('member.list', { room })).items.map(({ account }) => account).sort()

test('who deletes their account is gone, their names are free, their messages stay without a name', async () => {
  const world = createAccountWorld()
  await ensureGeneral(world.ports)
  const [ada, ben] = [await world.person('ada'), await world.person('ben')]
  await ada.ask('account.update', { email: 'ada@example.org', password: ada.password })
  await ada.ask('message.send', { room: 'general', text: 'I was here.' })
  assert.equal(await ada.refused('account.delete', { password: 'not the word' }), 'auth.wrong-credentials')
  await ada.ask('account.delete', { password: ada.password })

  await assert.rejects(world.holding(ada.tokens.accessToken), { code: 'auth.invalid-token' })
  assert.deepEqual((await ben.ask('profile.get', { ids: [ada.id] })).items, [])
  const { items } = await ben.ask('message.list', { room: 'general' })
  assert.deepEqual(
    items.map((message) => 'author' in message && message.author),
    [ada.id],
  )
  assert.deepEqual(await membersOf(ben, 'general'), [ben.id])
  for (const identifier of ['ada', 'ada@example.org']) {
    const signIn = { identifier, password: ada.password }
    assert.equal(await world.visitor().refused('session.create', signIn), 'auth.wrong-credentials')
  }
  const next = await world.person('ada')
  await next.ask('account.update', { email: 'ada@example.org', password: next.password })
  assert.equal(next.profile.lookalike, undefined)
})

test('what is left of an account tells nothing of the person', async () => {
  const { ports, news, person } = createAccountWorld()
  const ada = await person('ada')
  await ada.ask('account.delete', { password: ada.password })
  const left = new Map(news.flatMap(({ rows }) => rows).map((row) => [`${row.kind} ${row.id}`, row]))
  const rows = [left.get(`account ${ada.id}`), left.get(`profile ${ada.id}`)]
  for (const row of rows) {
    assert.equal(row?.removed, true)
    assert.equal(/argon2|"ada"|ada@/.test(JSON.stringify([row.columns, row.text])), false)
  }
  const changes = await ports.store.read.changes('directory', 0, { items: 50, bytes: 10_000, behind: 50 })
  assert.deepEqual(
    changes.rows.map(({ removed, columns }) => [removed, columns]),
    [[true, { username: '', search: '', role: 'member' }]],
  )
})

test('the connections of a deleted account close', async () => {
  const { hub, owner, person } = createAccountWorld()
  const olive = await owner()
  const ada = await person('ada')
  const closed: string[] = []
  const nothing = () => {}
  const follower: Follower = {
    id: 'connection',
    account: ada.id,
    session: ada.tokens.session,
    hear: nothing,
    told: nothing,
    left: nothing,
    refresh: nothing,
    end: (reason) => closed.push(reason),
  }
  hub.attach(follower)
  await olive.ask('account.remove', { account: ada.id })
  assert.ok(closed.length > 0)
})

test('a room whose last owner is gone passes to a moderator, else to the oldest member', async () => {
  const { person } = createAccountWorld()
  const [ada, ben, cleo] = [await person('ada'), await person('ben'), await person('cleo')]
  const made = async (name: string) => {
    const { room } = await ada.ask('room.create', { type: 'public', name })
    for (const who of [ben, cleo]) await who.ask('room.join', { room: room.id })
    return room.id
  }
  const [moderated, plain, shared] = [await made('Moderated'), await made('Plain'), await made('Shared')]
  await ada.ask('member.setRole', { room: moderated, account: cleo.id, role: 'moderator' })
  await ada.ask('member.setRole', { room: shared, account: ben.id, role: 'owner' })
  await ada.ask('account.delete', { password: ada.password })

  const roles = async (room: string) =>
    Object.fromEntries(
      (await ben.ask('member.list', { room })).items.map(({ account, role }) => [account, role]),
    )
  assert.deepEqual(await roles(moderated), { [ben.id]: 'member', [cleo.id]: 'owner' })
  const [older, younger] = ben.id < cleo.id ? [ben, cleo] : [cleo, ben]
  assert.deepEqual(await roles(plain), { [older.id]: 'owner', [younger.id]: 'member' })
  assert.deepEqual(await roles(shared), { [ben.id]: 'owner', [cleo.id]: 'member' })
})

test('a private room that nobody is left in is deleted, a direct room stays with the other', async () => {
  const { ports, person } = createAccountWorld()
  const [ada, ben] = [await person('ada'), await person('ben')]
  const secret = (await ada.ask('room.create', { type: 'private', name: 'Diary' })).room.id
  const direct = (await ada.ask('room.openDirect', { accounts: [ben.id] })).room.id
  await ada.ask('message.send', { room: direct, text: 'Farewell.' })
  await ada.ask('account.delete', { password: ada.password })
  assert.equal(await ports.store.read.row('room', secret), undefined)
  assert.deepEqual(await membersOf(ben, direct), [ben.id])
  assert.equal((await ben.ask('message.list', { room: direct })).items.length, 1)
})

test('a clean-up that was cut short is done at the next start, and doing it twice does no harm', async () => {
  const { ports, person, owner } = createAccountWorld()
  const olive = await owner()
  const [ada, ben] = [await person('ada'), await person('ben')]
  const rooms: string[] = []
  for (let count = 0; count < 30; count++) {
    const { room } = await ben.ask('room.create', { type: 'public', name: `Room ${count}` })
    rooms.push(room.id)
    await ada.ask('room.join', { room: room.id })
    await ben.ask('message.send', { room: room.id, text: 'Hello', mentions: [ada.id] })
  }
  let left = 5
  const failing: Store = {
    ...ports.store,
    read: ports.store.read,
    commit: (set) => {
      if (left-- <= 0) throw refuse('busy')
      return ports.store.commit(set)
    },
  }
  const cut = { ...ports, store: failing, commits: createCommits(failing, ports.clock) }
  assert.deepEqual(await deleteAccount(cut, ada.caller, { password: ada.password }), {})
  const isThere = async (room: string) => (await membersOf(ben, room)).includes(ada.id)
  assert.ok((await Promise.all(rooms.map(isThere))).includes(true))

  const [one, other] = await Promise.all([resumeAccountCleanups(ports), resumeAccountCleanups(ports)])
  assert.deepEqual([one, other], [1, 1])
  assert.equal((await Promise.all(rooms.map(isThere))).includes(true), false)
  for (const kind of ['membership', 'inbox', 'mention', 'session'] as const)
    assert.equal(await ports.store.read.countInFeed(kind, `user:${ada.id}`), 0, kind)
  assert.equal(await resumeAccountCleanups(ports), 0)
  await cleanUpAccount(ports, ada.id)
  assert.equal((await olive.ask('account.get', {})).id, olive.id)
})

test('a bot that is removed takes its keys along', async () => {
  const { ports, owner, holding } = createAccountWorld()
  const olive = await owner()
  const bot = await olive.ask('bot.create', { username: 'crier' })
  const { secret } = await olive.ask('key.create', { bot: bot.id, name: 'news', scopes: ['accounts.read'] })
  await holding(secret)
  await olive.ask('account.remove', { account: bot.id })
  await assert.rejects(holding(secret), { code: 'auth.invalid-token' })
  assert.equal(await ports.store.read.countInFeed('key', `user:${bot.id}`), 0)
})
