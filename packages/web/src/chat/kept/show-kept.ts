import type { Profile } from '@hubbub/protocol'
import type { Chat } from '../model/chat.ts'
import { RoomState } from '../model/room-state.ts'
import { readKept } from './kept-rooms.ts'

/** Fills the chat with what was kept on this device. Answers whether there was anything. */
export async function showKept(chat: Chat): Promise<boolean> {
  const kept = await readKept().catch(() => undefined)
  if (!kept || chat.phase.value === 'ready') return false
  const { account, rooms, people } = kept.list
  chat.client.people.learn(
    people.map(({ id, username, name }) => ({ id, username, displayName: name }) as Profile),
  )
  chat.account.value = account
  chat.rooms.value = new Map(
    rooms.map(({ unread, mentions, ...facts }) => {
      const room = new RoomState(chat.client, facts)
      room.unread.value = unread
      room.mentions.value = mentions
      const messages = kept.rooms.get(room.id)
      if (messages) room.timeline.showKept(messages)
      return [room.id, room]
    }),
  )
  return true
}
