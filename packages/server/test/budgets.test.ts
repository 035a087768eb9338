import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'

/** What sizes.test.ts and the tests of the SDK and the web client do not hold. */
const mostPackages = 19

test('the server needs fewer than twenty packages to run', () => {
  const manifest = readFileSync(new URL('../package.json', import.meta.url), 'utf8')
  const { dependencies, optionalDependencies } = JSON.parse(manifest) as Record<string, object>
  const names = Object.keys({ ...dependencies, ...optionalDependencies })
  const foreign = names.filter((name) => !name.startsWith('@hubbub/'))
  assert.ok(foreign.includes('fastify'), 'they were found')
  assert.ok(foreign.length <= mostPackages, `${foreign.length} packages`)
})
