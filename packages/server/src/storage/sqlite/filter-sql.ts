import type { DocumentFact } from '@hubbub/protocol'
import type { Target } from '../../core/documents/field.ts'
import type { Comparison, FilterNode, Scalar } from '../../core/documents/filter.ts'

/** A piece of SQL with one `?` for each parameter, in order. Pieces are put together by joining both. */
export interface Sql {
  text: string
  params: (string | number)[]
}

/** Where a table keeps documents: SQL written by us, never by a caller. */
export interface DocumentColumns {
  id: string
  /** Null where nobody owns the document. */
  owner: string
  /** Epoch milliseconds. */
  createdAt: string
  updatedAt: string
  /** JSON text as `JSON.stringify` writes it. */
  json: string
  /** JSON path of the content in that text, such as `$."data"`. */
  root: string
}

/**
 * What `compileFilter` means, in SQLite. Every condition is 0 or 1 and never null, so that `not` is right where a field
 * is missing. All that a caller sent is bound, JSON paths too. Numbers are compared as doubles: SQLite would read
 * `1152921504606847000` as an integer, which is not the double that JSON.parse makes of it.
 */
export function filterSql(node: FilterNode, columns: DocumentColumns): Sql {
  switch (node.kind) {
    case 'and':
    case 'or':
      return join(
        node.parts.map((part) => filterSql(part, columns)),
        node.kind,
      )
    case 'not': {
      const { text, params } = filterSql(node.part, columns)
      return sql(`(not ${text})`, ...params)
    }
    case 'oneOf':
      return oneOf(sourceOf(node.target, columns), node.values)
    case 'compare':
      return compare(sourceOf(node.target, columns), node.op, node.value)
    case 'exists':
      return exists(sourceOf(node.target, columns))
    case 'prefix':
      return prefix(sourceOf(node.target, columns), node.value)
  }
}

export function sql(text: string, ...params: Sql['params']): Sql {
  return { text, params }
}

/** Pieces in parentheses with `and` or `or` between them. */
export function join(pieces: readonly Sql[], word: 'and' | 'or'): Sql {
  return sql(
    `(${pieces.map(({ text }) => text).join(` ${word} `)})`,
    ...pieces.flatMap(({ params }) => params),
  )
}

/** Where a target stands: in the JSON, or in a column that has one type. */
export type Source =
  | { in: 'json'; json: string; path: string }
  | { in: 'column'; column: string; holds: 'text' | 'number'; nullable: boolean }

export function sourceOf(target: Target, columns: DocumentColumns): Source {
  if ('fact' in target) return { in: 'column', ...factColumn[target.fact](columns) }
  // Quoted, a key is that key whatever is in it: quotes, brackets, spaces. JSON escapes are what SQLite reads here.
  const path = columns.root + target.path.map((key) => `.${JSON.stringify(key)}`).join('')
  return { in: 'json', json: columns.json, path }
}

const factColumn = {
  $id: ({ id }) => ({ column: id, holds: 'text', nullable: false }),
  $owner: ({ owner }) => ({ column: owner, holds: 'text', nullable: true }),
  $createdAt: ({ createdAt }) => ({ column: createdAt, holds: 'number', nullable: false }),
  $updatedAt: ({ updatedAt }) => ({ column: updatedAt, holds: 'number', nullable: false }),
} as const satisfies Record<
  DocumentFact,
  (columns: DocumentColumns) => { column: string; holds: 'text' | 'number'; nullable: boolean }
>

const never = sql('(0)')

function oneOf(source: Source, values: readonly Scalar[]): Sql {
  const texts = values.filter((value) => typeof value === 'string')
  const numbers = values.filter((value) => typeof value === 'number')
  const words = values.filter((value) => value === null || typeof value === 'boolean').map(String)
  const pieces: Sql[] = []
  if (texts.length > 0) pieces.push(typed(source, 'text', `in (${marks(texts)})`, texts))
  if (numbers.length > 0) pieces.push(typed(source, 'number', `in (${marks(numbers)})`, numbers))
  if (words.length > 0 && source.in === 'json') {
    pieces.push(sql(`((json_type(${source.json}, ?) in (${marks(words)})) is true)`, source.path, ...words))
  }
  return pieces.length > 0 ? join(pieces, 'or') : never
}

const signs: Record<Comparison, string> = { lt: '<', lte: '<=', gt: '>', gte: '>=' }

function compare(source: Source, op: Comparison, value: string | number): Sql {
  return typed(source, typeof value === 'string' ? 'text' : 'number', `${signs[op]} ?`, [value])
}

function exists(source: Source): Sql {
  if (source.in === 'json') return sql(`(json_type(${source.json}, ?) is not null)`, source.path)
  return sql(source.nullable ? `(${source.column} is not null)` : '(1)')
}

function prefix(source: Source, value: string): Sql {
  // Not `like`, which folds case and knows wildcards. substr counts code points, as length does.
  const start = (text: string) => `substr(${text}, 1, length(?)) = ?`
  if (source.in === 'column') {
    if (source.holds !== 'text') return never
    const guard = source.nullable ? `${source.column} is not null and ` : ''
    return sql(`(${guard}${start(source.column)})`, value, value)
  }
  const { json, path } = source
  return sql(
    `(json_type(${json}, ?) is 'text' and ${start(`json_extract(${json}, ?)`)})`,
    path,
    path,
    value,
    value,
  )
}

/**
 * A test of a value of one type; 0 for every other type. The type is asked first: a missing field then is 0 and null,
 * which is 0. Columns stand bare, so that an index on them can serve.
 */
function typed(source: Source, type: 'text' | 'number', test: string, params: Sql['params']): Sql {
  if (source.in === 'column') {
    if (source.holds !== type) return never
    const guard = source.nullable ? `${source.column} is not null and ` : ''
    return sql(`(${guard}${source.column} ${test})`, ...params)
  }
  const { json, path } = source
  const value = type === 'text' ? `json_extract(${json}, ?)` : `cast(json_extract(${json}, ?) as real)`
  return sql(`(${isOfType(json, type)} and ${value} ${test})`, path, path, ...params)
}

const isOfType = (json: string, type: 'text' | 'number'): string =>
  type === 'text'
    ? `json_type(${json}, ?) is 'text'`
    : `(json_type(${json}, ?) in ('integer', 'real')) is true`

const marks = (values: readonly unknown[]): string => values.map(() => '?').join(', ')
