import type { AccountId } from '@hubbub/protocol'
import type { IconName } from '../parts/icon.tsx'
import { chatWords } from '../words/chat.ts'
import { language } from '../words/language.ts'
import type { Chat } from './model/chat.ts'
import type { RoomState } from './model/room-state.ts'
import { roomPath } from '../page/router.ts'

/** What a room is called: its name, or the people of a direct room. */
export function roomName(chat: Chat, room: RoomState): string {
  const { name } = room.room.value
  if (!room.isDirect) return name ?? room.room.value.handle ?? room.id
  const others = room.membership.value.with ?? []
  if (others.length === 0) return chatWords.value.rooms.just(chat.people.get(chat.me).name)
  const names = others.map((id) => chat.people.get(id).name).sort(new Intl.Collator(language.value).compare)
  return new Intl.ListFormat(language.value, { style: 'short', type: 'unit' }).format(names)
}

export function roomIcon(room: RoomState): IconName {
  const { type } = room.room.value
  if (type === 'private') return 'lock'
  if (type === 'direct') return (room.membership.value.with?.length ?? 0) > 1 ? 'people' : 'chat'
  return type === 'unlisted' ? 'link' : 'hash'
}

/** The other one of a direct room of two, who stands for it. */
export function partnerIn(room: RoomState): AccountId | undefined {
  const [other, ...more] = room.membership.value.with ?? []
  return room.isDirect && more.length === 0 ? other : undefined
}

/** Where it stands: by its handle where it has one, which people can read. */
export const pathOf = (room: RoomState): string => roomPath(room.room.value.handle ?? room.id)

export function findRoom(chat: Chat, ref: string): RoomState | undefined {
  const byId = chat.rooms.value.get(ref)
  return byId ?? [...chat.rooms.value.values()].find((room) => room.room.value.handle === ref)
}

/** Starred, other rooms and direct ones, each by name; a direct room with news is no further away than one without. */
export function sortedRooms(chat: Chat): { starred: RoomState[]; rooms: RoomState[]; direct: RoomState[] } {
  const collator = new Intl.Collator(language.value, { numeric: true })
  const all = [...chat.rooms.value.values()]
    .filter((room) => room.room.value.archived !== true || room.unread.value > 0)
    .map((room) => ({ room, name: roomName(chat, room) }))
    .sort((one, other) => collator.compare(one.name, other.name))
    .map(({ room }) => room)
  const isStarred = (room: RoomState) => room.inbox.value.starred
  return {
    starred: all.filter(isStarred),
    rooms: all.filter((room) => !room.isDirect && !isStarred(room)),
    direct: all.filter((room) => room.isDirect && !isStarred(room)),
  }
}
