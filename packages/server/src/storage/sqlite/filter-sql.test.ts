import assert from 'node:assert/strict'
import { DatabaseSync } from 'node:sqlite'
import { after, test } from 'node:test'
import fc from 'fast-check'
import { Compile } from 'typebox/compile'
import { DocumentFilter, type DocumentSort } from '@hubbub/protocol'
import { documents, filters, sorts } from '../../../test/generators/documents.ts'
import { cursorOf, readCursor } from '../../core/documents/cursor.ts'
import type { DocumentView } from '../../core/documents/field.ts'
import { readFilter } from '../../core/documents/filter.ts'
import { compileFilter } from '../../core/documents/match.ts'
import { compareDocuments, readSort } from '../../core/documents/sort.ts'
import { type DocumentColumns, filterSql, type Sql } from './filter-sql.ts'
import { afterSql, orderSql } from './sort-sql.ts'

const isLong = process.env.HUBBUB_TEST_LONG === '1'

const columns: DocumentColumns = {
  id: '"id"',
  owner: '"owner"',
  createdAt: '"createdAt"',
  updatedAt: '"updatedAt"',
  json: '"text"',
  root: '$."data"',
}

const database = new DatabaseSync(':memory:')
database.exec(
  'create table "document" ("id" text primary key, "owner" text, "createdAt" integer not null,' +
    ' "updatedAt" integer not null, "text" text not null) strict',
)
const insert = database.prepare('insert into "document" values (?, ?, ?, ?, ?)')
after(() => database.close())

function store(all: readonly DocumentView[]): void {
  database.exec('begin; delete from "document"')
  for (const { id, owner, createdAt, updatedAt, data } of all) {
    insert.run(id, owner, createdAt, updatedAt, JSON.stringify({ version: 1, id, data }))
  }
  database.exec('commit')
}

function idsWhere(condition: Sql, more: Sql = { text: '', params: [] }): string[] {
  const query = database.prepare(`select "id" from "document" where ${condition.text}${more.text}`)
  return query.all(...condition.params, ...more.params).map(({ id }) => String(id))
}

const everything: Sql = { text: '1', params: [] }
const byFilter = (filter: unknown): string[] => idsWhere(filterSql(readFilter(filter), columns)).sort()
const byMatcher = (filter: unknown, all: readonly DocumentView[]): string[] =>
  all
    .filter(compileFilter(readFilter(filter)))
    .map(({ id }) => id)
    .sort()

let made = 0
function documentWith(data: DocumentView['data'], more: Partial<DocumentView> = {}): DocumentView {
  return {
    id: (++made).toString(16).padStart(24, '0'),
    owner: null,
    createdAt: 1,
    updatedAt: 1,
    data,
    ...more,
  }
}

const isFilter = Compile(DocumentFilter)

test('[NQ-30] the database finds what the matcher matches', () => {
  const answers = { matched: 0, pairs: 0 }
  fc.assert(
    fc.property(documents, fc.array(filters, { minLength: 10, maxLength: 10 }), (all, asked) => {
      store(all)
      for (const filter of asked) {
        assert.ok(isFilter.Check(filter), 'the contract knows this filter')
        const expected = byMatcher(filter, all)
        assert.deepEqual(byFilter(filter), expected, JSON.stringify(filter))
        answers.matched += expected.length
        answers.pairs += all.length
      }
    }),
    { numRuns: isLong ? 12_000 : 300 },
  )
  assert.ok(answers.pairs >= (isLong ? 1_000_000 : 20_000), `${answers.pairs} pairs`)
  const share = answers.matched / answers.pairs
  assert.ok(share > 0.15 && share < 0.85, `a test that mostly finds nothing, or all, proves little: ${share}`)
})

test('every number is found by itself and lies between its neighbours, to the last bit', () => {
  const anyNumber = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e300, max: 1e300 })
  const property = (values: number[]) => {
    const all = values.map((a) => documentWith({ a }))
    store(all)
    for (const value of values) {
      const near = value === 0 ? 5e-324 : Math.abs(value) * 2 ** -52
      for (const other of [value, value + near, value - near]) {
        for (const op of ['eq', 'lt', 'gte']) {
          const filter = { field: 'a', op, value: other }
          assert.deepEqual(byFilter(filter), byMatcher(filter, all), `${op} ${other}`)
        }
      }
    }
  }
  fc.assert(fc.property(fc.array(anyNumber, { minLength: 8, maxLength: 8 }), property), {
    numRuns: isLong ? 2_000 : 40,
  })
})

