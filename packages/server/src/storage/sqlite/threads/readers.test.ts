import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import type { DocumentQuery } from '../../../core/ports/document-query.ts'
import type { Storage } from '../../../core/ports/store.ts'
import { Refusal } from '../../../core/refusal.ts'
import { readSort } from '../../../core/documents/sort.ts'
import { openSqlite } from '../open.ts'
import type { ReaderBounds } from './reader-pool.ts'

async function opened(context: TestContext, readers: Partial<ReaderBounds>): Promise<Storage> {
  const folder = mkdtempSync(join(tmpdir(), 'hubbub-readers-'))
  const storage = await openSqlite({ folder, readers })
  context.after(async () => {
    await storage.close()
    rmSync(folder, { recursive: true })
  })
  return storage
}

const refusal = (code: string) => (failure: unknown) => failure instanceof Refusal && failure.code === code

const feed = 'collection:notes'
const everything: DocumentQuery = {
  collection: 'notes',
  filter: { kind: 'exists', target: { path: ['never'] } },
  sort: readSort(),
  after: undefined,
  owner: undefined,
  limit: 10,
}

async function fill(storage: Storage, count: number): Promise<void> {
  for (let from = 0; from < count; from += 200) {
    const writes = Array.from({ length: 200 }, (_, place) => ({
      op: 'put' as const,
      kind: 'document' as const,
      id: String(from + place),
      feed,
      fresh: true as const,
      columns: { collection: 'notes', owner: null, createdAt: 1, updatedAt: 1, bytes: 2, madeBy: null },
      text: '{"data":{"a":1}}',
    }))
    const once = { key: `fill ${from}`, digest: '', expires: 1 }
    const [answer] = await storage.run([{ once, touches: [feed], expect: [], writes }])
    assert.ok(answer && 'outcome' in answer)
  }
}

test('a query that takes too long is refused, and the next one runs', async (context) => {
  const storage = await opened(context, { limitMs: 0 })
  await fill(storage, 400)
  await assert.rejects(storage.read.documents(everything), refusal('query.too-slow'))
  await assert.rejects(storage.read.documents(everything), refusal('query.too-slow'))
  assert.equal((await storage.read.row('document', '7'))?.id, '7')
})

test('queries wait in a bounded queue and leave a thread to counts', async (context) => {
  const storage = await opened(context, { threads: 2, waiting: 1 })
  await fill(storage, 200)
  const running = storage.read.documents(everything)
  const waiting = storage.read.documents(everything)
  const refused = assert.rejects(storage.read.documents(everything), refusal('busy'))
  const count = storage.read.countInFeed('document', feed)
  await refused
  assert.equal(await count, 200)
  assert.deepEqual(await Promise.all([running, waiting]), [[], []])
})

test('closing ends what waits', async (context) => {
  const folder = mkdtempSync(join(tmpdir(), 'hubbub-readers-'))
  context.after(() => rmSync(folder, { recursive: true }))
  const storage = await openSqlite({ folder })
  const asked = [storage.read.documents(everything), storage.read.documents(everything)]
  const ended = asked.map((one) => assert.rejects(one))
  await storage.close()
  await Promise.all(ended)
  await assert.rejects(storage.read.countInFeed('document', feed), refusal('unavailable'))
})
