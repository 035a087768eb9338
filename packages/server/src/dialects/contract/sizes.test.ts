import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { dialects } from '../index.ts'

/**
 * Lines of translation, comments and blank lines counted, tests and descriptions not. About 400 for the three small
 * ones and about 700 for the two with sign-in were meant.
 */
const most: Readonly<Record<string, number>> = {
  'users-crud': 200,
  'event-bus': 400,
  'lobby-chat': 600,
  'user-accounts': 260,
  chatrooms: 740,
}

const linesOf = (name: string): number => {
  const folder = new URL(`../${name}/`, import.meta.url)
  return readdirSync(folder)
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !file.startsWith('describe'))
    .reduce((sum, file) => sum + readFileSync(new URL(file, folder), 'utf8').trimEnd().split('\n').length, 0)
}

for (const { name } of dialects) {
  test(`${name} is translation and little else`, (t) => {
    const lines = linesOf(name)
    t.diagnostic(`${name}: ${lines} lines`)
    assert.ok(lines > 50, 'its files were found')
    assert.ok(lines <= (most[name] ?? 0), `${name} has ${lines} lines, its budget is ${most[name]}`)
  })
}
