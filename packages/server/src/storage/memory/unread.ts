import type { Row } from '../../core/feeds/change-set.ts'
import type { World } from './world.ts'

/**
 * What others wrote in a room after the read position of an account, and how many of these messages name it (one by
 * one or all), each up to `shown`.
 */
export function unreadOf(
  world: World,
  account: string,
  room: string,
  shown: number,
): { unread: number; mentions: number } {
  const standing = <R extends Row>(rows: Iterable<Row>) => [...rows].filter((row) => !row.removed) as R[]
  const readSeq = standing<Row<'inbox'>>(world.rows.inbox.values())
    .filter(({ columns }) => columns.account === account && columns.room === room)
    .map(({ columns }) => columns.readSeq)
  const from = readSeq[0] ?? 0
  const theirs = standing<Row<'message'>>(world.rows.message.values()).filter(
    ({ columns, seq }) => columns.room === room && columns.author !== account && (seq ?? 0) > from,
  )
  const naming = theirs.filter(({ id, columns }) => columns.all === 1 || isNamed(world, account, id))
  return { unread: Math.min(theirs.length, shown), mentions: Math.min(naming.length, shown) }
}

function isNamed(world: World, account: string, message: string): boolean {
  const mentions = [...world.rows.mention.values()] as Row<'mention'>[]
  return mentions.some(
    (row) => !row.removed && row.columns.account === account && row.columns.message === message,
  )
}
