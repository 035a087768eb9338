import { useEffect } from 'preact/hooks'
import { goTo, route } from '../page/router.ts'
import type { Chat } from './model/chat.ts'
import type { RoomState } from './model/room-state.ts'
import { findRoom, pathOf, sortedRooms } from './room-names.ts'

/** Alt and an arrow goes to the next room, with Shift to the next unread one. */
export function useRoomKeys(chat: Chat): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
      if (step === 0 || !event.altKey || event.ctrlKey || event.metaKey) return
      const next = nextRoom(chat, step, event.shiftKey)
      event.preventDefault()
      if (next) goTo(pathOf(next))
    }
    addEventListener('keydown', pressed)
    return () => removeEventListener('keydown', pressed)
  }, [chat])
}

function nextRoom(chat: Chat, step: 1 | -1, unreadOnly: boolean): RoomState | undefined {
  const { starred, rooms, direct } = sortedRooms(chat)
  const all = [...starred, ...rooms, ...direct]
  const { value } = route
  const here = value.name === 'room' ? findRoom(chat, value.room) : undefined
  const at = here ? all.indexOf(here) : -1
  for (let n = 1; n <= all.length; n += 1) {
    const room = all[(at + step * n + all.length * 2) % all.length]
    if (room && (!unreadOnly || room.unread.value > 0)) return room
  }
  return undefined
}
