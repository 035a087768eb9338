import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Row } from './change-set.ts'
import type { LiveRange } from '../ports/hub.ts'
import { changesOf } from './changes-of.ts'

function document(id: string, { born, version, removed = false }: Partial<Row> = {}): Row<'document'> {
  const [at, since] = [version ?? 8, born ?? 8]
  const columns = { collection: 'notes', owner: null, createdAt: 1, updatedAt: 1, bytes: 2, madeBy: null }
  return {
    kind: 'document',
    id,
    feed: 'collection:notes',
    version: at,
    born: since,
    removed,
    removedAt: removed ? 1 : null,
    seq: null,
    columns,
    text: '{}',
  }
}

const range = (rows: Row[]): LiveRange => ({
  feed: 'collection:notes',
  from: 5,
  to: 9,
  rows,
  event: { name: 'range', json: '{}' },
})

test('a row is new to who was at the start of the range, edited, or removed; never two of them', () => {
  const rows = [
    document('made', { born: 6, version: 6 }),
    document('made and changed', { born: 6, version: 7 }),
    document('changed', { born: 5, version: 8 }),
    document('removed', { born: 2, version: 9, removed: true }),
    document('came and went', { born: 6, version: 9, removed: true }),
  ]
  const told = changesOf(range(rows), 'document').map(({ is, row }) => [row.id, is])
  assert.deepEqual(told, [
    ['made', 'new'],
    ['made and changed', 'new'],
    ['changed', 'edited'],
    ['removed', 'removed'],
    ['came and went', 'removed'],
  ])
  assert.deepEqual(changesOf(range(rows), 'collection'), [])
})
