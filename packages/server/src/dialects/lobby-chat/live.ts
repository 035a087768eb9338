import type { AccountId } from '@hubbub/protocol'
import type { Visitor } from '../../core/accounts/older/lobby/claim-name.ts'
import { roomFeed } from '../../core/feeds/feed-ids.ts'
import type { LiveRange } from '../../core/ports/hub.ts'
import { type Change, changesOf } from '../../core/feeds/changes-of.ts'
import type { Door } from '../door.ts'
import { messageOf } from './translate.ts'

/** Sockets that have joined. */
export const lobbyKey = 'lobby'

/** Names of guests never change, so they are kept; those of others are asked for each time. */
const mostNames = 5_000

export interface LiveLobby {
  /** The guest is about to speak: their messages are told within the turn of the commit. */
  remember(visitor: Visitor): void
  follow(room: string): () => void
}

/** Tells sockets what happens in the room, whichever door it came through. */
export function createLiveLobby(door: Door): LiveLobby {
  const names = new Map<AccountId, string>()
  let waiting = 0
  let last: Promise<void> = Promise.resolve()

  function hear(room: string, range: LiveRange): void {
    const changes = changesOf(range, 'message').map((change) => ({ ...change, from: range.from }))
    const unknown = changes.filter(({ is, row }) => is === 'new' && !names.has(row.columns.author))
    if (waiting === 0 && unknown.length === 0) return changes.forEach((change) => tell(change, names))
    waiting += 1
    last = last.then(() => tellLater(room, changes)).finally(() => (waiting -= 1))
  }

  async function tellLater(room: string, changes: readonly Change<'message'>[]): Promise<void> {
    const authors = changes.filter(({ is }) => is === 'new').map(({ row }) => row.columns.author)
    const known = await namesOf(room, [...new Set(authors)])
    for (const change of changes) tell(change, known)
  }

  async function namesOf(room: string, accounts: readonly AccountId[]): Promise<Map<AccountId, string>> {
    try {
      return await door.contract.authorNames(door.bot({ address: '' }), { room, accounts })
    } catch (err) {
      door.log.error({ err }, 'messages are told without the names of who wrote them')
      return new Map(accounts.map((account) => [account, names.get(account) ?? 'unknown']))
    }
  }

  function tell({ is, row }: Change<'message'>, known: ReadonlyMap<AccountId, string>): void {
    const { sockets } = door
    const seq = row.seq ?? 0
    if (is === 'removed') return sockets.emitToAll('message_deleted', { messageId: seq }, 'everybody')
    const { text, createdAt } = JSON.parse(row.text) as { text: string; createdAt: string }
    if (is === 'edited') {
      return sockets.emitTo(lobbyKey, 'message_edited', { messageId: seq, content: text })
    }
    const name = known.get(row.columns.author) ?? ''
    sockets.emitTo(lobbyKey, 'message', messageOf({ seq, name, text, createdAt }))
  }

  return {
    remember({ account, name }) {
      names.delete(account)
      names.set(account, name)
      const [oldest] = names.keys()
      if (names.size > mostNames && oldest !== undefined) names.delete(oldest)
    },
    follow: (room) => door.feeds.follow(roomFeed(room), { hear: (range) => hear(room, range) }),
  }
}
