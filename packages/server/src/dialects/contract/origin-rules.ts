import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { DialectFacts } from './facts.ts'
import { openWorld } from './older-world.ts'

const foreign = 'https://elsewhere.example'

/** Which pages may read the answers (decision 11). */
export function originRules({ get, origins, prefixes }: DialectFacts): void {
  test('[DI-14] pages of foreign origins read what is meant for them, never with credentials', async (t) => {
    const { ask } = await openWorld(t)
    const allowed = origins === 'any' ? '*' : undefined
    for (const path of [get, ...prefixes.map((prefix) => `${prefix}/nothing/here/at/all`)]) {
      const answer = await ask('GET', path, { headers: { origin: foreign } })
      assert.equal(answer.headers['access-control-allow-origin'], allowed, path)
      assert.equal(answer.headers['access-control-allow-credentials'], undefined)
    }
    const preflight = await ask('OPTIONS', get, {
      headers: { origin: foreign, 'access-control-request-method': 'GET' },
    })
    assert.equal(preflight.headers['access-control-allow-origin'], allowed)
  })

  test('[DI-15] our own pages read everything', async (t) => {
    const { ask, url } = await openWorld(t)
    for (const origin of [url, 'http://localhost:8080']) {
      const { headers } = await ask('GET', get, { headers: { origin } })
      assert.equal(headers['access-control-allow-origin'], origin)
    }
  })
}
