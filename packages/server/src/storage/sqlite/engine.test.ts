import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { runBatch } from '../../core/feeds/run-batch.ts'
import { message, room, set } from '../contract/rows-to-write.ts'
import { openConnection, valueOf } from './connection.ts'
import { createEngine } from './engine.ts'
import { migrate } from './migrations/migrate.ts'

function opened(context: TestContext) {
  const folder = mkdtempSync(join(tmpdir(), 'hubbub-engine-'))
  const connection = openConnection(join(folder, 'hubbub.sqlite'), { readOnly: false, cacheKiB: 1_024 })
  context.after(() => {
    connection.close()
    rmSync(folder, { recursive: true })
  })
  migrate(connection)
  return { connection, engine: createEngine(connection) }
}

test('keys that clients gave are kept, those the server made are not', async (context) => {
  const { connection, engine } = opened(context)
  const own = { key: 'own 0123', expires: 1_000 }
  await runBatch(engine, [set([message('one')]), set([message('two')], { once: own })])

  assert.equal(valueOf(connection, 'select count(*) from "message"'), 2)
  assert.equal(valueOf(connection, 'select count(*) from "once"'), 1)
})

test('what an engine has read it knows as it stands after each commit', async (context) => {
  const { engine } = opened(context)
  const at = (version: number) => ({
    row: { kind: 'room' as const, id: room('lounge').id },
    feed: room('lounge').feed,
    version,
  })
  const done = async (version: number) => {
    const [answer] = await runBatch(engine, [set([room('lounge')], { expect: [at(version)] })])
    return answer && 'outcome' in answer ? answer.outcome.done : 'failed'
  }
  assert.deepEqual(
    [await done(0), await done(1), await done(1), await done(2)],
    ['committed', 'committed', 'refused', 'committed'],
  )
})
