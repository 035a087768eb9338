import assert from 'node:assert/strict'
import { test } from 'node:test'
import { serverDependencies } from '../../../scripts/workspace/measure-packages.mjs'

/** Design, section 13: what sizes.test.ts and the tests of the SDK and the web client do not hold. */
const mostPackages = 19

test('the server needs fewer than twenty packages to run', () => {
  const packages = serverDependencies()
  assert.ok(packages.includes('fastify'), 'they were found')
  assert.ok(packages.length <= mostPackages, `${packages.length} packages`)
})
