import { isOwnKey, rowKeyText } from '../../core/feeds/change-set.ts'
import type { Plan } from '../../core/feeds/decide.ts'
import type { Connection } from './connection.ts'
import { insertOf, updateOf, valuesOf } from './rows.ts'

/** Writes a plan; the caller commits. */
export function apply(connection: Connection, plan: Plan): void {
  for (const row of plan.rows) {
    if (plan.made.has(row)) connection.prepare(insertOf(row.kind)).run(...valuesOf(row))
    else connection.prepare(updateOf(row.kind)).run(...valuesOf(row), row.id)
  }
  applyHeads(connection, plan)
  applyNames(connection, plan)
  applyKeys(connection, plan)
}

/** The floor is not of the plan: only a purge moves it. */
function applyHeads(connection: Connection, plan: Plan): void {
  const put = connection.prepare(
    'insert into "feeds" ("id", "version", "seq", "floor") values (?, ?, ?, 0) on conflict do update set "version" = excluded."version", "seq" = excluded."seq"',
  )
  for (const [feed, { version, seq }] of plan.heads) put.run(feed, version, seq)
}

function applyNames(connection: Connection, plan: Plan): void {
  for (const { name, owner } of plan.names.values()) {
    if (owner === null)
      connection.prepare('delete from "names" where "space" = ? and "name" = ?').run(name.space, name.name)
    else
      connection
        .prepare(
          'insert into "names" ("space", "name", "owner") values (?, ?, ?) on conflict do update set "owner" = excluded."owner"',
        )
        .run(name.space, name.name, owner)
  }
}

/**
 * Where the outcome of a set is not learned this process ends, and nobody is left to send it again: the server's own
 * keys need not be kept (a tenth of what a send costs). A key without an end of its own is held by its rows: by the
 * first that there is, until the last is gone. Where it has one row, that is all there is to know.
 */
function applyKeys(connection: Connection, plan: Plan): void {
  const put = connection.prepare(
    'insert into "once" ("key", "digest", "refs", "expires", "heldBy") values (?, ?, ?, ?, ?)',
  )
  for (const { key, digest, refs, expires } of plan.once) {
    if (isOwnKey(key)) continue
    const holder = expires === null && refs[0] ? rowKeyText(refs[0]) : null
    put.run(key, digest, holder !== null && refs.length === 1 ? null : JSON.stringify(refs), expires, holder)
  }
}
