import type { FeedId } from '@hubbub/protocol'
import type { FeedHead, Row } from '../../../core/feeds/change-set.ts'
import { kindsOfFeed, partsOfFeed } from '../../../core/feeds/feed-ids.ts'
import { type Kind, numbered } from '../../../core/feeds/kinds.ts'
import type { ChangeBounds, Changes } from '../../../core/ports/store.ts'
import { type Connection, valueOf } from '../connection.ts'
import { rowFrom, selectOf } from '../rows.ts'
import { readHead } from './points.ts'

/** What changed in a feed: all its kinds in one snapshot, whole versions, as many as fit and one at least. */
export function readChanges(
  connection: Connection,
  feed: FeedId,
  since: number,
  bounds: ChangeBounds,
): Changes {
  connection.prepare('begin').run()
  try {
    const head = readHead(connection, feed)
    if (since >= head.version) return { head, to: head.version, rows: [], more: false }
    const sources = kindsOfFeed[partsOfFeed(feed).type].flatMap((kind) =>
      numbered.has(kind)
        ? numberedSources(connection, kind, feed, since, head)
        : [sourceOf(kind, feed, since)],
    )
    if (isFarBehind(connection, sources, bounds.behind))
      return { head, to: head.version, rows: [], more: false, tooFar: true }
    const { rows, more } = readPage(connection, sources, bounds)
    return { head, to: more ? (rows.at(-1)?.version ?? since) : head.version, rows, more }
  } finally {
    connection.prepare('commit').run()
  }
}

/** Changed rows of one kind, in order of version; each stands in one source. */
interface Source {
  kind: Kind
  found: Condition
  /** The same number of rows, more easily counted. */
  counted: Condition
  order: 'version' | 'seq'
}

interface Condition {
  where: string
  values: (string | number)[]
}

function sourceOf(kind: Kind, feed: FeedId, since: number): Source {
  const found = { where: '"feed" = ? and "version" > ?', values: [feed, since] }
  return { kind, found, counted: found, order: 'version' }
}

/** What never changed is found by its number, and only the rest by its version (see tables.ts). */
function numberedSources(
  connection: Connection,
  kind: Kind,
  feed: FeedId,
  since: number,
  head: FeedHead,
): Source[] {
  const { of } = partsOfFeed(feed)
  const made = {
    where: '"room" = ? and "seq" > ?',
    values: [of, lastNumber(connection, kind, of, since, head)],
  }
  const changed = {
    where: '"feed" = ? and "version" > ? and "version" > "born"',
    values: [feed, since],
  }
  return [
    { kind, found: { ...made, where: `${made.where} and "version" = "born"` }, counted: made, order: 'seq' },
    {
      kind,
      found: changed,
      counted: { where: `${changed.where} and "born" <= ?`, values: [...changed.values, since] },
      order: 'version',
    },
  ]
}

/** The newest number that was given up to a version: numbers rise with the versions at which rows were made. */
function lastNumber(
  connection: Connection,
  kind: Kind,
  room: string,
  version: number,
  head: FeedHead,
): number {
  const next = `select "born" from "${kind}" where "room" = ? and "seq" >= ? order by "seq" limit 1`
  let given = 0
  let later = head.seq + 1
  while (later - given > 1) {
    const middle = Math.floor((given + later) / 2)
    const born = valueOf(connection, next, room, middle)
    if (born !== undefined && Number(born) <= version) given = middle
    else later = middle
  }
  return given
}

function isFarBehind(connection: Connection, sources: readonly Source[], behind: number): boolean {
  let left = behind
  for (const { kind, counted } of sources) {
    const some = `select count(*) from (select 1 from "${kind}" where ${counted.where} limit +?)`
    left -= Number(valueOf(connection, some, ...counted.values, left + 1))
    if (left < 0) return true
  }
  return false
}

function readPage(
  connection: Connection,
  sources: readonly Source[],
  bounds: ChangeBounds,
): { rows: Row[]; more: boolean } {
  const readers = sources.map((source) => changedRows(connection, source))
  try {
    const rows: Row[] = []
    let bytes = 0
    for (let group = nextVersion(readers); group.length > 0; group = nextVersion(readers)) {
      bytes += group.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0)
      const fits = rows.length + group.length <= bounds.items && bytes <= bounds.bytes
      if (!fits && rows.length > 0) return { rows, more: true }
      rows.push(...group)
    }
    return { rows, more: false }
  } finally {
    for (const reader of readers) reader.close()
  }
}

/** The rows of a source, oldest change first. */
interface ChangedRows {
  next: Row | undefined
  step(): void
  close(): void
}

function changedRows(connection: Connection, { kind, found: { where, values }, order }: Source): ChangedRows {
  const found = connection.prepare(`${selectOf(kind)} where ${where} order by "${order}"`).iterate(...values)
  const reader: ChangedRows = {
    next: undefined,
    step() {
      const { value, done } = found.next()
      reader.next = done ? undefined : rowFrom(kind, value)
    },
    close: () => void found.return?.(),
  }
  reader.step()
  return reader
}

/** All rows of the lowest version that is left. */
function nextVersion(readers: readonly ChangedRows[]): Row[] {
  const version = Math.min(...readers.map(({ next }) => next?.version ?? Infinity))
  const group: Row[] = []
  for (const reader of readers) {
    while (reader.next?.version === version) {
      group.push(reader.next)
      reader.step()
    }
  }
  return group
}
