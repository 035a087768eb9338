import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { test, type TestContext } from 'node:test'
import { StorageFault } from './fault.ts'
import { dataFiles } from './files.ts'
import { migrations } from './migrations/list.ts'
import { openSqlite } from './open.ts'

function newFolder(context: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'hubbub-open-'))
  context.after(() => rmSync(folder, { recursive: true }))
  return join(folder, 'made', 'data')
}

/** Does something to the database while nobody has it open. */
function change(folder: string, sql: string): void {
  const db = new DatabaseSync(dataFiles(folder).database)
  db.exec(sql)
  db.close()
}

test('a missing folder is made for its owner only', async (context) => {
  const folder = newFolder(context)
  await (await openSqlite({ folder })).close()
  assert.equal(statSync(folder).mode & 0o077, 0)
})

test('closing leaves one database and no log', async (context) => {
  const folder = newFolder(context)
  const storage = await openSqlite({ folder })
  await storage.read.row('room', 'none')
  await storage.close()
  const db = new DatabaseSync(dataFiles(folder).database, { readOnly: true })
  assert.equal(db.prepare('pragma journal_mode').get()?.journal_mode, 'wal')
  db.close()
  assert.equal(statSync(`${dataFiles(folder).database}-wal`, { throwIfNoEntry: false })?.size ?? 0, 0)
})

test('what cannot be opened is told by its fault, and the folder is free again', async (context) => {
  const folder = newFolder(context)
  await (await openSqlite({ folder })).close()
  change(folder, 'pragma user_version = 99')
  for (const attempt of ['first', 'second']) {
    const isNewer = (failure: unknown) => failure instanceof StorageFault && failure.code === 'storage.newer'
    await assert.rejects(openSqlite({ folder }), isNewer, attempt)
  }
  change(folder, `pragma user_version = ${migrations.length}`)
  await (await openSqlite({ folder })).close()
})
