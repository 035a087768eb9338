import { limits } from '@hubbub/protocol'
import { isMadeBy } from '../../core/accounts/rows/account-rows.ts'
import type { Reads } from '../../core/ports/store.ts'
import { unreadOf } from './unread.ts'
import { standing, type World } from './world.ts'

export function countReads(world: World): Pick<Reads, 'countInFeed' | 'unread' | 'shareRoom' | 'madeBy'> {
  const rooms = (account: string) =>
    standing(world, 'membership', ({ columns }) => columns.account === account).map(
      ({ columns }) => columns.room,
    )
  return {
    async countInFeed(kind, feed) {
      return standing(world, kind, (row) => row.feed === feed).length
    },
    async unread(account, asked) {
      return new Map(asked.map((room) => [room, unreadOf(world, account, room, limits.unreadShown)]))
    },
    async shareRoom(one, other) {
      const theirs = rooms(other)
      return rooms(one).some((room) => theirs.includes(room))
    },
    async madeBy(contract) {
      const documents = standing(world, 'document', ({ columns }) => columns.madeBy === contract)
      const accounts = standing(world, 'account', ({ columns }) => isMadeBy(columns.madeBy, contract))
      const bytes =
        documents.reduce((sum, { columns }) => sum + columns.bytes, 0) +
        accounts.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0)
      return { rows: documents.length + accounts.length, bytes }
    },
  }
}
