import { ranks } from '../../core/documents/ranks.ts'
import type { Sort, SortField, SortPlace, SortValue } from '../../core/documents/sort.ts'
import { type DocumentColumns, join, type Source, type Sql, sourceOf, sql } from './filter-sql.ts'

/** What stands after `order by`, the same order as `comparePlaces`. */
export function orderSql(sort: Sort, columns: DocumentColumns): Sql {
  const terms = sort.fields.flatMap((field) => {
    const keys = keysOf(sourceOf(field.target, columns), sort.textLength)
    return keys.map(({ text, params }) => sql(`${text} ${field.order}`, ...params))
  })
  terms.push(sql(`${columns.id} ${sort.idOrder}`))
  return sql(terms.map(({ text }) => text).join(', '), ...terms.flatMap(({ params }) => params))
}

/** The condition of standing after a place: one page ends there, the next begins. */
export function afterSql(sort: Sort, place: SortPlace, columns: DocumentColumns): Sql {
  const idSign = sort.idOrder === 'asc' ? '>' : '<'
  const last = sql(`(${columns.id} ${idSign} ?)`, place.id)
  return sort.fields.reduceRight((rest, field, index) => {
    const value = place.values[index]
    return value === undefined ? rest : afterField(field, value, rest, sort.textLength, columns)
  }, last)
}

/** Not before the value, and past it or decided by the rest: the first half alone can use an index. */
function afterField(
  { target, order }: SortField,
  value: SortValue,
  rest: Sql,
  textLength: number,
  columns: DocumentColumns,
): Sql {
  const source = sourceOf(target, columns)
  const keys = row(keysOf(source, textLength))
  const sign = order === 'asc' ? '>' : '<'
  const bound = isPlainColumn(source) ? [value[1]] : [...value]
  const place = sql(bound.length === 1 ? '?' : '(?, ?)', ...bound)
  const against = (operator: string): Sql =>
    sql(`${keys.text} ${operator} ${place.text}`, ...keys.params, ...place.params)
  return join([against(`${sign}=`), join([against(sign), rest], 'or')], 'and')
}

const row = (keys: readonly Sql[]): Sql => {
  const text = keys.map((key) => key.text).join(', ')
  return sql(keys.length === 1 ? text : `(${text})`, ...keys.flatMap(({ params }) => params))
}

/** A column that is never null has one rank, so it stands alone and an index on it can give the order. */
const isPlainColumn = (source: Source): boolean => source.in === 'column' && !source.nullable

/** Rank and value, as `sortValue` makes them; the value is 0 for ranks that have none, never null. */
function keysOf(source: Source, textLength: number): Sql[] {
  if (source.in === 'column') {
    const { column, nullable } = source
    if (!nullable) return [sql(column)]
    return [
      sql(`case when ${column} is null then ${ranks.missing} else ${ranks.text} end`),
      sql(`ifnull(${column}, 0)`),
    ]
  }
  const { json, path } = source
  const value = `json_extract(${json}, ?)`
  return [
    sql(`case json_type(${json}, ?) ${rankCases} else ${ranks.missing} end`, path),
    sql(
      `case json_type(${json}, ?) when 'text' then substr(${value}, 1, ${textLength})` +
        ` when 'integer' then cast(${value} as real) when 'real' then ${value} else 0 end`,
      path,
      path,
      path,
      path,
    ),
  ]
}

const rankOfType = {
  null: ranks.null,
  false: ranks.false,
  true: ranks.true,
  integer: ranks.number,
  real: ranks.number,
  text: ranks.text,
  array: ranks.container,
  object: ranks.container,
}
const rankCases = Object.entries(rankOfType)
  .map(([type, rank]) => `when '${type}' then ${rank}`)
  .join(' ')