test('a condition is never null, so that not turns it round', () => {
  fc.assert(
    fc.property(documents, filters, (all, filter) => {
      store(all)
      const condition = filterSql(readFilter(filter), columns)
      const query = database.prepare(`select ${condition.text} as "holds" from "document"`)
      for (const { holds } of query.all(...condition.params)) assert.ok(holds === 0 || holds === 1)
    }),
    { numRuns: isLong ? 2_000 : 60 },
  )
})

test('the database sorts as the comparison does, and pages by cursors leave nothing out and bring nothing twice', () => {
  const property = (all: DocumentView[], filter: DocumentFilter, by: DocumentSort[]) => {
    store(all)
    const sort = readSort(by)
    const matches = compileFilter(readFilter(filter))
    const expected = all.filter(matches).toSorted(compareDocuments(sort))
    assert.deepEqual(
      pages(filter, by, all),
      expected.map(({ id }) => id),
    )
  }
  fc.assert(fc.property(documents, filters, sorts, property), { numRuns: isLong ? 10_000 : 600 })
})

/** All ids, read in pages of three as a client would. */
function pages(filter: DocumentFilter, by: DocumentSort[], all: readonly DocumentView[]): string[] {
  const sort = readSort(by)
  const condition = filterSql(readFilter(filter), columns)
  const order = orderSql(sort, columns)
  const end: Sql = { text: ` order by ${order.text} limit 3`, params: order.params }
  const found: string[] = []
  let page = idsWhere(condition, end)
  while (page.length > 0) {
    found.push(...page)
    assert.ok(found.length <= all.length, 'the pages end')
    const last = all.find(({ id }) => id === page.at(-1))
    assert.ok(last)
    const rest = afterSql(sort, readCursor(cursorOf(last, sort), sort), columns)
    page = idsWhere(condition, {
      text: ` and ${rest.text}${end.text}`,
      params: [...rest.params, ...end.params],
    })
  }
  return found
}

test('pages go past large whole numbers, and past strings that are alike for as long as they count', () => {
  const everyId = { field: '$id', op: 'prefix', value: '' } as const
  const large = [2 ** 60, 2 ** 60, 2 ** 60, 2 ** 61, -(2 ** 62)].map((a) => documentWith({ a }))
  const start = '😀'.repeat(168)
  const alike = ['d', 'c', 'b', 'a', ''].map((end) => documentWith({ a: start + end }))
  for (const all of [large, alike]) {
    for (const order of ['asc', 'desc'] as const) {
      store(all)
      const by = [{ field: 'a', order }]
      const expected = all.toSorted(compareDocuments(readSort(by)))
      assert.deepEqual(
        pages(everyId, by, all),
        expected.map(({ id }) => id),
      )
    }
  }
})

test('a cursor holds its place when the document it was made of is gone or changed', () => {
  const all = [1, 2, 3, 4].map((price) => documentWith({ price }))
  const sort = readSort([{ field: 'price' }])
  const [, second] = all
  assert.ok(second)
  const place = readCursor(cursorOf(second, sort), sort)
  const order = orderSql(sort, columns)
  const end: Sql = { text: ` order by ${order.text}`, params: order.params }
  const idsAfter = (): string[] => idsWhere(afterSql(sort, place, columns), end)
  const rest = all.slice(2).map(({ id }) => id)
  store(all)
  assert.deepEqual(idsAfter(), rest)
  store(all.filter((document) => document !== second))
  assert.deepEqual(idsAfter(), rest)
  store(all.map((document) => (document === second ? { ...document, data: { price: 9 } } : document)))
  assert.deepEqual(idsAfter(), [...rest, second.id])
})

const injections = [
  "' OR 1=1--",
  "'); DROP TABLE document;--",
  '" OR ""="',
  "a') OR 1=1--",
  'a"b',
  "a']['b",
  "a'||(select 1)||'",
  '?',
  '?1',
  ':id',
  '%',
  '_%',
  '*',
  '#',
  '[0]',
  '\\',
  '\\"',
  '"',
  '";--',
  'a\u0062',
  '\n',
  ' ',
]

