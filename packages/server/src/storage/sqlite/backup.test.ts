import assert from 'node:assert/strict'
import {
  copyFileSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { test, type TestContext } from 'node:test'
import type { Storage } from '../../core/ports/store.ts'
import { StorageFault } from './fault.ts'
import { dataFiles } from './files.ts'
import { openSqlite } from './open.ts'
import { restore } from './restore.ts'

const isLong = process.env.HUBBUB_TEST_LONG === '1'
const feed = 'room:r'

function newFolder(context: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'hubbub-backup-'))
  context.after(() => rmSync(folder, { recursive: true }))
  return folder
}

let last = 0
/** One set of messages, as long as asked for. */
function messages(count: number, length: number) {
  const writes = Array.from({ length: count }, () => ({
    op: 'put' as const,
    kind: 'message' as const,
    id: String(++last),
    feed,
    fresh: true as const,
    columns: { room: 'r', author: 'ada', all: 0, createdAt: 1 },
    text: JSON.stringify({ id: String(last), text: 'x'.repeat(length) }),
  }))
  return { once: { key: `k${last}`, digest: '', expires: null }, touches: [feed], expect: [], writes }
}

async function write(storage: Storage, count: number, length = 100): Promise<void> {
  const [answer] = await storage.run([messages(count, length)])
  if (!answer || 'failed' in answer) throw answer?.failed
}

async function seqIn(storage: Storage): Promise<number> {
  return (await storage.read.heads([feed])).get(feed)?.seq ?? 0
}

async function backedUp(context: TestContext): Promise<{ folder: string; backup: string }> {
  const folder = newFolder(context)
  const storage = await openSqlite({ folder: join(folder, 'data') })
  await write(storage, 50)
  const backup = join(folder, 'backup')
  await storage.backup(backup)
  await storage.close()
  return { folder, backup }
}

const faultOf = (code: string) => (failure: unknown) =>
  failure instanceof StorageFault && failure.code === code

test('a backup ends while writing goes on, and is of one moment', async (context) => {
  const folder = newFolder(context)
  const storage = await openSqlite({ folder: join(folder, 'data') })
  const megabytes = isLong ? 1_024 : 8
  for (let written = 0; written < megabytes; written++) await write(storage, 64, 16_000)
  const before = await seqIn(storage)

  const work = { over: false }
  const writing = (async () => {
    while (!work.over) await write(storage, 20)
  })()
  const backup = join(folder, 'backup')
  await storage.backup(backup)
  work.over = true
  await writing
  const after = await seqIn(storage)
  assert.ok(after > before, 'others wrote meanwhile')
  assert.ok(statSync(backup).size > megabytes * 1_000_000)
  await storage.close()

  restore({ from: backup, folder: join(folder, 'restored') })
  const copy = await openSqlite({ folder: join(folder, 'restored') })
  const seq = await seqIn(copy)
  assert.ok(seq >= before && seq <= after)
  assert.equal((await copy.read.messages('r', { before: seq + 1, limit: 1 }))[0]?.seq, seq)
  assert.deepEqual(await copy.read.messages('r', { after: seq, limit: 1 }), [])
  await copy.close()
})

test('a backup that fails leaves no file', async (context) => {
  const folder = newFolder(context)
  const storage = await openSqlite({ folder: join(folder, 'data') })
  const missing = join(folder, 'missing')
  await assert.rejects(storage.backup(join(missing, 'backup')), { code: 'ENOENT', path: missing })
  await storage.close()
  assert.deepEqual(readdirSync(folder), ['data'])
})

test('closing ends a backup that is under way, and nothing of it is left', async (context) => {
  const folder = newFolder(context)
  const storage = await openSqlite({ folder: join(folder, 'data') })
  await write(storage, 50, 16_000)
  const ended = assert.rejects(storage.backup(join(folder, 'backup')))
  await storage.close()
  await ended
  assert.deepEqual(readdirSync(folder), ['data'])
})

test('a backup is readable by its owner only', async (context) => {
  const { backup, folder } = await backedUp(context)
  assert.equal(statSync(backup).mode & 0o077, 0)
  assert.equal(statSync(dataFiles(join(folder, 'data')).database).mode & 0o077, 0)
})

test('a restore takes no file that is damaged, foreign or missing', async (context) => {
  const { folder, backup } = await backedUp(context)
  const target = join(folder, 'restored')
  const cut = join(folder, 'cut')
  copyFileSync(backup, cut)
  truncateSync(cut, statSync(cut).size - 8_192)
  assert.throws(() => restore({ from: cut, folder: target }), faultOf('storage.damaged'))

  const text = join(folder, 'text')
  writeFileSync(text, 'this is no database, however long it may be. '.repeat(100))
  assert.throws(() => restore({ from: text, folder: target }), faultOf('storage.damaged'))
  assert.throws(
    () => restore({ from: text, folder: target }),
    new RegExp(`^StorageFault: ${text} is`),
    'by its name',
  )

  const foreign = join(folder, 'foreign')
  new DatabaseSync(foreign).exec('create table "notes" ("id" text)')
  assert.throws(() => restore({ from: foreign, folder: target }), faultOf('storage.not-ours'))

  const empty = join(folder, 'empty')
  writeFileSync(empty, '')
  assert.throws(() => restore({ from: empty, folder: target }), faultOf('storage.damaged'))

  assert.throws(
    () => restore({ from: join(folder, 'none'), folder: target }),
    faultOf('storage.no-such-file'),
  )
  assert.throws(() => restore({ from: folder, folder: target }), faultOf('storage.no-such-file'))
  assert.deepEqual(
    readdirSync(target).filter((name) => name.startsWith('hubbub.db')),
    [],
  )
})

test('a restore replaces data only when told to, and then all of it', async (context) => {
  const { folder, backup } = await backedUp(context)
  const data = join(folder, 'data')
  const files = dataFiles(data)
  const later = await openSqlite({ folder: data })
  const { epoch } = later
  await write(later, 7)
  // The log as it is after a crash: not carried over.
  copyFileSync(`${files.database}-wal`, join(folder, 'log'))
  await later.close()
  copyFileSync(join(folder, 'log'), `${files.database}-wal`)

  assert.throws(() => restore({ from: backup, folder: data }), faultOf('storage.target-exists'))
  restore({ from: backup, folder: data, replace: true })
  const storage = await openSqlite({ folder: data })
  assert.equal(await seqIn(storage), 50)
  assert.notEqual(storage.epoch, epoch)
  await storage.close()
})

test('a restore keeps away from a folder that is in use', async (context) => {
  const { folder, backup } = await backedUp(context)
  const storage = await openSqlite({ folder: join(folder, 'data') })
  const restoring = () => restore({ from: backup, folder: join(folder, 'data'), replace: true })
  assert.throws(restoring, faultOf('storage.folder-in-use'))
  await storage.close()
})
