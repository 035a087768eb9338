import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { dialects } from '../src/dialects/index.ts'
import { violationsOf } from './guards/architecture.ts'
import { readSources, repository } from './guards/source-tree.ts'
import { copyTree } from './tree-copy.ts'

/** The deletion test: a dialect goes with its folder and what the list says of it, and nothing else has to change. */
const tree = mkdtempSync(join(tmpdir(), 'hubbub-removal-'))
const folder = join(tree, 'packages/server/src/dialects')
const list = join(folder, 'index.ts')
copyTree(tree)
const whole = readFileSync(list, 'utf8')
after(() => rmSync(tree, { recursive: true }))

/** Deletes the folders, the imports from them and the names those brought in; puts everything back at the end. */
function without(names: readonly string[], look: () => void): void {
  const aside = (name: string) => join(tree, `aside-${name}`)
  for (const name of names) renameSync(join(folder, name), aside(name))
  writeFileSync(list, names.reduce(listWithout, whole))
  try {
    look()
  } finally {
    writeFileSync(list, whole)
    for (const name of names) renameSync(aside(name), join(folder, name))
  }
}

function listWithout(text: string, name: string): string {
  const imported = new RegExp(`^import \\{ (\\w+) \\} from '\\./${name}/routes\\.ts'\\n`, 'm').exec(text)
  assert.ok(imported, `${name} is imported in one line`)
  const [line, word] = imported
  const left = text.replace(line, '').replace(new RegExp(`^  ${word},.*\\n`, 'm'), '')
  assert.doesNotMatch(left, new RegExp(`\\b${word}\\b|${name}`), 'nothing of it is left in the list')
  assert.equal(text.split('\n').length - left.split('\n').length, 2)
  return left
}

function ran(program: string, args: readonly string[]): string {
  const { NODE_TEST_CONTEXT: _ours, ...env } = process.env
  const { status, stdout, stderr } = spawnSync(program, args, { cwd: tree, env, encoding: 'utf8' })
  assert.equal(status, 0, `${stdout}${stderr}`)
  return stdout
}

const all = dialects.map(({ name }) => name)

test('types hold without any of them, so no other file knows one', () => {
  const project = join(tree, 'tsconfig.server.json')
  const include = ['packages/server/src/**/*.ts']
  writeFileSync(project, JSON.stringify({ extends: './tsconfig.json', include, exclude: ['**/*.test.ts'] }))
  // One run for all five, as it is the slow part: none of them may know another, so none can need another to be gone.
  without(all, () => {
    assert.deepEqual(
      all.filter((name) => existsSync(join(folder, name))),
      [],
    )
    ran(join(repository, 'node_modules/.bin/tsc'), ['--noEmit', '-p', project])
  })
})

for (const name of all) {
  test(`without ${name} the dependency rule holds, and the server starts and answers the others`, () => {
    without([name], () => {
      assert.deepEqual(violationsOf(readSources(tree)), [])
      const rules = ['--test', '--test-reporter=tap', '--test-name-pattern=\\[DI-(0|1|19)\\]']
      const said = ran(process.execPath, [...rules, join(folder, 'contract/contract.test.ts')])
      assert.match(said, new RegExp(`^# pass ${1 + 2 * (all.length - 1)}$`, 'm'), said)
    })
  })
}
