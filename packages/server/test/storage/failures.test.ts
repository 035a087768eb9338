import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import type { ChangeSet } from '../../src/core/feeds/change-set.ts'
import { partsOfFeed } from '../../src/core/feeds/feed-ids.ts'
import { Refusal } from '../../src/core/refusal.ts'
import { openSqlite } from '../../src/storage/sqlite/open.ts'
import { checkAcknowledged, loadProgram, runLoad } from './acknowledged.ts'

function newFolder(context: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'hubbub-failures-'))
  context.after(() => rmSync(folder, { recursive: true }))
  return join(folder, 'data')
}

function isUnavailable(failure: unknown): boolean {
  return failure instanceof Refusal && failure.code === 'unavailable'
}

let last = 0
function large(feed = 'room:r'): ChangeSet {
  const id = String(++last)
  const columns = { room: partsOfFeed(feed).of, author: 'ada', all: 0, createdAt: 1 }
  const text = JSON.stringify({ id, text: 'x'.repeat(10_000) })
  return {
    once: { key: id, digest: '', expires: null },
    touches: [feed],
    expect: [],
    writes: [{ op: 'put', kind: 'message', id, feed, fresh: true, columns, text }],
  }
}

test('a full disk refuses writes, loses nothing, and takes them again when there is room', async (context) => {
  const folder = newFolder(context)
  const fatal: Error[] = []
  const options = { folder, maxBytes: 2_000_000, onFatal: (failure: Error) => fatal.push(failure) }
  const storage = await openSqlite(options)
  let acknowledged = 0
  let failed: unknown
  while (failed === undefined) {
    const [answer] = await storage.run([large()])
    if (answer && 'outcome' in answer) acknowledged++
    else failed = answer?.failed
  }
  assert.ok(acknowledged > 100)
  assert.ok(isUnavailable(failed))
  assert.equal((await storage.read.heads(['room:r'])).get('room:r')?.seq, acknowledged)

  assert.equal(await storage.erase('room:r', 1_000), acknowledged)
  const [answer] = await storage.run([large()])
  assert.ok(answer && 'outcome' in answer)
  assert.deepEqual(fatal, [])
  await storage.close()
})

test('a batch that does not fit is refused whole', async (context) => {
  const storage = await openSqlite({ folder: newFolder(context), maxBytes: 1_000_000 })
  const answers = await storage.run(Array.from({ length: 200 }, () => large()))
  assert.ok(answers.every((answer) => 'failed' in answer && isUnavailable(answer.failed)))
  assert.deepEqual((await storage.read.heads(['room:r'])).get('room:r'), { version: 0, seq: 0, floor: 0 })
  await storage.close()
})

test('after an error of the disk nothing more is acknowledged, and a new start has all that was', async (context) => {
  const folder = newFolder(context)
  // The shell lets no file grow beyond 2,048 blocks: the system's own write error.
  const script = `ulimit -f 2048; exec "${process.execPath}" "${loadProgram}" "${folder}"`
  const load = await runLoad(['/bin/sh', '-c', script])
  assert.deepEqual([load.code, load.lastLine], [70, 'fatal'])
  assert.ok(load.acknowledged.length > 50)
  const storage = await openSqlite({ folder })
  await checkAcknowledged(storage, load.acknowledged)
  await storage.close()
})
