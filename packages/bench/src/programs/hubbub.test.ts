import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { SERVER_FLAGS } from './hubbub.ts'

const repository = new URL('../../../../', import.meta.url)
const textOf = (path: string) => readFileSync(new URL(path, repository), 'utf8')

test('what is measured, what npm start runs and what the image runs get the same flags', () => {
  const [, list = ''] = /serverFlags = \[(.*)\]/.exec(textOf('scripts/workspace/server-flags.mjs')) ?? []
  assert.deepEqual(
    list.split(', ').map((word) => word.replaceAll("'", '')),
    SERVER_FLAGS,
  )
  assert.ok(textOf('scripts/hubbub.sh').includes(`exec node ${SERVER_FLAGS.join(' ')} /app/cli.js`))
})
