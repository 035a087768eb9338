import { test } from 'node:test'
import { askKnown, assertError, changesNothing } from './asking.ts'
import type { DialectFacts, Route } from './facts.ts'
import { openWorld } from './older-world.ts'

/** Bodies that fail before a route is reached take the form of the path's dialect, and change nothing. */
export function bodyRules(facts: DialectFacts): void {
  const { statuses, prefixes } = facts
  // Where nothing takes a body, one that arrives all the same is read before it is refused.
  const writes: readonly Route[] =
    facts.writes.length > 0 ? facts.writes : prefixes.map((path) => ({ method: 'POST', path }))
  const open = async (t: Parameters<typeof openWorld>[0]) =>
    openWorld(t, { environment: { HUBBUB_LIMIT_BODY: '160000' } })

  test('[DI-1] broken JSON is an error of its form', async (t) => {
    const world = await open(t)
    await changesNothing(world, facts, async () => {
      for (const route of writes) {
        for (const body of [
          '{"name": ',
          '{name: 1}',
          '[1,]',
          "{'a': 1}",
          '\u{feff}{}',
          Buffer.from([0xff, 0xfe]),
        ])
          await refusesBody(world, route, body, statuses.malformed)
      }
    })
  })

  test('[DI-2] a body that is not said to be JSON is an error of its form', async (t) => {
    const world = await open(t)
    await changesNothing(world, facts, async () => {
      for (const route of writes) {
        for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/jsonx', 'x']) {
          const headers = { 'content-type': type }
          await refusesBody(world, route, '{"name":"Ada"}', statuses.mediaType, headers)
        }
      }
    })
  })

  test('[DI-3] a body that is too large is an error of its form', async (t) => {
    const world = await open(t)
    await changesNothing(world, facts, async () => {
      for (const route of writes)
        await refusesBody(world, route, JSON.stringify({ name: 'x'.repeat(200_000) }), statuses.tooLarge)
    })
  })

  test('[DI-4] JSON that is too deep, too wide or holds half a character is an error of its form', async (t) => {
    const world = await open(t)
    const deep = `${'['.repeat(5_000)}${']'.repeat(5_000)}`
    const wide = JSON.stringify(Array.from({ length: 20_000 }, () => 0))
    await changesNothing(world, facts, async () => {
      for (const route of facts.writes) {
        for (const value of [deep, wide, '"\\ud800"', '"\\u0000"', '1e400']) {
          const answer = await askKnown(world, facts, route, {
            body: `{"name": ${value}, "content": ${value}}`,
          })
          if (answer.status < 400 || answer.status > 422)
            throw new Error(`${value.slice(0, 9)}: ${answer.text}`)
          assertError(facts, answer, answer.status)
        }
      }
    })
  })

  async function refusesBody(
    world: Awaited<ReturnType<typeof open>>,
    route: Route,
    body: string | Buffer,
    status: number,
    headers: Record<string, string> = {},
  ): Promise<void> {
    const answer = await askKnown(world, facts, route, { body, headers })
    // A method that the path does not take is refused whatever it brings.
    assertError(facts, answer, facts.writes.length > 0 || answer.status !== 405 ? status : 405)
  }
}
