// `npm test`: installs what it needs and runs every check. `npm test -- path…` runs those test files only.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { delimiter, join } from 'node:path'
import { ensureSystemPackages, NEEDED_BY_TESTS } from './system-packages.mjs'
import { ensureBundled, filesBelow } from './workspace/bundle.mjs'
import { ensureInstalled } from './workspace/install.mjs'
import { findNode } from './workspace/node.mjs'
import { root, say, seconds } from './workspace/paths.mjs'
import { testFiles } from './workspace/test-files.mjs'

const tools = join(root, 'node_modules/.bin')
const environment = { ...process.env, PATH: `${tools}${delimiter}${process.env.PATH}` }
const isLong = process.env.HUBBUB_TEST_LONG === '1'

try {
  ensureInstalled()
  const paths = process.argv.slice(2)
  const failed = paths.length > 0 ? runTests(testFiles(paths)) : await runAll()
  process.exitCode = failed.length === 0 ? 0 : 1
} catch (fault) {
  say(`hubbub: ${fault.message}`)
  process.exitCode = 1
}

async function runAll() {
  const failed = [
    ...checkSystemPackages(),
    ...check('format', 'biome', ['format', '--colors=off']),
    ...check('lint', 'oxlint', ['--deny-warnings']),
    ...check('types', 'tsc', ['--noEmit', '--pretty', 'false']),
    ...(hasWebSources() ? check('types of the web page', 'tsc', ['--noEmit', '-p', 'packages/web']) : []),
    ...(await checkBundle()),
    ...runTests(testFiles([])),
  ]
  say(failed.length === 0 ? '\nall checks passed' : `\nfailed: ${failed.join(', ')}`)
  return failed
}

/** Without them everything else is tried all the same; the tests that need them fail with the command to run. */
function checkSystemPackages() {
  const startedAt = Date.now()
  try {
    ensureSystemPackages(NEEDED_BY_TESTS)
    return verdict('system packages', startedAt, true)
  } catch (fault) {
    say(fault.message)
    return verdict('system packages', startedAt, false)
  }
}

/** Prints one line, and what the tool said when it found something. Answers the names of failed checks. */
function check(name, tool, args) {
  const startedAt = Date.now()
  const result = spawnSync(join(tools, tool), args, { cwd: root, env: environment, encoding: 'utf8' })
  if (result.status !== 0) say(`${result.stdout}${result.stderr}${result.error ?? ''}`)
  return verdict(name, startedAt, result.status === 0)
}

async function checkBundle() {
  const startedAt = Date.now()
  try {
    await ensureBundled()
    return verdict('bundle', startedAt, true)
  } catch (fault) {
    say(fault.message)
    return verdict('bundle', startedAt, false)
  }
}

function runTests(files) {
  const startedAt = Date.now()
  const options = [
    '--test',
    `--test-reporter=${join(root, 'scripts/workspace/reporter.mjs')}`,
    `--test-concurrency=${availableParallelism()}`,
    `--test-timeout=${isLong ? 3_600_000 : 120_000}`,
  ]
  const result = spawnSync(findNode(), [...options, ...files], {
    cwd: root,
    env: environment,
    stdio: 'inherit',
  })
  return verdict(`tests in ${files.length} files`, startedAt, files.length > 0 && result.status === 0)
}

function verdict(name, startedAt, passed) {
  say(`${passed ? 'ok  ' : 'FAIL'} ${seconds(startedAt).padStart(8)}  ${name}`)
  return passed ? [] : [name]
}

function hasWebSources() {
  const folder = join(root, 'packages/web/src')
  return existsSync(folder) && filesBelow(folder).some((file) => /\.tsx?$/.test(file))
}
