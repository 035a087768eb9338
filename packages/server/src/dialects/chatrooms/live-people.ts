import type { AccountId, Membership, OutputOf } from '@hubbub/protocol'
import { jsonOf } from '../../core/encoded.ts'
import { userFeed } from '../../core/feeds/feed-ids.ts'
import { isExpected } from '../../core/problem.ts'
import { changesOf } from '../changes-of.ts'
import type { Door } from '../door.ts'
import { userKey } from './socket-rooms.ts'
import type { Person } from './tokens.ts'

/** Gives everybody who shows a token a room of their own, and tells them there of chat rooms made with them in it. */
export function greetPeople(door: Door, whoIs: (socket: object) => Person | undefined): () => void {
  const followed = new Map<AccountId, { sockets: number; stop(): void }>()

  door.sockets.arrived(['/', '/socket.io'], (socket) => {
    const account = whoIs(socket)?.account
    if (account === undefined) return
    socket.join(userKey(account))
    socket.emit('joinedUserRoom', { roomId: account })
    const known = followed.get(account) ?? { sockets: 0, stop: follow(account) }
    followed.set(account, known)
    known.sockets += 1
    socket.onClose(() => {
      known.sockets -= 1
      if (known.sockets > 0) return
      known.stop()
      followed.delete(account)
    })
  })

  function follow(account: AccountId): () => void {
    return door.feeds.follow(userFeed(account), {
      hear(range) {
        for (const { is, row } of changesOf(range, 'membership')) {
          if (is === 'new') void tellNewRoom(door, account, JSON.parse(row.text) as Membership)
        }
      },
    })
  }

  return () => {
    for (const { stop } of followed.values()) stop()
    followed.clear()
  }
}

/** Only of rooms that somebody else made with them: who joins one knows of it. */
async function tellNewRoom(door: Door, account: AccountId, { room, joinedAt }: Membership): Promise<void> {
  try {
    const caller = await door.callerOf(account, { address: '' })
    const known = JSON.parse(jsonOf(await door.ask('room.get', caller, { room }))) as OutputOf<'room.get'>
    if (known.room.createdBy === account || known.room.createdAt !== joinedAt) return
    const { id, name, members } = await door.contract.getChatroom(caller, { room })
    door.sockets.emitTo(userKey(account), 'newChatroom', { _id: id, name, members })
  } catch (err) {
    // They, or the room, may be gone again.
    if (!isExpected(err)) door.log.error({ err, account, room }, 'a new chat room was not told')
  }
}
