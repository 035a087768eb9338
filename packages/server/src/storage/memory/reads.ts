import { limits } from '@hubbub/protocol'
import { isMadeBy } from '../../core/accounts/rows/account-rows.ts'
import { nameText, type Row } from '../../core/feeds/change-set.ts'
import type { Kind } from '../../core/feeds/kinds.ts'
import type { Page, Reads } from '../../core/ports/store.ts'
import { changesOf } from './changes.ts'
import { queryDocuments } from './documents.ts'
import { messagesAt } from './messages.ts'
import { unreadOf } from './unread.ts'
import { byText, copyOf, headOf, rowOf, type World } from './world.ts'

export function createReads(world: World): Reads {
  const all = <K extends Kind>(kind: K) => [...world.rows[kind].values()] as Row<K>[]
  const standing = <K extends Kind>(kind: K, keep: (row: Row<K>) => boolean) =>
    all(kind)
      .filter((row) => !row.removed && keep(row))
      .map(copyOf)
  const rooms = (account: string) =>
    standing('membership', ({ columns }) => columns.account === account).map(({ columns }) => columns.room)

  return {
    async row(kind, id) {
      return standing(kind, (row) => row.id === id)[0]
    },
    async rows(kind, ids) {
      return standing(kind, ({ id }) => ids.includes(id))
    },
    async message(id) {
      return all('message')
        .filter((row) => row.id === id)
        .map(copyOf)[0]
    },
    async once(key) {
      const known = world.once.get(key)
      if (!known) return undefined
      return {
        digest: known.digest,
        rows: known.refs.flatMap((ref) => rowOf(world, ref) ?? []).map(copyOf),
      }
    },
    async owner(name) {
      return world.names.get(nameText(name))?.owner
    },
    async heads(feeds) {
      return new Map(feeds.map((feed) => [feed, headOf(world, feed)]))
    },
    async changes(feed, since, bounds) {
      return changesOf(world, feed, since, bounds)
    },
    async inFeed(kind, feed, page) {
      return pageOf(
        standing(kind, (row) => row.feed === feed),
        page,
      )
    },
    async countInFeed(kind, feed) {
      return standing(kind, (row) => row.feed === feed).length
    },
    async messages(room, place) {
      return messagesAt(
        all('message').filter(({ columns }) => columns.room === room),
        place,
      ).map(copyOf)
    },
    async publicRooms(search, page) {
      const shown = ({ columns }: Row<'room'>) =>
        columns.type === 'public' && columns.archived === 0 && columns.search.includes(search)
      return pageOf(standing('room', shown), page)
    },
    async profiles(search, page) {
      return pageOf(
        standing('profile', ({ columns }) => columns.search.includes(search)),
        page,
      )
    },
    async mentionsOf(message) {
      return standing('mention', ({ columns }) => columns.message === message)
    },
    async mentionsFor(account, { after, limit }) {
      return standing('mention', ({ columns }) => columns.account === account)
        .sort((one, other) => byText(other.id, one.id))
        .filter(({ id }) => after === undefined || id < after)
        .slice(0, limit)
    },
    async unread(account, asked) {
      return new Map(asked.map((room) => [room, unreadOf(world, account, room, limits.unreadShown)]))
    },
    async shareRoom(one, other) {
      const theirs = rooms(other)
      return rooms(one).some((room) => theirs.includes(room))
    },
    async documents(query) {
      return queryDocuments(
        standing('document', () => true),
        query,
      )
    },
    async collections(page) {
      return pageOf(
        standing('collection', () => true),
        page,
      )
    },
    async accountsWithRole(role) {
      return standing('account', ({ columns }) => columns.role === role)
    },
    async madeBy(contract) {
      const documents = standing('document', ({ columns }) => columns.madeBy === contract)
      const accounts = standing('account', ({ columns }) => isMadeBy(columns.madeBy, contract))
      const bytes =
        documents.reduce((sum, { columns }) => sum + columns.bytes, 0) +
        accounts.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0)
      return { rows: documents.length + accounts.length, bytes }
    },
  }
}

function pageOf<R extends Row>(rows: R[], { after, limit }: Page): R[] {
  return rows
    .sort((one, other) => byText(one.id, other.id))
    .filter(({ id }) => after === undefined || id > after)
    .slice(0, limit)
}
