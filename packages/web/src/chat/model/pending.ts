import type { Client, OutboxEntry } from '@hubbub/client'
import type { RoomState } from './room-state.ts'

/** A message of mine that is not in the room yet. `sent`: the server has it, its row is about to come. */
export type PendingMessage = Omit<OutboxEntry, 'state'> & { state: OutboxEntry['state'] | 'sent' }

/** Shows what waits in the SDK's outbox in its room, also what an earlier visit left there. */
export function followOutbox(client: Client, roomOf: (id: string) => RoomState | undefined): () => void {
  return client.outbox.on('change', ({ entry, gone }) => {
    const room = roomOf(entry.room)
    if (!room) return
    if (!gone) return putPending(room, entry)
    // Its row comes with the room's news, usually before this; until then it keeps its place.
    const isAwaited =
      entry.state === 'sending' && room.timeline.newer.value === 'none' && !isThere(room, entry)
    if (isAwaited) putPending(room, { ...entry, state: 'sent' })
    else dropPending(room, entry.clientId)
  })
}

export function putPending(room: RoomState, entry: PendingMessage): void {
  const others = room.pending.value.filter(({ clientId }) => clientId !== entry.clientId)
  room.pending.value = [...others, entry].sort((one, other) => one.queuedAt - other.queuedAt)
}

export function dropPending(room: RoomState, clientId: string | undefined): void {
  if (room.pending.value.some((entry) => entry.clientId === clientId))
    room.pending.value = room.pending.value.filter((entry) => entry.clientId !== clientId)
}

function isThere(room: RoomState, { clientId }: OutboxEntry): boolean {
  return room.timeline.messages.value.some((message) => message.clientId === clientId)
}
