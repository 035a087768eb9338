import { effect } from '@preact/signals'
import type { Message, RoomId } from '@hubbub/protocol'
import type { Chat } from '../model/chat.ts'
import type { RoomState } from '../model/room-state.ts'
import { inStore } from './database.ts'
import { type KeptList, type KeptRoom, listKey, messagesMost, roomsMost } from './kept-rooms.ts'

/** Changes are written together. */
const pauseMs = 1_000

/** Keeps the list of rooms and the ends of those looked at last on this device. Answers the function that ends it. */
export function keepRooms(chat: Chat): () => void {
  const written = new Map<RoomId, readonly Message[]>()
  let timer: ReturnType<typeof setTimeout> | undefined
  const end = effect(() => {
    if (chat.phase.value !== 'ready') return
    // Read so that a change of any of it is noticed.
    listOf(chat)
    for (const { timeline } of chat.rooms.value.values()) void timeline.messages.value
    timer ??= setTimeout(() => {
      timer = undefined
      // What cannot be kept is loaded again next time.
      write(chat, written).catch(() => undefined)
    }, pauseMs)
  })
  return () => {
    end()
    clearTimeout(timer)
  }
}

async function write(chat: Chat, written: Map<RoomId, readonly Message[]>): Promise<void> {
  if (chat.phase.value !== 'ready') return
  const changed = [...chat.rooms.value.values()].filter((room) => isWorthKeeping(room, written))
  for (const { id, timeline } of changed) written.set(id, timeline.messages.value)
  await inStore('readwrite', (store) => {
    store.put(listOf(chat), listKey)
    for (const room of changed) store.put(endOf(room), room.id)
    return undefined
  })
  await dropOld(chat)
}

/** Only the end of a room is of use, and only where it is what the server has. */
function isWorthKeeping({ id, timeline }: RoomState, written: Map<RoomId, readonly Message[]>): boolean {
  const { phase, newer, messages, isKept } = timeline
  return phase.value === 'ready' && newer.value === 'none' && !isKept && written.get(id) !== messages.value
}

function endOf({ timeline }: RoomState): KeptRoom {
  const messages = timeline.messages.value.slice(-messagesMost)
  const isWhole = timeline.older.value === 'none' && messages.length === timeline.messages.value.length
  return { keptAt: Date.now(), messages, isWhole }
}

function listOf(chat: Chat): KeptList | undefined {
  const account = chat.account.value
  if (!account) return undefined
  const rooms = [...chat.rooms.value.values()]
  const ids = rooms.flatMap(({ membership, timeline }) => [
    ...(membership.value.with ?? []),
    ...timeline.messages.value.slice(-messagesMost).map(({ author }) => author),
  ])
  return {
    account,
    rooms: rooms.map(({ room, membership, inbox, lastSeq, unread, mentions }) => ({
      room: room.value,
      membership: membership.value,
      inbox: inbox.value,
      lastSeq: lastSeq.value,
      unread: unread.value,
      mentions: mentions.value,
    })),
    people: [...new Set([account.id, ...ids])].map((id) => chat.people.get(id)),
  }
}

/** Rooms that were left, and those that were not looked at for longest. */
async function dropOld(chat: Chat): Promise<void> {
  const keys = ((await inStore('readonly', (store) => store.getAllKeys())) ?? []).map(String)
  const rooms = keys.filter((key) => key !== listKey)
  const left = rooms.filter((id) => !chat.rooms.value.has(id))
  if (left.length === 0 && rooms.length <= roomsMost) return
  const values = await inStore<(KeptList | KeptRoom)[]>('readonly', (store) => store.getAll())
  const keptAt = new Map(
    keys.map((key, place) => [key, (values?.[place] as KeptRoom | undefined)?.keptAt ?? 0]),
  )
  const oldestFirst = rooms
    .filter((id) => !left.includes(id))
    .sort((one, other) => (keptAt.get(one) ?? 0) - (keptAt.get(other) ?? 0))
  const dropped = [...left, ...oldestFirst.slice(0, Math.max(0, oldestFirst.length - roomsMost))]
  await inStore('readwrite', (store) => {
    for (const id of dropped) store.delete(id)
    return undefined
  })
}
