import type { ChangeSet, FeedHead, Heads, Outcome, Put, Row } from '../../../core/feeds/change-set.ts'
import { rowOfPut } from '../../../core/feeds/decide.ts'
import type { BatchAnswer } from '../../../core/feeds/run-batch.ts'
import { type ToldFailure, tell } from '../failures.ts'

/**
 * Answers as they cross the threads' boundary. Who sent a set has its texts and columns: only what `decide` added is
 * told of a row that was put. It is the hottest path, and copying rows back costs a third of it.
 */
export type ToldAnswer =
  | { heads: ToldHead[]; rows: (ToldNumbers | Row)[] }
  | { outcome: Outcome }
  | { failed: ToldFailure }

/** Of the feeds written to, in the order in which the writes name them. */
type ToldHead = [version: number, seq: number, floor: number]
type ToldNumbers = [version: number, born: number, seq: number | null, filled: number | null]

/** As JSON, for the reason that the sets are (sent-sets.ts). */
export function tellAnswers(sets: readonly ChangeSet[], answers: readonly BatchAnswer[]): string {
  return JSON.stringify(
    sets.map((set, place) => tellAnswer(set, answers[place] ?? { failed: new Error('no answer') })),
  )
}

export const answersIn = (text: string): ToldAnswer[] => JSON.parse(text) as ToldAnswer[]

function tellAnswer(set: ChangeSet, answer: BatchAnswer): ToldAnswer {
  if ('failed' in answer) return { failed: tell(answer.failed) }
  const { outcome } = answer
  if (outcome.done === 'refused' || outcome.repeated) return { outcome }
  const { heads, rows } = outcome
  const writes = rowWrites(set)
  return {
    heads: Object.values(heads).map(({ version, seq, floor }) => [version, seq, floor]),
    rows: rows.map((row, place) => toldRow(row, writes[place])),
  }
}

/** The outcome of a set, from what was told. */
export function outcomeFrom(set: ChangeSet, told: Exclude<ToldAnswer, { failed: unknown }>): Outcome {
  if ('outcome' in told) return told.outcome
  const writes = rowWrites(set)
  const rows = told.rows.map((row, place) => (Array.isArray(row) ? finished(writes[place], row) : row))
  return { done: 'committed', heads: headsFrom(writes, told.heads), rows }
}

function headsFrom(writes: readonly RowWrite[], told: readonly ToldHead[]): Heads {
  const heads: Record<string, FeedHead> = {}
  let place = 0
  for (const { feed } of writes) {
    if (feed in heads) continue
    const [version, seq, floor] = told[place++] ?? [0, 0, 0]
    heads[feed] = { version, seq, floor }
  }
  return heads
}

type RowWrite = Extract<ChangeSet['writes'][number], { feed: string }>

/** Rows stand in the order of the writes that make them. */
const rowWrites = ({ writes }: ChangeSet): RowWrite[] => writes.filter((write) => 'feed' in write)

/** A tombstone keeps columns that only the store knows. */
function toldRow(row: Row, write: RowWrite | undefined): ToldNumbers | Row {
  if (write?.op !== 'put') return row
  const filled = write.fill ? (row.columns as Record<string, number>)[write.fill.as] : null
  return [row.version, row.born, row.seq, filled ?? null]
}

function finished(write: RowWrite | undefined, [version, born, seq, filled]: ToldNumbers): Row {
  if (write?.op !== 'put') throw new Error('numbers were told of a row that was not put')
  return rowOfPut(write as Put, { version, born, seq, filled })
}
