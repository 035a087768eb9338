import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inPages } from './in-pages.ts'
import type { Page } from './ports/store.ts'

/** A list of `count` rows, and what was asked of it. */
function listOf(count: number) {
  const rows = Array.from({ length: count }, (_none, place) => ({ id: String(place + 10) }))
  const asked: Page[] = []
  const read = async (page: Page) => {
    asked.push(page)
    return rows.filter(({ id }) => page.after === undefined || id > page.after).slice(0, page.limit)
  }
  return { rows, asked, read }
}

test('every row comes once and in order, wherever the last page ends', async () => {
  for (const count of [0, 1, 2, 3, 4, 5, 6, 7]) {
    const { rows, read } = listOf(count)
    const found = []
    for await (const page of inPages(read, { limit: 3 })) found.push(...page)
    assert.deepEqual(found, rows, `${count} rows`)
  }
})

test('it goes on where it is told to', async () => {
  const { rows, read } = listOf(5)
  const found = []
  for await (const page of inPages(read, { after: '11', limit: 2 })) found.push(...page)
  assert.deepEqual(found, rows.slice(2))
})

test('who stops asking costs no further read', async () => {
  const { asked, read } = listOf(10)
  for await (const page of inPages(read, { limit: 2 })) if (page.some(({ id }) => id === '12')) break
  assert.deepEqual(asked, [
    { after: undefined, limit: 2 },
    { after: '11', limit: 2 },
  ])
})
