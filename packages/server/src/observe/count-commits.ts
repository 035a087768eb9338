import type { Committed, Row } from '../core/feeds/change-set.ts'
import type { Metrics } from './metrics.ts'

/** Counts what happened by what was committed, so that no use case has to think of it. */
export function countCommits(metrics: Metrics, committed: readonly Committed[]): void {
  for (const { rows } of committed) for (const row of rows) countRow(metrics, row)
}

function countRow(metrics: Metrics, row: Row): void {
  const isNew = row.born === row.version && !row.removed
  switch (row.kind) {
    case 'message':
      if (row.removed) metrics.messageDeleted()
      else if (isNew) metrics.messageSent()
      else metrics.messageEdited()
      return
    case 'document':
      return metrics.documentWritten(row.removed ? 'deleted' : isNew ? 'created' : 'replaced')
    case 'room':
      if (isNew) metrics.roomCreated((row as Row<'room'>).columns.type)
      return
    default:
      return
  }
}
