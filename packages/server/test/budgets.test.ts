import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { ensureBundled } from '../../../scripts/workspace/bundle.mjs'
import { serverDependencies } from '../../../scripts/workspace/measure-packages.mjs'

/** Design, section 13: what sizes.test.ts and the tests of the SDK and the web client do not hold. */
const mostPackages = 19

test('the server needs fewer than twenty packages to run', () => {
  const packages = serverDependencies()
  assert.ok(packages.includes('fastify'), 'they were found')
  assert.ok(packages.length <= mostPackages, `${packages.length} packages`)
})

test('a start loads no HTTP client, and no compilers that nobody asks', () => {
  const compose = new URL('../src/compose.ts', import.meta.url).href
  const program = `
    const { compose } = await import(${JSON.stringify(compose)})
    const { configOf } = await import(${JSON.stringify(new URL('../src/config/config.ts', import.meta.url).href)})
    const server = await compose(configOf({ HUBBUB_PORT: '0', HUBBUB_LOG_LEVEL: 'silent' }), { inMemory: true })
    const { cache } = process.getBuiltinModule('node:module').createRequire(import.meta.url)
    console.log(JSON.stringify([...process.moduleLoadList, ...Object.keys(cache)]))
    await server.stop()`
  const environment = {
    PATH: process.env['PATH'],
    HUBBUB_TOKEN_SECRET: 'a secret of the tests that nobody else knows',
  }
  const said = execFileSync(process.execPath, ['--input-type=module', '--eval', program], {
    env: environment,
  })
  const loaded = JSON.parse(said.toString()) as string[]
  assert.ok(
    loaded.some((name) => name.includes('/fastify/')),
    'they were found',
  )
  assert.deepEqual(
    loaded.filter((name) => /undici|\/ajv\/|\/fast-json-stringify-compiler\//.test(name)),
    [],
  )
})

test('the bundle is written in ASCII: one other letter, in a regular expression, doubles what its text takes', async () => {
  await ensureBundled()
  const text = readFileSync(new URL('../dist/main.js', import.meta.url), 'latin1')
  assert.ok(text.length > 100_000, 'it was bundled')
  assert.deepEqual(text.match(/.{0,40}[^\0-\x7f]+/g), null)
})
