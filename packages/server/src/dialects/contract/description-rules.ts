import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { dialects } from '../index.ts'
import { describedBy, routeOf } from './described.ts'
import type { DialectFacts } from './facts.ts'
import { clients } from './older-clients.ts'
import { playTranscript, type Transcript } from './play-transcript.ts'
import { noSightings } from './watched.ts'

/** The documents are true: they hold every route and event, none besides, and what each of them looks like. */
export function descriptionRules({ name, asksForKey, prefixes }: DialectFacts): void {
  const dialect = dialects.find((one) => one.name === name)
  assert.ok(dialect)
  const { description } = dialect
  const { routes, events } = description
  const described = routes.flatMap(({ method, paths }) => paths.map((path) => routeOf(method, path)))
  const eventsFrom = (side: 'client' | 'server') =>
    events.filter(({ from }) => from === side).map((event) => event.name)

  test('[DI-25] each route and event is described once, below its prefixes, with examples of its shapes', () => {
    assert.equal(new Set(described).size, described.length)
    for (const side of ['client', 'server'] as const)
      assert.equal(new Set(eventsFrom(side)).size, eventsFrom(side).length)
    for (const { paths } of routes) {
      for (const path of paths)
        assert.ok(
          prefixes.some((prefix) => path === prefix || path.startsWith(`${prefix}/`)),
          path,
        )
    }
    assert.deepEqual(describedBy(description).examples(), [])
    assert.equal(description.access, asksForKey ? 'key' : 'token')
    assert.ok(routes.every(({ needs }) => needs === 'nothing' || needs === description.access))
  })

  test('[DI-26] what is served is described, what is described is served, and conversations show all of it', async (t) => {
    const sightings = noSightings()
    const folder = new URL(`../${name}/transcripts/`, import.meta.url)
    for (const file of readdirSync(folder).filter((one) => one.endsWith('.json'))) {
      const transcript = JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Transcript
      await playTranscript(t, transcript, clients[0], { dialects: [dialect], sightings })
    }
    assert.deepEqual(sorted(sightings.routes), sorted(described))
    assert.deepEqual(sorted(sightings.events), sorted(eventsFrom('client')))
    assert.deepEqual(sorted(sightings.told), sorted(eventsFrom('server')))
    assert.deepEqual(missing(described, sightings.asked), [], 'routes that no recorded conversation asks')
  })
}

const sorted = (names: Iterable<string>): string[] => [...names].sort()

/** One mount stands for all mounts of a route. */
function missing(described: readonly string[], asked: ReadonlySet<string>): string[] {
  const bare = (route: string) => route.replace('/api/v1/', '/api/')
  const known = new Set([...asked].map(bare))
  return described.filter((route) => !known.has(bare(route)))
}
