import type { VirtualItem } from '@tanstack/virtual-core'
import type { RoomState } from '../model/room-state.ts'
import type { VirtualList } from './use-virtual-list.ts'

/** Where somebody was reading when they went to another room. */
interface Place {
  offset: number
  /** The row at the upper edge. */
  key: string
  /** How much of it was above the edge. */
  hiddenPx: number
  /** The heights of the rows that were drawn. */
  heights: VirtualItem[]
}

const places = new WeakMap<RoomState, Place>()

export const placeIn = (room: RoomState): Place | undefined => places.get(room)

/** Who left a room at its end comes back to its end. */
export function keepPlace(room: RoomState, list: VirtualList, isAtEnd: boolean): void {
  const offset = list.scrollOffset ?? 0
  const item = isAtEnd ? undefined : list.getVirtualItemForOffset(offset)
  if (item)
    places.set(room, {
      offset,
      key: String(item.key),
      hiddenPx: offset - item.start,
      heights: list.takeSnapshot(),
    })
  else places.delete(room)
}
