import type { SQLInputValue } from 'node:sqlite'
import type { Row } from '../../core/feeds/change-set.ts'
import { type Kind, kinds, numbered } from '../../core/feeds/kinds.ts'
import { beforeOwn, columnsOf, kindNames } from './tables.ts'

/** How the rows of one kind are written and read. */
interface Codec {
  select: string
  /** Written once: a statement is looked up by its text, thousands of times a second. */
  byId: string
  insert: string
  update: string
  own: readonly string[]
  numbered: boolean
  /** Where the own columns begin in a selected row. */
  ownFrom: number
}

const codecs = Object.fromEntries(kindNames.map((kind) => [kind, codecOf(kind)])) as Record<Kind, Codec>

function codecOf(kind: Kind): Codec {
  const columns = columnsOf(kind)
  const quoted = columns.map((name) => `"${name}"`)
  const set = quoted.map((name) => `${name} = ?`).join(', ')
  const select = `select ${quoted.join(', ')} from "${kind}"`
  return {
    select,
    byId: `${select} where "id" = ?`,
    insert: `insert into "${kind}" (${quoted.join(', ')}) values (${columns.map(() => '?').join(', ')})`,
    update: `update "${kind}" set ${set} where "id" = ?`,
    own: Object.keys(kinds[kind]),
    numbered: numbered.has(kind),
    ownFrom: beforeOwn(kind).length,
  }
}

export const insertOf = (kind: Kind): string => codecs[kind].insert
export const updateOf = (kind: Kind): string => codecs[kind].update

/** `select` of whole rows of a kind. */
export const selectOf = (kind: Kind): string => codecs[kind].select
export const selectById = (kind: Kind): string => codecs[kind].byId

/** The values of a row, in the order of its table's columns. */
export function valuesOf(row: Row): SQLInputValue[] {
  const { own, numbered: hasSeq } = codecs[row.kind]
  const values: SQLInputValue[] = [row.id, row.feed, row.version, row.born, row.removedAt]
  if (hasSeq) values.push(row.seq)
  const columns = row.columns as Record<string, SQLInputValue>
  for (const name of own) values.push(columns[name] ?? null)
  values.push(row.text)
  return values
}

/** A row from the values of `selectOf`. */
export function rowFrom<K extends Kind>(kind: K, values: unknown): Row<K> {
  const { own, numbered: hasSeq, ownFrom } = codecs[kind]
  const [id, feed, version, born, removedAt] = values as [string, string, number, number, number | null]
  const all = values as unknown[]
  const columns: Record<string, unknown> = {}
  for (let place = 0; place < own.length; place++) columns[own[place] as string] = all[ownFrom + place]
  return {
    kind,
    id,
    feed,
    version,
    born,
    removed: removedAt !== null,
    removedAt,
    seq: hasSeq ? (all[5] as number) : null,
    columns: columns as Row<K>['columns'],
    text: all[ownFrom + own.length] as string,
  }
}
