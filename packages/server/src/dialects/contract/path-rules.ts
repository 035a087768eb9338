import assert from 'node:assert/strict'
import { test } from 'node:test'
import { askKnown, assertError, changesNothing } from './asking.ts'
import type { DialectFacts } from './facts.ts'
import { openWorld } from './older-world.ts'

/** Paths and methods below the prefixes. */
export function pathRules(facts: DialectFacts): void {
  test('[DI-5] a path below its prefixes where nothing is, is an error of its form', async (t) => {
    const { ask } = await openWorld(t)
    for (const path of [facts.unknownPath, `${facts.unknownPath}/`, `${facts.unknownPath}?a=1`])
      assertError(facts, await ask('GET', path), 404)
    for (const prefix of facts.prefixes) {
      const broken = await ask('GET', `${prefix}/%zz`)
      assert.ok(facts.isError(broken.json), `${prefix}/%zz: ${broken.text}`)
    }
  })

  test('[DI-6] a prefix covers whole segments: its neighbours are not its own', async (t) => {
    const { ask } = await openWorld(t)
    for (const prefix of facts.prefixes) {
      const answer = await ask('GET', `${prefix}x-nobody`)
      assert.equal(answer.status, 404)
      assert.equal(answer.json.code, 'request.not-found')
    }
  })

  test('[DI-7] a method that a path does not take is an error of its form and says which it takes', async (t) => {
    const world = await openWorld(t)
    const taken = new Map<string, Set<string>>()
    for (const { method, path } of facts.routes) taken.set(path, (taken.get(path) ?? new Set()).add(method))
    await changesNothing(world, facts, async () => {
      for (const [path, methods] of taken) {
        for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'].filter((one) => !methods.has(one))) {
          const answer = await world.ask(method, path)
          // A numbered path and a named one may share their place; where both take the method it is not wrong.
          if (answer.status !== 405) continue
          assertError(facts, answer, 405)
          for (const one of methods) assert.match(answer.headers['allow'] ?? '', new RegExp(`\\b${one}\\b`))
        }
      }
    })
    const wrong = await world.ask('PATCH', facts.get)
    assertError(facts, wrong, 405)
  })

  test('[DI-8] both slash forms of every route answer alike, without a redirect', async (t) => {
    const world = await openWorld(t)
    for (const route of facts.routes.filter(({ method }) => method === 'GET')) {
      const bare = route.path.replace(/\/$/, '')
      const one = await askKnown(world, facts, { ...route, path: bare })
      const other = await askKnown(world, facts, { ...route, path: `${bare}/` })
      assert.ok(one.status < 300 || one.status >= 400, `${bare}: ${one.status}`)
      assert.deepEqual([other.status, other.text], [one.status, one.text], bare)
    }
    for (const route of facts.routes.filter(({ method }) => method !== 'GET')) {
      const bare = route.path.replace(/\/$/, '')
      for (const path of [bare, `${bare}/`]) {
        const answer = await askKnown(world, facts, { ...route, path }, { body: '{' })
        assert.notEqual(answer.status, 404, `${route.method} ${path}`)
        assert.ok(answer.status >= 400, `${route.method} ${path}: ${answer.status}`)
      }
    }
  })
}
