import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { cases, elsewhere, notBuilt } from './case-list.ts'

const packages = new URL('../../../', import.meta.url)
const textOf = (file: string): string => readFileSync(new URL(file, packages), 'utf8')

const all = Object.entries(cases).flatMap(([group, numbers]) =>
  numbers.split(' ').map((number) => `${group}-${number}`),
)

/** The numbers that tests bear. */
function carriedOut(): Set<string> {
  const cwd = packages.pathname
  const files = [
    'server/src/**/*.test.ts',
    'server/test/attacks/{cases/**/*,*.test}.ts',
    'web/test/*.test.ts',
  ]
  const texts = globSync(files, { cwd }).map(textOf).join()
  return new Set(texts.match(/\b[A-Z]{2,3}-\d\d\b/g))
}

test('every case of the catalogue is carried out, proved elsewhere, or has nothing to attack yet', () => {
  const excused = new Set(Object.values(notBuilt).flatMap((ids) => ids.split(' ')))
  const done = carriedOut()
  const isSomewhere = (id: string) => done.has(id) || id in elsewhere || excused.has(id)
  assert.deepEqual(
    all.filter((id) => !isSomewhere(id)),
    [],
  )
  const known = new Set(all)
  assert.deepEqual(
    [...excused, ...Object.keys(elsewhere)].filter((id) => !known.has(id)),
    [],
  )
})

test('what is proved elsewhere is there', () => {
  const missing = Object.entries(elsewhere).filter(([, [file, words]]) => !textOf(file).includes(words))
  assert.deepEqual(missing, [])
})
