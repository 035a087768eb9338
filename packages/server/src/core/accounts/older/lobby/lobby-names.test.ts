import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type AccountWorld, atOnce, createAccountWorld } from '../../../../../test/account-world.ts'
import { codeOf } from '../../../../../test/checked-asking.ts'
import type { AccountCaller } from '../../../caller.ts'
import { ensureBot } from '../../../contracts/built-in-bot.ts'
import { botCaller } from '../../../contracts/contract-caller.ts'
import { type ContractCommands, createContractCommands } from '../../../contracts/contract-commands.ts'
import { serverFeed } from '../../../feeds/feed-ids.ts'
import type { Visitor } from './claim-name.ts'
import { holdName, letNameGo } from './hold-name.ts'
import { sweepNames } from './sweep-names.ts'

const minute = 60_000

interface LobbyWorld extends AccountWorld {
  bot: AccountCaller
  ask: ContractCommands
  room: string
  login(name: string, proof?: Visitor): Promise<Visitor>
  /** A socket of this node joins, with the visitor's token or without. */
  hold(name: string, proof?: Visitor, node?: string): Promise<Visitor | undefined>
  letGo(visitor: Visitor, graceMs: number, node?: string): Promise<void>
  isFree(name: string): Promise<boolean>
}

async function openLobby(guests = true): Promise<LobbyWorld> {
  const world = createAccountWorld({ settings: { guests } })
  const contract = { name: 'lobby-chat', bot: await ensureBot(world.ports, 'lobby-chat') }
  const bot = botCaller(contract, { address: '127.0.0.1' })
  const ask = createContractCommands(world.ports)
  return {
    ...world,
    bot,
    ask,
    room: await ask.ensureLobby(bot),
    login: (name, proof) => ask.claimName(bot, { name, proof, exposure: 'open', tokenSeconds: 900 }),
    hold: (name, proof, node = 'north') =>
      holdName(world.ports, bot, {
        name,
        account: proof?.account,
        isProved: proof !== undefined,
        node,
        forMs: minute,
        address: '127.0.0.1',
      }),
    letGo: (visitor, graceMs, node = 'north') =>
      letNameGo(world.ports, bot, { ...visitor, isProved: false, isTheirs: true, node, graceMs }),
    isFree: async (name) => (await ask.checkLobbyName(bot, { name })).available,
  }
}

test('a name that was never joined under is held until its token ends', async () => {
  const { login, isFree, pass } = await openLobby()
  await login('Ada')
  assert.equal(await isFree('Ada'), false)
  pass(15 * minute - 1)
  assert.equal(await codeOf(login('Ada')), 'username.taken')
  pass(1)
  assert.equal(await isFree('Ada'), true)
})

test('the last socket that leaves frees the name at once, one that is lost after the grace time', async () => {
  const { login, hold, letGo, isFree, pass } = await openLobby()
  const ada = await login('Ada')
  await hold('Ada')
  await letGo(ada, 20_000)
  pass(19_999)
  assert.equal(await isFree('Ada'), false)
  pass(1)
  assert.equal(await isFree('Ada'), true)
  const again = await login('Ada')
  await hold('Ada')
  await letGo(again, 0)
  assert.equal(await isFree('Ada'), true)
})

test('what one node lets go another still holds, and a node that is gone holds nothing for long', async () => {
  const { login, hold, letGo, isFree, pass } = await openLobby()
  const ada = await login('Ada')
  await hold('Ada', ada, 'north')
  await hold('Ada', ada, 'south')
  await letGo(ada, 0, 'north')
  assert.equal(await isFree('Ada'), false)
  pass(minute)
  assert.equal(await isFree('Ada'), true)
})

test('who does not prove to be it holds no name longer than its token', async () => {
  const { login, hold, isFree, pass } = await openLobby()
  const ada = await login('Ada')
  for (let count = 0; count < 15; count++) {
    assert.ok(await hold('Ada'), `minute ${count}`)
    pass(minute - 1_000)
  }
  assert.ok(await hold('Ada'))
  pass(15_000)
  assert.equal(await hold('Ada'), undefined)
  assert.equal(await isFree('Ada'), true)
  assert.ok(await hold('Ada', ada), 'who proves it may have it back')
  assert.equal(await isFree('Ada'), false)
})

test('who joins under a foreign name and leaves again frees it not', async () => {
  const { login, ports, bot, isFree, pass, hold } = await openLobby()
  const ada = await login('Ada')
  const mallory = { name: 'Ada', isProved: false, node: 'north' }
  const held = await holdName(ports, bot, { ...mallory, forMs: minute, address: '203.0.113.7' })
  assert.deepEqual(held, { ...ada, isFromThere: false })
  await letNameGo(ports, bot, { ...mallory, ...ada, isTheirs: false, graceMs: 0 })
  assert.equal(await isFree('Ada'), false)
  pass(15 * minute - 1)
  assert.equal(await isFree('Ada'), false)
  assert.deepEqual(await hold('Ada', ada), { ...ada, isFromThere: true })
})

