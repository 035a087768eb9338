import type { Client } from '@hubbub/client'
import type { RoomId } from '@hubbub/protocol'
import type { RoomState } from './room-state.ts'

const pauseMs = 1_000

/** What is written and not sent: at hand at once, and on my other devices when the writing pauses. */
export class Drafts {
  readonly #client: Client
  /** Rooms whose draft the server does not have yet. */
  readonly #saving = new Map<RoomId, { room: RoomState; timer: ReturnType<typeof setTimeout> }>()

  constructor(client: Client) {
    this.#client = client
  }

  write(room: RoomState, text: string): void {
    if (room.draft.value === text) return
    room.draft.value = text
    clearTimeout(this.#saving.get(room.id)?.timer)
    this.#saving.set(room.id, { room, timer: setTimeout(() => this.#save(room), pauseMs) })
  }

  /** Another device wrote; what is being written here counts more. */
  heard(room: RoomState): void {
    if (!this.#saving.has(room.id)) room.draft.value = room.inbox.value.draft
  }

  stop(): void {
    for (const { room, timer } of this.#saving.values()) {
      clearTimeout(timer)
      this.#save(room)
    }
  }

  #save(room: RoomState): void {
    this.#saving.delete(room.id)
    const draft = room.draft.value
    if (draft === room.inbox.value.draft || new Blob([draft]).size > 16_384) return
    // What cannot be kept now is kept with the next word; on this page it stays anyway.
    this.#client.ask('inbox.update', { room: room.id, draft }).catch(() => undefined)
  }
}
