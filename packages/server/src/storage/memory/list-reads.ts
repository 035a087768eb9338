import { isMadeBy } from '../../core/accounts/rows/account-rows.ts'
import type { Row } from '../../core/feeds/change-set.ts'
import type { Page, Reads } from '../../core/ports/store.ts'
import { queryDocuments } from './documents.ts'
import { historyOf, messagesAt, scanned } from './messages.ts'
import { byText, rowsOf, standing, type World } from './world.ts'

type Lists =
  | 'inFeed'
  | 'messages'
  | 'scan'
  | 'history'
  | 'publicRooms'
  | 'profiles'
  | 'mentionsOf'
  | 'mentionsFor'
  | 'documents'
  | 'collections'
  | 'accountsWithRole'
  | 'spentGuests'
  | 'rowsMadeBy'

export function listReads(world: World): Pick<Reads, Lists> {
  return {
    async inFeed(kind, feed, page) {
      return pageOf(
        standing(world, kind, (row) => row.feed === feed),
        page,
      )
    },
    async messages(room, place) {
      const inRoom = rowsOf(world, 'message').filter(({ columns }) => columns.room === room)
      return messagesAt(inRoom, place)
    },
    async history(room, place) {
      const inRoom = rowsOf(world, 'message').filter(({ columns }) => columns.room === room)
      return historyOf(messagesAt(inRoom, place))
    },
    async scan(room, wanted) {
      const inRoom = rowsOf(world, 'message').filter(({ columns }) => columns.room === room)
      return scanned(inRoom, wanted)
    },
    async publicRooms(search, page) {
      const shown = ({ columns }: Row<'room'>) =>
        columns.type === 'public' && columns.archived === 0 && columns.search.includes(search)
      return pageOf(standing(world, 'room', shown), page)
    },
    async profiles(search, page) {
      return pageOf(
        standing(world, 'profile', ({ columns }) => columns.search.includes(search)),
        page,
      )
    },
    async mentionsOf(message) {
      return standing(world, 'mention', ({ columns }) => columns.message === message)
    },
    async mentionsFor(account, { after, limit }) {
      return standing(world, 'mention', ({ columns }) => columns.account === account)
        .sort((one, other) => byText(other.id, one.id))
        .filter(({ id }) => after === undefined || id < after)
        .slice(0, limit)
    },
    async documents(query) {
      return queryDocuments(standing(world, 'document'), query)
    },
    async collections(page) {
      return pageOf(standing(world, 'collection'), page)
    },
    async accountsWithRole(role) {
      return standing(world, 'account', ({ columns }) => columns.role === role)
    },
    async spentGuests(now, limit) {
      const open = standing(world, 'session', ({ columns }) => columns.expiresAt > now)
      const present = new Set(open.map(({ feed }) => feed))
      const isSpent = ({ feed, columns }: Row<'account'>) =>
        columns.role === 'guest' && columns.madeBy === null && !present.has(feed)
      return standing(world, 'account', isSpent).slice(0, limit)
    },
    async rowsMadeBy(kind, contract, page) {
      return pageOf(
        standing(world, kind, ({ columns }) => isMadeBy(columns.madeBy, contract)),
        page,
      )
    },
  }
}

function pageOf<R extends Row>(rows: R[], { after, limit }: Page): R[] {
  return rows
    .sort((one, other) => byText(one.id, other.id))
    .filter(({ id }) => after === undefined || id > after)
    .slice(0, limit)
}
