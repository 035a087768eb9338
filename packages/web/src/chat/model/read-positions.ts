import type { RoomId } from '@hubbub/protocol'
import type { Chat } from './chat.ts'
import type { RoomState } from './room-state.ts'

const idsPerCall = 200
/** Read positions are told when the reading pauses; counts are asked for together. */
const pauseMs = 400

/** How far I have read, told to the server, and how much is left, asked where it cannot be counted here. */
export class ReadPositions {
  readonly #chat: Chat
  readonly #telling = new Map<RoomId, ReturnType<typeof setTimeout>>()
  readonly #uncounted = new Set<RoomId>()
  #counting: ReturnType<typeof setTimeout> | undefined

  constructor(chat: Chat) {
    this.#chat = chat
  }

  /** I have read up to here. Shown at once. */
  markRead(room: RoomState, seq: number): void {
    if (seq <= room.inbox.value.readSeq) return
    room.inbox.value = { ...room.inbox.value, readSeq: seq }
    this.recount(room)
    clearTimeout(this.#telling.get(room.id))
    const tell = () => {
      this.#telling.delete(room.id)
      // What fails is made good by the next position.
      this.#chat.client
        .ask('inbox.markRead', { room: room.id, seq: room.inbox.value.readSeq })
        .catch(() => undefined)
    }
    this.#telling.set(room.id, setTimeout(tell, pauseMs))
  }

  /** What the server kept, unless I have read further since and it does not know yet. */
  ahead<Kept extends { readSeq: number }>(room: RoomState, kept: Kept): Kept {
    const { readSeq } = room.inbox.value
    return this.#telling.has(room.id) && kept.readSeq < readSeq ? { ...kept, readSeq } : kept
  }

  /** Counts again, here where what is loaded is enough. */
  recount(room: RoomState): void {
    const counted = room.countLoaded(this.#chat.me)
    if (counted) {
      room.unread.value = counted.unread
      room.mentions.value = counted.mentions
      return
    }
    this.#uncounted.add(room.id)
    this.#counting ??= setTimeout(() => {
      this.#counting = undefined
      const ids = [...this.#uncounted]
      this.#uncounted.clear()
      this.count(ids).catch(() => undefined)
    }, pauseMs)
  }

  /** Asks the server. */
  async count(ids: readonly RoomId[]): Promise<void> {
    for (let from = 0; from < ids.length; from += idsPerCall) {
      const rooms = ids.slice(from, from + idsPerCall)
      const { items } = await this.#chat.client.ask('inbox.counts', { rooms })
      for (const { room: id, unread, mentions } of items) {
        const room = this.#chat.rooms.value.get(id)
        if (!room) continue
        room.unread.value = unread
        room.mentions.value = mentions
      }
    }
  }

  stop(): void {
    for (const timer of this.#telling.values()) clearTimeout(timer)
    clearTimeout(this.#counting)
  }
}
