import { refuse } from './refusal.ts'

/** What the cursors of lists by id may hold: ids, and pairs of ids joined by a dot. */
const idForm = /^[0-9a-f]{24}(?:\.[0-9a-f]{24})?$/

/** The place after a row, as clients carry it: opaque, so that lists may change how they go on. */
export const cursorOf = (id: string): string => Buffer.from(id).toString('base64url')

/** The id a cursor stands for; undefined at the start of a list. What no list has given is refused. */
export function idOfCursor(cursor: string | undefined): string | undefined {
  if (cursor === undefined) return undefined
  const id = Buffer.from(cursor, 'base64url').toString('latin1')
  if (!idForm.test(id) || cursorOf(id) !== cursor) {
    throw refuse('request.invalid', {
      detail: 'This cursor is not one of ours.',
      errors: [{ pointer: '/after', detail: 'must be the `next` of the page before' }],
    })
  }
  return id
}

/** One page of rows that were read with one more than asked for, and the cursor of the next. */
export function pageOf<R extends { id: string }>(
  rows: readonly R[],
  limit: number,
): { page: R[]; next?: string } {
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return rows.length > limit && last ? { page, next: cursorOf(last.id) } : { page }
}
