import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { DialectFacts } from './facts.ts'
import { openWorld } from './older-world.ts'

/** The bound that holds for every client of the server. */
export function limitRules({ get, isError }: DialectFacts): void {
  test('[DI-24] who asks too often is refused in its form, with a time to come back', async (t) => {
    const { ask } = await openWorld(t, { environment: { HUBBUB_RATE_REQUESTS: '100' } })
    const answers = await Promise.all(Array.from({ length: 400 }, () => ask('GET', get)))
    const refused = answers.filter(({ status }) => status === 429)
    assert.notEqual(refused.length, 0)
    for (const { json, headers } of refused) {
      assert.ok(isError(json), JSON.stringify(json))
      assert.match(headers['retry-after'] ?? '', /^\d+$/)
    }
  })
}
