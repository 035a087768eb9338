import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createContractTokens } from '../../platform/contract-tokens.ts'
import { systemClock } from '../../platform/system-clock.ts'
import type { DialectFacts } from './facts.ts'
import { openWorld } from './older-world.ts'

/** Tokens are good where they were made, and nowhere else. */
export function tokenRules({ name, tokens }: DialectFacts, all: readonly DialectFacts[]): void {
  if (!tokens) return

  test('[DI-16] its own token is taken, one of every other door is refused', async (t) => {
    const world = await openWorld(t)
    const mine = await tokens.make(world)
    const { status } = await tokens.use(world, mine)
    assert.ok(status < 300, `its own: ${status}`)
    const makers = all.flatMap((one) => (one.name !== name && one.tokens ? [one.tokens] : []))
    const others = await Promise.all(makers.map(({ make }) => make(world)))
    for (const foreign of [await world.token('owner'), ...others]) {
      const answer = await tokens.use(world, foreign)
      assert.deepEqual([answer.status, answer.json], [tokens.foreign.status, tokens.foreign.body])
    }
  })

  test('[DI-17] a token with the right words and another secret is refused, and so is one without', async (t) => {
    const world = await openWorld(t)
    const mine = await tokens.make(world)
    const claims = JSON.parse(Buffer.from(mine.split('.')[1] ?? '', 'base64url').toString()) as object
    const secret = new TextEncoder().encode('a secret of somebody else, as long as ours')
    const forged = await createContractTokens({ secret, clock: systemClock }).sign({ ...claims }, 900)
    const [, payload = ''] = mine.split('.')
    const unsigned = `${Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url')}.${payload}.`
    for (const token of [forged, unsigned, `${mine.slice(0, -4)}AAAA`]) {
      const { status } = await tokens.use(world, token)
      assert.equal(status, tokens.foreign.status)
    }
  })

  test('[DI-18] its token opens neither the native API nor what asks for a key', async (t) => {
    const world = await openWorld(t)
    const headers = { authorization: `Bearer ${await tokens.make(world)}` }
    assert.equal((await world.ask('GET', '/v1/rooms', { headers })).status, 401)
    const passedOn = { ...headers, via: '1.1 proxy' }
    for (const { get, asksForKey } of all)
      if (asksForKey) assert.equal((await world.ask('GET', get, { headers: passedOn })).status, 401)
  })
}
