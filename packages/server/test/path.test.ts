import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'

/** ARCHITECTURE.md lists the files one message passes; a reader must be able to trust it. */

const root = new URL('../../../', import.meta.url)
const most = { files: 11, lines: 1_250 }

test('one message can be followed in the files that ARCHITECTURE.md lists', async (t) => {
  const path = await pathOfAMessage()
  const texts = await Promise.all(path.map((file) => readFile(new URL(file, root), 'utf8')))
  const lines = texts.reduce((sum, text) => sum + text.split('\n').length - 1, 0)
  t.diagnostic(`one message: ${path.length} files, ${lines} lines`)
  assert.ok(path.length >= 5 && path.length <= most.files, `${path.length} files`)
  assert.ok(lines <= most.lines, `${lines} lines`)
})

/** Running a send for real and looking which of our functions ran would name the same files: V8's coverage tells. */
test('every file of the list takes part when a message is sent', async () => {
  const { takePart } = await import('./path-coverage.ts')
  const ran = await takePart(fileURLToPath(root))
  const idle = (await pathOfAMessage()).filter((file) => !ran.has(file))
  assert.deepEqual(idle, [])
})

async function pathOfAMessage(): Promise<string[]> {
  const page = await readFile(new URL('ARCHITECTURE.md', root), 'utf8')
  const list = /<!-- path -->([\s\S]*?)<!-- \/path -->/.exec(page)?.[1] ?? ''
  return [...list.matchAll(/`([^`]+)`/g)].map(([, file = '']) => file)
}
