import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { dialects } from '../../src/dialects/index.ts'
import { repository } from '../guards/source-tree.ts'

/** Every route and event of the older services stands in a conversation that is played with all four official clients. */

interface Recorded {
  steps: readonly { ask?: string; event?: string; hear?: string }[]
}

for (const { name, description } of dialects) {
  const folder = join(repository, 'packages/server/src/dialects', name, 'transcripts')
  const steps = readdirSync(folder).flatMap(
    (file) => (JSON.parse(readFileSync(join(folder, file), 'utf8')) as Recorded).steps,
  )

  test(`${name}: every route is asked in a recorded conversation`, () => {
    const asked = steps.flatMap(({ ask }) => (ask === undefined ? [] : [ask.replace(/\?.*$/, '')]))
    const untold = description.routes.flatMap(({ method, paths }) =>
      paths.filter((path) => !asked.some((one) => patternOf(method, path).test(one))),
    )
    assert.deepEqual(untold, [])
  })

  test(`${name}: every event is sent or heard in a recorded conversation`, () => {
    const seen = steps.flatMap(({ event, hear }) => [event, hear])
    const untold = description.events.filter((event) => !seen.includes(event.name))
    assert.deepEqual(
      untold.map((event) => event.name),
      [],
    )
  })
}

/** `/users/:id` as it stands in a conversation: `GET /users/<id ben>`, with a slash at the end or without. */
function patternOf(method: string, path: string): RegExp {
  return new RegExp(`^${method} ${path.replace(/:\w+/g, '[^/]+').replace(/\/$/, '')}/?$`, 'i')
}
