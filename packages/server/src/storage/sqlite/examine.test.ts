import assert from 'node:assert/strict'
import { mkdtempSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { test, type TestContext } from 'node:test'
import { examineStore } from './examine.ts'
import { dataFiles } from './files.ts'
import { migrations } from './migrations/list.ts'
import { openSqlite } from './open.ts'

function newFolder(context: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'hubbub-examine-'))
  context.after(() => rmSync(folder, { recursive: true }))
  return folder
}

async function madeFolder(context: TestContext): Promise<string> {
  const folder = newFolder(context)
  await (await openSqlite({ folder })).close()
  return folder
}

const contents = (folder: string) =>
  readdirSync(folder).map((name) => [name, readFileSync(join(folder, name)).toString('base64')])

/** Changes a database behind the back of whoever made it. */
function change(folder: string, sql: string): void {
  const db = new DatabaseSync(dataFiles(folder).database)
  db.exec(sql)
  db.close()
}

test('where no server has been there is nothing, and looking makes nothing', (t) => {
  const folder = newFolder(t)
  assert.equal(examineStore(join(folder, 'data')).is, 'missing')
  assert.equal(examineStore(folder).is, 'missing')
  assert.deepEqual(readdirSync(folder), [])
})

test('a store at rest is read whole and left as it is, to the byte', async (t) => {
  const folder = await madeFolder(t)
  const before = contents(folder)
  const { is, pending, madeAt, bytes, fault } = examineStore(folder)
  assert.deepEqual({ is, pending, fault }, { is: 'whole', pending: 0, fault: undefined })
  assert.ok(bytes > 4_096)
  assert.ok(madeAt !== undefined && madeAt <= Date.now())
  assert.deepEqual(contents(folder), before)
})

test('a store that a server works on is read beside it', async (t) => {
  const folder = newFolder(t)
  const storage = await openSqlite({ folder })
  t.after(() => storage.close())
  assert.equal(examineStore(folder).is, 'whole')
})

test('a page that was overwritten is found', async (t) => {
  const folder = await madeFolder(t)
  const file = openSync(dataFiles(folder).database, 'r+')
  writeSync(file, Buffer.alloc(8_192, 0xff), 0, 8_192, 4_096)
  assert.equal(examineStore(folder).fault?.code, 'storage.damaged')
})

test('what is no database is damaged, and what is another program’s is told so', async (t) => {
  const folder = newFolder(t)
  writeFileSync(dataFiles(folder).database, 'no database at all'.repeat(1_000))
  assert.equal(examineStore(folder).fault?.code, 'storage.damaged')

  const other = newFolder(t)
  change(other, 'create table notes (text)')
  assert.equal(examineStore(other).fault?.code, 'storage.not-ours')
})

test('a schema behind the program is pending, one ahead of it is a fault', async (t) => {
  const folder = await madeFolder(t)
  change(folder, 'pragma user_version = 0')
  assert.equal(examineStore(folder).pending, migrations.length)

  change(folder, 'pragma user_version = 1000')
  assert.equal(examineStore(folder).fault?.code, 'storage.newer')
})
