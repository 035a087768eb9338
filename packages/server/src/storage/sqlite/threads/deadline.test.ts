import assert from 'node:assert/strict'
import { DatabaseSync } from 'node:sqlite'
import { test } from 'node:test'
import { addDeadline, TooSlow } from './deadline.ts'

const manyRows =
  'with recursive n(i) as (select 1 union all select i + 1 from n limit 1000) select count(*) as "rows" from n where in_time()'

test('a read beyond its time is ended from inside, and the connection goes on', () => {
  const db = new DatabaseSync(':memory:')
  const atOnce = addDeadline(db, 0)
  assert.throws(() => atOnce(() => db.prepare(manyRows).get()), TooSlow)
  assert.equal(db.isTransaction, false)
  const inAnHour = addDeadline(db, 3_600_000)
  assert.equal(inAnHour(() => db.prepare(manyRows).get())?.rows, 1_000)
  db.close()
})