test('[SQL-01] a string is matched literally, whatever is in it', () => {
  const all = injections.map((text) => documentWith({ text }))
  store([...all, documentWith({ text: 'other' })])
  for (const [index, value] of injections.entries()) {
    assert.deepEqual(byFilter({ field: 'text', op: 'eq', value }), [all[index]?.id])
    assert.deepEqual(byFilter({ field: 'text', op: 'in', value: [value] }), [all[index]?.id])
    assert.ok(byFilter({ field: 'text', op: 'prefix', value }).includes(all[index]?.id ?? ''))
    assert.deepEqual(byFilter({ field: '$id', op: 'eq', value }), [])
    assert.deepEqual(byFilter({ field: '$owner', op: 'gte', value }), [])
  }
  assert.equal(idsWhere(everything).length, injections.length + 1)
})

test('[SQL-02] [SQL-05] a key is that key, whatever is in it, and never part of the SQL', () => {
  const keys = injections.filter((key) => !key.includes('.'))
  const all = keys.map((key) => documentWith({ [key]: { [key]: key } }))
  store([...all, documentWith({ other: 1 })])
  for (const [index, key] of keys.entries()) {
    const inside = { field: `${key}.${key}`, op: 'eq', value: key }
    assert.deepEqual(byFilter(inside), [all[index]?.id], key)
    assert.deepEqual(byFilter({ field: key, op: 'exists', value: true }), [all[index]?.id], key)
    const { text } = filterSql(readFilter(inside), columns)
    assert.equal(text, filterSql(readFilter({ ...inside, field: 'b.c', value: 'x' }), columns).text)
    const by = [{ field: key }]
    assert.equal(
      pages({ not: { field: 'x', op: 'exists', value: true } }, by, [...all, documentWith({})]).length,
      all.length + 1,
    )
  }
})

test('[SQL-01] a cursor is bound too', () => {
  const all = [documentWith({ a: 1 }), documentWith({ a: 2 })]
  store(all)
  for (const sort of [readSort([{ field: 'a' }]), readSort([{ field: '$owner' }]), readSort([])]) {
    for (const text of injections) {
      const values = sort.fields.map(() => [5, text] as const)
      const { text: made } = afterSql(sort, { id: text, values }, columns)
      assert.equal(
        made,
        afterSql(sort, { id: 'x', values: sort.fields.map(() => [5, 'x'] as const) }, columns).text,
      )
      assert.ok(idsWhere(afterSql(sort, { id: text, values }, columns)).length <= all.length)
    }
  }
})

test('a path goes into the content only, not into what stands beside it', () => {
  store([documentWith({ a: 1 })])
  for (const field of ['version', 'data', 'data.a', 'id']) {
    assert.deepEqual(byFilter({ field, op: 'exists', value: true }), [])
  }
})

test('the largest legal filter is one the database takes', () => {
  const value = Array.from({ length: 100 }, (_, index) => (index % 2 === 0 ? index : `text ${index}`))
  const field = Array.from({ length: 8 }, () => '"'.repeat(64)).join('.')
  const wide = { and: new Array(49).fill({ field, op: 'in', value }) }
  const deep = { not: { not: { not: { or: new Array(46).fill({ field, op: 'in', value }) } } } }
  store([documentWith({})])
  assert.deepEqual(byFilter(wide), [])
  assert.equal(byFilter(deep).length, 1)
})

test('an index on a fact serves a filter, a sort and a page after the first', () => {
  database.exec('create index "by createdAt" on "document" ("createdAt", "id")')
  const plan = (condition: Sql, order = ''): string =>
    database
      .prepare(`explain query plan select "id" from "document" where ${condition.text}${order}`)
      .all(...condition.params)
      .map(({ detail }) => String(detail))
      .join('; ')
  const sort = readSort([{ field: '$createdAt', order: 'desc' }])
  const order = ` order by ${orderSql(sort, columns).text}`
  const filter = readFilter({ field: '$createdAt', op: 'gt', value: '2026-11-21T08:00:00.000Z' })
  assert.match(plan(filterSql(filter, columns)), /SEARCH .*"?by createdAt"? \(createdAt>\?\)/)
  const rest = afterSql(sort, { values: [[4, 5]], id: 'x' }, columns)
  assert.match(plan(rest, order), /SEARCH .*by createdAt/)
  assert.doesNotMatch(plan(rest, order), /TEMP B-TREE/)
  database.exec('drop index "by createdAt"')
})
