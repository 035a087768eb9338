import { createBatcher } from '../../src/core/feeds/batcher.ts'
import type { ChangeSet } from '../../src/core/feeds/change-set.ts'
import { Refusal } from '../../src/core/refusal.ts'
import { openSqlite } from '../../src/storage/sqlite/open.ts'

/**
 * A program that commits as fast as it can and tells every acknowledged message on a line of its own, until it is
 * killed or its disk fails. Arguments: the data folder and a name for this run.
 */
const [folder = '', run = 'run'] = process.argv.slice(2)
const senders = 20
const rooms = ['lounge', 'garden']

const storage = await openSqlite({
  folder,
  onFatal() {
    process.stdout.write('fatal\n')
    process.exit(70)
  },
})
const store = createBatcher(storage, { sets: 100, bytes: 1_000_000, waiting: 1_000 }, () => {})
await Promise.all(Array.from({ length: senders }, (_, sender) => send(sender)))

async function send(sender: number): Promise<void> {
  for (let count = 0; ; count++) {
    const id = `${run}-${sender}-${count}`
    try {
      const outcome = await store.commit(message(id, rooms[count % rooms.length] ?? 'lounge'))
      if (outcome.done !== 'committed') throw new Error(`the set ${id} was refused`)
      const [row] = outcome.rows
      process.stdout.write(`${JSON.stringify({ id, room: row?.feed, seq: row?.seq, text: row?.text })}\n`)
    } catch (failure) {
      if (failure instanceof Refusal && failure.code === 'unavailable') return
      throw failure
    }
  }
}

function message(id: string, room: string): ChangeSet {
  const feed = `room:${room}`
  const text = JSON.stringify({ id, text: 'words '.repeat(id.length) })
  const columns = { room, author: 'ada', all: 0, createdAt: 1 }
  return {
    once: { key: id, digest: id, expires: null },
    touches: [feed],
    expect: [],
    writes: [{ op: 'put', kind: 'message', id, feed, fresh: true, columns, text }],
  }
}