test('a name that nobody has is held for nobody who only says it', async () => {
  const { hold, isFree, ports } = await openLobby()
  assert.equal(await hold('Ada'), undefined)
  assert.equal(await isFree('Ada'), true)
  assert.equal(await ports.store.read.countInFeed('claim', serverFeed), 0)
})

test('a name that is taken over has another identity, and the earlier one is nobody', async () => {
  const { login, ask, bot, room, pass, hold, ports } = await openLobby()
  const ada = await login('Ada')
  await ask.speakAs(bot, { ...ada, room })
  pass(15 * minute)
  const other = await login('ada')
  assert.notEqual(other.account, ada.account)
  assert.equal(await codeOf(ask.visitorOf(bot, ada)), 'auth.invalid-token')
  assert.equal(await codeOf(ask.speakAs(bot, { ...ada, room })), 'auth.invalid-token')
  assert.equal(await hold('Ada', ada), undefined)
  assert.deepEqual(await ask.visitorOf(bot, other), other)
  assert.equal(await ports.store.read.row('member', `${room}.${ada.account}`), undefined)
  assert.ok(await ports.store.read.row('account', ada.account), 'what it said keeps its name')
})

test('who proves to be it signs in at any time and stays the same', async () => {
  const { login, hold, pass } = await openLobby()
  const ada = await login('Ada')
  await hold('Ada')
  const again = await login('Ada', ada)
  assert.equal(again.account, ada.account)
  pass(14 * minute)
  assert.equal((await login('Ada', again)).account, ada.account)
  const ben = await login('Ben')
  assert.equal(await codeOf(login('Ada', ben)), 'username.taken')
})

test('of fifty who want a name at once one gets it', async () => {
  const { login } = await openLobby()
  const { good, codes } = await atOnce((place) => login(place % 2 ? 'Ada' : 'ADA'))
  assert.equal(good.length, 1)
  assert.deepEqual(new Set(codes), new Set(['username.taken']))
})

test('a registered name, what looks like it and reserved ones are never free', async () => {
  const { login, person, guest, isFree } = await openLobby()
  await person('ada')
  const gus = await guest('Gus')
  for (const name of ['ada', 'ADA', 'ａda', 'аda', 'admin', 'Deleted', gus.profile.username]) {
    assert.equal(await isFree(name), false, name)
    assert.equal(await codeOf(login(name)), 'username.taken', name)
  }
  await login('Gus')
})

test('a protected server without guests signs nobody in, an open one does', async () => {
  const { ask, bot } = await openLobby(false)
  const ada = { name: 'Ada', proof: undefined, tokenSeconds: 900 }
  assert.equal(await codeOf(ask.claimName(bot, { ...ada, exposure: 'protected' })), 'guest.not-allowed')
  assert.equal((await ask.claimName(bot, { ...ada, exposure: 'open' })).name, 'Ada')
})

test('an account is made when there is something to say, once', async () => {
  const { login, ask, bot, room, ports } = await openLobby()
  const ada = await login('Ada')
  assert.equal(await ports.store.read.row('account', ada.account), undefined)
  const { good } = await atOnce(() => ask.speakAs(bot, { ...ada, room }))
  assert.equal(good.length, 50)
  const account = await ports.store.read.row('account', ada.account)
  assert.deepEqual([account?.columns.role, account?.columns.madeBy], ['guest', 'lobby-chat'])
})

test('whose account was deleted says nothing more', async () => {
  const { login, ask, bot, room, owner } = await openLobby()
  const olive = await owner()
  const ada = await login('Ada')
  await ask.speakAs(bot, { ...ada, room })
  await olive.ask('account.remove', { account: ada.account })
  assert.equal(await codeOf(ask.speakAs(bot, { ...ada, room })), 'account.not-found')
})

test('names that are over are forgotten, others are not', async () => {
  const { login, hold, ask, bot, room, pass, ports } = await openLobby()
  const ada = await login('Ada')
  await ask.speakAs(bot, { ...ada, room })
  pass(14 * minute + 30_000)
  const ben = await login('Ben')
  await hold('Ada')
  await sweepNames(ports, bot)
  assert.equal(await ports.store.read.countInFeed('claim', serverFeed), 2)
  pass(minute)
  await sweepNames(ports, bot)
  assert.equal(await codeOf(ask.visitorOf(bot, ada)), 'auth.invalid-token')
  assert.deepEqual(await ask.visitorOf(bot, ben), ben)
  assert.equal(await ports.store.read.row('member', `${room}.${ada.account}`), undefined)
})

test('nobody but a contract asks', async () => {
  const { ask, person } = await openLobby()
  const { caller } = await person('ada')
  assert.equal(await codeOf((async () => ask.checkLobbyName(caller, { name: 'Ben' }))()), 'access.denied')
})
