import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { test } from 'node:test'
import { dataFiles } from '../../src/storage/sqlite/files.ts'
import { openSqlite } from '../../src/storage/sqlite/open.ts'
import { type Acknowledged, checkAcknowledged, loadProgram, runLoad } from './acknowledged.ts'

const cycles = process.env.HUBBUB_TEST_LONG === '1' ? 200 : 3

test('a process killed while it writes loses nothing that it acknowledged', async (context) => {
  const top = mkdtempSync(join(tmpdir(), 'hubbub-crash-'))
  context.after(() => rmSync(top, { recursive: true }))
  const folder = join(top, 'data')
  const all: Acknowledged[] = []
  for (let cycle = 0; cycle < cycles; cycle++) {
    // Other places each time: within a batch, between two, around a checkpoint.
    const killAfter = 1 + ((cycle * 7_919) % 5_003)
    const load = await runLoad([process.execPath, loadProgram, folder, `run${cycle}`], killAfter)
    assert.equal(load.code, null, 'the process was killed')
    assert.ok(load.acknowledged.length >= killAfter)
    all.push(...load.acknowledged)

    const storage = await openSqlite({ folder })
    // Those of earlier cycles are checked whole at the end.
    await checkAcknowledged(storage, cycle === cycles - 1 ? all : load.acknowledged)
    await storage.close()
    assert.equal(integrityOf(folder), 'ok')
  }
})

function integrityOf(folder: string): unknown {
  const db = new DatabaseSync(dataFiles(folder).database, { readOnly: true })
  try {
    return db.prepare('pragma integrity_check').get()?.integrity_check
  } finally {
    db.close()
  }
}
