import type { AccountId } from '@hubbub/protocol'
import type { Chat } from '../model/chat.ts'
import type { RoomState } from '../model/room-state.ts'

/** Who can be named in a room, by username. */
export function usernamesOf(chat: Chat, room: RoomState): ReadonlyMap<string, AccountId> {
  const ids = [...(room.members.list.value?.keys() ?? [])]
  return new Map(ids.map((id) => [chat.people.get(id).username.toLowerCase(), id]))
}
