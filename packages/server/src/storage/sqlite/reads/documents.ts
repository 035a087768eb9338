import type { Row } from '../../../core/feeds/change-set.ts'
import { collectionFeed } from '../../../core/feeds/feed-ids.ts'
import type { DocumentQuery } from '../../../core/ports/document-query.ts'
import type { Connection } from '../connection.ts'
import { type DocumentColumns, filterSql, join, sql } from '../filter-sql.ts'
import { rowFrom, selectOf } from '../rows.ts'
import { afterSql, orderSql } from '../sort-sql.ts'

const columns: DocumentColumns = {
  id: '"id"',
  owner: '"owner"',
  createdAt: '"createdAt"',
  updatedAt: '"updatedAt"',
  json: '"text"',
  root: '$."data"',
}

/** Documents of a collection that match, in order. The text of the statement is the caller's making: it is not kept. */
export function queryDocuments(
  connection: Connection,
  { collection, filter, sort, after, owner, limit }: DocumentQuery,
): Row<'document'>[] {
  const conditions = [
    sql('in_time()'),
    sql('"feed" = ?', collectionFeed(collection)),
    sql('"removedAt" is null'),
    ...(owner === undefined ? [] : [sql('"owner" = ?', owner)]),
    ...(filter === undefined ? [] : [filterSql(filter, columns)]),
    ...(after === undefined ? [] : [afterSql(sort, after, columns)]),
  ]
  const where = join(conditions, 'and')
  const order = orderSql(sort, columns)
  const query = connection.db.prepare(
    `${selectOf('document')} where ${where.text} order by ${order.text} limit +?`,
  )
  query.setReturnArrays(true)
  return query.all(...where.params, ...order.params, limit).map((values) => rowFrom('document', values))
}
