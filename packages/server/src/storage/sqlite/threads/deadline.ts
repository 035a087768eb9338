import type { DatabaseSync } from 'node:sqlite'

/** A read that took too long, ended from inside. */
export class TooSlow extends Error {
  constructor() {
    super('the read took too long')
    this.name = 'TooSlow'
  }
}

/** Rows between two looks at the clock. */
const rowsPerLook = 64

/**
 * node:sqlite cannot interrupt a statement, but a function of ours may throw in it. Statements over many rows begin
 * their conditions with `in_time()`, which costs a twentieth of a microsecond for each row.
 */
export function addDeadline(db: DatabaseSync, limitMs: number): <T>(read: () => T) => T {
  let deadline = Infinity
  let rows = 0
  db.function('in_time', () => {
    if (++rows % rowsPerLook === 0 && performance.now() > deadline) throw new TooSlow()
    return 1
  })
  return (read) => {
    deadline = performance.now() + limitMs
    rows = 0
    return read()
  }
}
