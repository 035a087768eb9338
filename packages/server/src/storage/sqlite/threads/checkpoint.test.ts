import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { type Connection, openConnection } from '../connection.ts'
import { createCheckpoints } from './checkpoint.ts'

/** A database whose log nobody carries over but us, and another connection to it. */
function opened(context: TestContext): { writer: Connection; reader: Connection } {
  const folder = mkdtempSync(join(tmpdir(), 'hubbub-checkpoint-'))
  const path = join(folder, 'hubbub.db')
  const writer = openConnection(path, { readOnly: false, cacheKiB: 2_048 })
  writer.db.exec('pragma journal_mode = wal; pragma wal_autocheckpoint = 0; create table "t" ("a" blob)')
  const reader = openConnection(path, { readOnly: true, cacheKiB: 2_048 })
  context.after(() => {
    reader.close()
    writer.close()
    rmSync(folder, { recursive: true })
  })
  return { writer, reader }
}

const write = ({ db }: Connection, pages: number) =>
  db.prepare('insert into "t" values (zeroblob(?))').run(pages * 4_096)

/** Pages in the log that are not in the database yet. */
function waiting(connection: Connection): number {
  const [, log = 0, carried = 0] = connection
    .prepare('pragma wal_checkpoint(noop)')
    .get() as unknown as number[]
  return log - carried
}

test('a short log waits, a long one is carried over', (context) => {
  const { writer } = opened(context)
  const checkpoint = createCheckpoints(writer)
  write(writer, 100)
  checkpoint()
  assert.ok(waiting(writer) > 100)
  write(writer, 4_000)
  checkpoint()
  assert.equal(waiting(writer), 0)
})

test('a long read holds the log back, and afterwards all of it is carried over', (context) => {
  const { writer, reader } = opened(context)
  const checkpoint = createCheckpoints(writer)
  reader.db.exec('begin; select count(*) from "t"')
  reader.prepare('select count(*) from "t"').get()
  write(writer, 4_100)
  checkpoint()
  assert.ok(waiting(writer) > 4_000)
  reader.db.exec('commit')
  write(writer, 4_100)
  checkpoint()
  assert.equal(waiting(writer), 0)
})
