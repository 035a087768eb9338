import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pathOfAMessage, pathsIn } from './path-of-a-message.ts'

test('the files of the list are counted, each once, and nothing outside the marks', () => {
  const text = '`a.ts`\n<!-- path -->\n1. `b.ts`, the part of `c.ts`\n2. `b.ts`\n<!-- /path -->\n`d.ts`'
  assert.deepEqual(pathsIn(text), ['b.ts', 'c.ts'])
})

test('a list that is not there is a fault, not a short path', () => {
  assert.throws(() => pathsIn('nothing'), /no list/)
  assert.throws(() => pathsIn('<!-- path --><!-- /path -->'), /names no file/)
})

test('the files that the architecture names are there', () => {
  const { files, lines } = pathOfAMessage()
  assert.ok(files.length > 3)
  assert.ok(lines > files.length)
})
