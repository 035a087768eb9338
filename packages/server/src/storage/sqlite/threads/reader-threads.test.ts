import assert from 'node:assert/strict'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { dataFiles } from '../files.ts'
import { openSqlite } from '../open.ts'
import { createReaderThreads, type Reader } from './reader-threads.ts'

async function threadsOn(t: TestContext, restMs: number) {
  const folder = mkdtempSync(join(tmpdir(), 'hubbub-threads-'))
  await (await openSqlite({ folder })).close()
  const bounds = { threads: 2, limitMs: 1_000, restMs }
  const threads = createReaderThreads(dataFiles(folder).database, bounds, () => {})
  t.after(async () => {
    await threads.close()
    rmSync(folder, { recursive: true })
  })
  const taken = (): Reader => {
    const reader = threads.free(false)
    assert.ok(reader)
    reader.busy = true
    return reader
  }
  const restful = (reader: Reader) => {
    reader.busy = false
    threads.rests(reader)
  }
  return { taken, restful }
}

const isAlive = ({ worker }: Reader) => worker.threadId !== -1

test('a thread that has nothing to do ends, one that works goes on, and the next read starts another', async (t) => {
  const { taken, restful } = await threadsOn(t, 1)
  const [working, idle] = [taken(), taken()]
  restful(working)
  working.busy = true
  restful(idle)
  await once(idle.worker, 'exit')
  assert.ok(isAlive(working))

  const another = taken()
  assert.notEqual(another, idle)
  assert.ok(isAlive(another))
})

test('a thread that is soon asked again is the same', async (t) => {
  const { taken, restful } = await threadsOn(t, 600_000)
  const first = taken()
  restful(first)
  assert.equal(taken(), first)
})
