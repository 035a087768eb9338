import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { filesBelow, parseSource, repository } from '../../../test/guards/source-tree.ts'
import { dialects } from '../index.ts'
import { askKnown } from './asking.ts'
import type { DialectFacts } from './facts.ts'
import { openWorld } from './older-world.ts'

/** A dialect is its folder and its line: nothing else knows of it. */
export function removalRules(facts: DialectFacts, all: readonly DialectFacts[]): void {
  const { name, get } = facts

  test('[DI-19] without it the server starts, its paths are nobody’s, and the others answer', async (t) => {
    const others = dialects.filter((one) => one.name !== name)
    const world = await openWorld(t, { dialects: others })
    const gone = await world.ask('GET', get)
    assert.deepEqual([gone.status, gone.json.code], [404, 'request.not-found'])
    for (const other of all.filter((one) => one.name !== name)) {
      const answer = await askKnown(world, other, { method: 'GET', path: other.get })
      assert.equal(answer.status, 200, `${other.name}: ${answer.text}`)
    }
  })

  test('[DI-20] no file outside its folder imports it, but the list', () => {
    const folder = `packages/server/src/dialects/${name}/`
    const list = 'packages/server/src/dialects/index.ts'
    const sources = filesBelow(repository, 'packages').filter(
      (path) => /\.tsx?$/.test(path) && !path.endsWith('.d.ts') && !path.startsWith(folder),
    )
    assert.ok(sources.includes(list))
    const importing = sources.filter((path) => {
      const text = readFileSync(join(repository, path), 'utf8')
      return (
        text.includes(name) && parseSource(path, text).imports.some(({ ours }) => ours?.startsWith(folder))
      )
    })
    assert.deepEqual(importing, [list])
    const lines = readFileSync(join(repository, list), 'utf8').split('\n')
    assert.equal(lines.filter((line) => line.includes(`./${name}/`)).length, 1)
  })

  test('[DI-21] it says what it is and keeps recorded conversations', () => {
    const folder = fileURLToPath(new URL(`../${name}/`, import.meta.url))
    const files = readdirSync(folder)
    for (const file of ['README.md', 'routes.ts', 'translate.ts', 'errors.ts', 'transcripts'])
      assert.ok(files.includes(file), file)
    const readme = readFileSync(join(folder, 'README.md'), 'utf8')
    assert.ok(readme.trimEnd().split('\n').length <= 40, 'a short README')
  })
}
