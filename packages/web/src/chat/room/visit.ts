import { type Signal, signal } from '@preact/signals'
import type { RoomState } from '../model/room-state.ts'

/** What belongs to looking at a room once: it begins when the room is opened and ends when another one is. */
export interface Visit {
  room: RoomState
  /** The unread line stands after this number, and stays there; undefined: there is none. */
  readUpTo: Signal<number | undefined>
  /** The message that is being changed. */
  editing: Signal<string | undefined>
  /** The row that the arrow keys are at. */
  active: Signal<string | undefined>
  /** Until it is shown, the newest message is to be. */
  toLatest: Signal<boolean>
}

export function beginVisit(room: RoomState): Visit {
  return {
    room,
    readUpTo: signal(room.unread.value > 0 ? room.inbox.value.readSeq : undefined),
    editing: signal(undefined),
    active: signal(undefined),
    toLatest: signal(false),
  }
}

/** Shows the newest message, which may have to be loaded. */
export async function goToLatest({ room: { timeline }, toLatest }: Visit): Promise<void> {
  if (timeline.newer.value !== 'none') await timeline.open()
  toLatest.value = true
}
