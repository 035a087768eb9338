import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { allVerbs } from './all-verbs.ts'
import { runVerb } from './run-verb.ts'

test('in a folder that no server ever had, nothing is done and nothing is made', async (t) => {
  const above = mkdtempSync(join(tmpdir(), 'hubbub-typo-'))
  t.after(() => rmSync(above, { recursive: true }))
  const typo = join(above, 'hubub-data')
  const needing = allVerbs.filter(({ begins }) => !begins)
  assert.ok(needing.length > 3, 'they were found')
  for (const verb of needing) {
    const words =
      verb.name === 'key create' ? ['robot', '--scope', 'rooms.read'] : ['x'].slice(0, verb.takes[0])
    await assert.rejects(
      () => runVerb(verb, [...words, '--data', typo]),
      (error: Error) => {
        assert.match(error.message, /--data or HUBBUB_DATA/)
        assert.ok(error.message.includes(`in ${typo}, and none was made there`), error.message)
        return (error as { exitCode?: number }).exitCode === 69
      },
      verb.name,
    )
  }
  assert.equal(existsSync(typo), false)
})
