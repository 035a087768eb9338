import type { Client, Off } from '@hubbub/client'
import type { RoomId } from '@hubbub/protocol'
import { forgetDrafts, readDrafts, writeDrafts } from '../../page/unsaved-drafts.ts'
import type { RoomState } from './room-state.ts'

const pauseMs = 1_000
const bytesMost = 16_384

/**
 * What is written and not sent: at hand at once, and on my other devices when the writing pauses. Until the server has
 * it, it is kept on this device, so that a closed tab or a lost network takes nothing away.
 */
export class Drafts {
  readonly #client: Client
  readonly #off: Off
  /** Rooms whose draft the server does not have yet. */
  readonly #saving = new Map<RoomId, { room: RoomState; timer: ReturnType<typeof setTimeout> }>()
  /** Left by an earlier visit, until its room is known. */
  readonly #left = new Map(Object.entries(readDrafts()))

  constructor(client: Client) {
    this.#client = client
    addEventListener('pagehide', this.#saveAll)
    this.#off = client.on('status', (status) => {
      if (status === 'online') this.#saveAll()
    })
  }

  write(room: RoomState, text: string): void {
    if (room.draft.value === text) return
    room.draft.value = text
    this.#saveSoon(room)
    this.#keep()
  }

  /** Another device wrote; what is being written here counts more. */
  heard(room: RoomState): void {
    if (!this.#saving.has(room.id)) room.draft.value = room.inbox.value.draft
  }

  /** A room became known: what was written there before the last visit ended comes back. */
  takeUp(room: RoomState): void {
    const text = this.#left.get(room.id)
    this.#left.delete(room.id)
    if (text === undefined || text === room.draft.value) return
    room.draft.value = text
    this.#saveSoon(room)
  }

  stop(): void {
    removeEventListener('pagehide', this.#saveAll)
    this.#off()
    this.#saveAll()
  }

  #saveSoon(room: RoomState): void {
    clearTimeout(this.#saving.get(room.id)?.timer)
    this.#saving.set(room.id, { room, timer: setTimeout(() => void this.#save(room), pauseMs) })
  }

  readonly #saveAll = (): void => {
    for (const { room, timer } of this.#saving.values()) {
      clearTimeout(timer)
      void this.#save(room)
    }
  }

  async #save(room: RoomState): Promise<void> {
    const saving = this.#saving.get(room.id)
    const draft = room.draft.value
    try {
      if (draft !== room.inbox.value.draft && new Blob([draft]).size <= bytesMost)
        await this.#client.ask('inbox.update', { room: room.id, draft })
    } catch {
      // It stays on this device, and goes with the next word or the next visit.
      return
    }
    // Written on meanwhile.
    if (this.#saving.get(room.id) !== saving) return
    this.#saving.delete(room.id)
    this.#keep()
  }

  #keep(): void {
    const unsaved = [...this.#saving.values()].map(({ room }) => [room.id, room.draft.value] as const)
    if (unsaved.length === 0 && this.#left.size === 0) forgetDrafts()
    else writeDrafts({ ...Object.fromEntries(this.#left), ...Object.fromEntries(unsaved) })
  }
}
