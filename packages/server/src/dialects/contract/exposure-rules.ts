import assert from 'node:assert/strict'
import { test } from 'node:test'
import { askKnown, assertError, changesNothing } from './asking.ts'
import type { DialectFacts } from './facts.ts'
import { isProtected, openWorld } from './older-world.ts'

const words = 'An API key is required'

/** Open and protected (decisions 2, 15, 16). */
export function exposureRules(facts: DialectFacts): void {
  const { routes, get, name } = facts

  test('[DI-27] who runs the server turns it off by deactivating its bot, and on again', async (t) => {
    const world = await openWorld(t)
    const { native, running } = world
    const account = (await running.ports.store.read.owner({ space: 'username', name })) ?? ''
    await changesNothing(world, facts, async () => {
      await native('account.deactivate', { account })
      for (const route of routes) assertError(facts, await askKnown(world, facts, route, route), 403)
      await native('account.reactivate', { account })
    })
    assert.equal((await askKnown(world, facts, { method: 'GET', path: get })).status, 200)
  })

  if (!facts.asksForKey) {
    test('[DI-9] it signs people in by itself, so where the server stands makes no difference', async (t) => {
      const near = await openWorld(t)
      const far = await openWorld(t, { environment: isProtected })
      const answers = await Promise.all([near, far].map((world) => world.ask('GET', get)))
      assert.deepEqual(answers[1]?.json, answers[0]?.json)
      assert.notEqual(answers[1]?.json?.message, words)
    })
    return
  }

  test('[DI-9] every route is closed without a key, and nothing is changed', async (t) => {
    const world = await openWorld(t, { environment: isProtected })
    await changesNothing(world, facts, async () => {
      for (const { method, path, body } of routes)
        assertError(facts, await world.ask(method, path, { body }), 401, words)
    })
  })

  test('[DI-10] a key opens every route, in each of its two headers', async (t) => {
    const world = await openWorld(t, { environment: isProtected })
    const key = await world.apiKey('admin')
    const owner = await world.token('owner')
    for (const headers of [
      { authorization: `Bearer ${key}` },
      { 'x-api-key': key },
      { authorization: `bearer ${owner}` },
      { 'x-api-key': owner },
    ] as Record<string, string>[]) {
      for (const { method, path, body } of routes) {
        const { status, text } = await world.ask(method, path, { body, headers })
        assert.ok(status !== 401 && status !== 403 && status < 500, `${method} ${path}: ${status} ${text}`)
      }
    }
  })

  test('[DI-11] a guest’s token, a forged one and a revoked key open nothing', async (t) => {
    const world = await openWorld(t, { environment: isProtected })
    const key = await world.apiKey('admin')
    const owner = world.running.ports.store.read.owner({ space: 'username', name: 'courier' })
    await world.native('key.revoke', { bot: (await owner) ?? '', key: key.split('_')[1] ?? '' })
    for (const credential of [
      await world.token('guest'),
      key,
      'x',
      'a.b.c',
      `hbk_${'0'.repeat(24)}_${'x'.repeat(43)}`,
    ])
      for (const { method, path, body } of routes) {
        const headers = { authorization: `Bearer ${credential}` }
        assertError(facts, await world.ask(method, path, { body, headers }), 401, words)
      }
  })

  test('[DI-12] on loopback it is open, and closed to what a proxy passed on', async (t) => {
    const world = await openWorld(t)
    assert.equal((await world.ask('GET', get)).status, 200)
    assert.equal((await world.ask('GET', get, { headers: { authorization: 'Bearer whatever' } })).status, 200)
    for (const mark of ['forwarded', 'x-forwarded-for', 'x-forwarded-proto', 'x-real-ip', 'via'])
      assertError(facts, await world.ask('GET', get, { headers: { [mark]: '203.0.113.7' } }), 401, words)
  })

  test('[DI-13] opened by name it is open wherever the server stands', async (t) => {
    const world = await openWorld(t, { environment: { ...isProtected, HUBBUB_OPEN: name } })
    const headers = { 'x-forwarded-for': '203.0.113.7' }
    assert.equal((await askKnown(world, facts, { method: 'GET', path: get }, { headers })).status, 200)
  })
}
