import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { deadExports } from './guards/dead-exports.ts'
import { projectFiles, repository } from './guards/source-tree.ts'

test('what is exported is used by another file, and not by its own test alone', () => {
  const paths = projectFiles().filter((path) => /^(packages|examples|scripts)\/.*\.m?[jt]sx?$/.test(path))
  const texts = new Map(paths.map((path) => [path, readFileSync(join(repository, path), 'utf8')]))
  assert.ok(texts.size > 500, 'the files were found')
  assert.deepEqual(deadExports(texts), [])
})

test('the guard tells what is used from what is not', () => {
  const forged = new Map([
    ['a.ts', 'export function used() {}\nexport const unused = 1\nexport const tested = 1\n'],
    ['a.test.ts', "import { tested, used } from './a.ts'"],
    ['b.ts', "import { used } from './a.ts'\nexport { unused } from './a.ts'\n"],
    ['c.ts', 'export class Shared {}\nexport const shared = new Shared()\nexport type Left = 1\n'],
    ['c.test.ts', "import { Shared, shared } from './c.ts'"],
    ['packages/client/src/index.ts', "export { fileStorage } from './storage.ts'"],
    ['packages/client/src/storage.ts', 'export async function fileStorage() {}'],
  ])
  assert.deepEqual(deadExports(forged), ['a.ts: unused', 'a.ts: tested', 'c.ts: shared'])
})
