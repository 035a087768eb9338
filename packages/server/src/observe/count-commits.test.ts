import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Committed, Row } from '../core/feeds/change-set.ts'
import { countCommits } from './count-commits.ts'
import { createMetrics } from './metrics.ts'

test('what was committed is counted by what became of it', (t) => {
  const metrics = createMetrics({ version: '0' })
  t.after(metrics.stop)
  const row = (kind: string, born: number, version: number, removed = false) =>
    ({ kind, born, version, removed, columns: { type: 'public' } }) as unknown as Row
  const rows = [
    row('message', 3, 3),
    row('message', 1, 4),
    row('message', 1, 5, true),
    row('document', 2, 2),
    row('room', 1, 1),
    row('room', 1, 2),
    row('inbox', 1, 1),
  ]
  countCommits(metrics, [{ rows } as unknown as Committed])
  const text = metrics.render()
  for (const line of [
    'hubbub_messages_total{action="sent"} 1',
    'hubbub_messages_total{action="edited"} 1',
    'hubbub_messages_total{action="deleted"} 1',
    'hubbub_documents_total{action="created"} 1',
    'hubbub_rooms_created_total{kind="public"} 1',
  ]) {
    assert.ok(text.includes(line), line)
  }
})
