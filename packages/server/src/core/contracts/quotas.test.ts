import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { AccountCaller } from '../caller.ts'
import { createCore } from '../index.ts'
import { type AccountWorld, createAccountWorld } from '../../../test/account-world.ts'
import { codeOf } from '../../../test/checked-asking.ts'
import { ensureBot } from './built-in-bot.ts'
import { botCaller } from './contract-caller.ts'
import { ensureOwnCollection } from './own-collection.ts'

interface Directory {
  world: AccountWorld
  bot: AccountCaller
  owner: AccountCaller
  create(data?: object): Promise<string>
  change(document: string, data: object): Promise<unknown>
  remove(document: string, by?: AccountCaller): Promise<unknown>
}

const small = { name: 'ada' }
const smallBytes = JSON.stringify(small).length

async function openDirectory(quota: { rows: number; bytes: number }): Promise<Directory> {
  const world = createAccountWorld({ settings: { contractQuota: quota } })
  const { ports } = world
  const contract = { name: 'users-crud', bot: await ensureBot(ports, 'users-crud') }
  assert.equal(await ensureOwnCollection(ports, contract, 'users'), true)
  const core = createCore(ports)
  const bot = botCaller(contract, { address: '127.0.0.1' })
  const { caller: owner } = await world.owner()
  const collection = 'users'
  return {
    world,
    bot,
    owner,
    async create(data = small) {
      await core.ask('document.create', bot, { collection, data: data as Record<string, unknown> })
      return world.news.at(-1)?.rows[0]?.id ?? ''
    },
    change: (document, data) =>
      core.ask('document.replace', bot, { collection, document, data: data as Record<string, unknown> }),
    remove: (document, by = bot) => core.ask('document.delete', by, { collection, document }),
  }
}

test('a contract holds as many rows as its quota, also when they are made at once', async () => {
  const { create, remove } = await openDirectory({ rows: 3, bytes: 10_000 })
  const made = await Promise.allSettled(Array.from({ length: 8 }, () => create()))
  const good = made.filter(({ status }) => status === 'fulfilled')
  assert.equal(good.length, 3)
  assert.equal(await codeOf(create()), 'quota.exceeded')
  await remove((good[0] as PromiseFulfilledResult<string>).value)
  assert.ok(await create(), 'what was deleted leaves room')
})

test('a contract holds as many bytes as its quota, however its rows grow', async () => {
  const { create, change } = await openDirectory({ rows: 100, bytes: 3 * smallBytes })
  const first = await create()
  await create()
  assert.equal(await codeOf(change(first, { name: 'a'.repeat(2 * smallBytes) })), 'quota.exceeded')
  for (let time = 0; time < 10; time++) await change(first, small)
  await create()
  assert.equal(await codeOf(create()), 'quota.exceeded')
})

test('what an admin removes is noticed after a while, and what was there at the start counts', async () => {
  const { world, owner, create, remove } = await openDirectory({ rows: 2, bytes: 10_000 })
  const first = await create()
  await create()
  const again = createCore(world.ports)
  const bot = { ...owner, contract: 'users-crud' }
  const input = { collection: 'users', data: {} }
  assert.equal(await codeOf(again.ask('document.create', bot, input)), 'quota.exceeded')
  await remove(first, owner)
  world.pass(2_000)
  assert.ok(await again.ask('document.create', bot, input))
})

test('no quota holds for people', async () => {
  const { world, owner, create } = await openDirectory({ rows: 1, bytes: 10_000 })
  await create()
  const core = createCore(world.ports)
  assert.ok(await core.ask('document.create', owner, { collection: 'users', data: {} }))
})
