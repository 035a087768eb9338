import type { ChangeSet, Expectation, Once, Put, Write } from '../../../core/feeds/change-set.ts'
import { type Kind, kinds } from '../../../core/feeds/kinds.ts'

/**
 * A batch on its way to the writer's thread. As JSON its objects cost half of what cloning them does (3.6 and 5.7 µs for
 * a send); without the names of the fields that every send has, and with the texts beside it, where nobody escapes and
 * reads them letter by letter, a third less again.
 */
export interface SentSets {
  json: string
  /** Of the puts, in their order. */
  texts: string[]
}

type SentSet = [
  key: string,
  digest: string,
  expires: number | null,
  refs: Once['refs'] | null,
  touches: string[],
  expect: (SentRow | Expectation)[],
  writes: (SentPut | Write)[],
]
type SentRow = [kind: Kind, id: string, feed: string, version: number]
type SentPut = [
  kind: Kind,
  id: string,
  feed: string,
  columns: unknown[],
  fresh?: 1 | null,
  fill?: Put['fill'],
]

const columnsOf = Object.fromEntries(
  Object.entries(kinds).map(([kind, columns]) => [kind, Object.keys(columns)]),
) as Record<Kind, string[]>

export function sent(sets: readonly ChangeSet[]): SentSets {
  const texts: string[] = []
  return { json: JSON.stringify(sets.map((set) => sentSet(set, texts))), texts }
}

export function setsIn({ json, texts }: SentSets): ChangeSet[] {
  const ahead = texts.values()
  return (JSON.parse(json) as SentSet[]).map((set) => received(set, () => ahead.next().value ?? ''))
}

function sentSet({ once, touches, expect, writes }: ChangeSet, texts: string[]): SentSet {
  const { key, digest, expires, refs } = once
  const put = (write: Put): SentPut => {
    texts.push(write.text)
    return sentPut(write)
  }
  return [
    key,
    digest,
    expires,
    refs ?? null,
    touches,
    expect.map((one) => ('row' in one ? [one.row.kind, one.row.id, one.feed, one.version] : one)),
    writes.map((one) => (one.op === 'put' ? put(one) : one)),
  ]
}

function sentPut({ kind, id, feed, columns, fresh, fill }: Put): SentPut {
  const values = columnsOf[kind].map((name) => (columns as Record<string, unknown>)[name])
  if (fill) return [kind, id, feed, values, fresh ? 1 : null, fill]
  return fresh ? [kind, id, feed, values, 1] : [kind, id, feed, values]
}

function received(
  [key, digest, expires, refs, touches, expect, writes]: SentSet,
  nextText: () => string,
): ChangeSet {
  return {
    once: refs ? { key, digest, expires, refs } : { key, digest, expires },
    touches,
    expect: expect.map((one) => (Array.isArray(one) ? receivedRow(one) : one)),
    writes: writes.map((one) => (Array.isArray(one) ? receivedPut(one, nextText()) : one)),
  }
}

const receivedRow = ([kind, id, feed, version]: SentRow): Expectation => ({
  row: { kind, id },
  feed,
  version,
})

function receivedPut([kind, id, feed, values, fresh, fill]: SentPut, text: string): Write {
  const columns: Record<string, unknown> = {}
  for (const [place, name] of columnsOf[kind].entries()) columns[name] = values[place]
  const put = { op: 'put', kind, id, feed, columns, text } as Put
  if (fresh) put.fresh = true
  if (fill) put.fill = fill
  return put as Write
}
