import type { Person } from '@hubbub/client'
import type { Account, Message, RoomId } from '@hubbub/protocol'
import type { RoomFacts } from '../model/room-state.ts'
import { inStore } from './database.ts'

/** What is kept of all rooms, under one key. */
export interface KeptList {
  account: Account
  rooms: readonly (RoomFacts & { unread: number; mentions: number })[]
  people: readonly Person[]
}

/** The end of one room, under its id. */
export interface KeptRoom {
  /** Epoch milliseconds: the rooms looked at last stay. */
  keptAt: number
  messages: readonly Message[]
  /** The first message is the room's first. */
  isWhole: boolean
}

export const listKey = 'list'
export const roomsMost = 20
export const messagesMost = 100

/** Everything that is kept; undefined where nothing is. */
export async function readKept(): Promise<{ list: KeptList; rooms: Map<RoomId, KeptRoom> } | undefined> {
  const [keys, values] = await Promise.all([
    inStore('readonly', (store) => store.getAllKeys()),
    inStore<(KeptList | KeptRoom)[]>('readonly', (store) => store.getAll()),
  ])
  const entries = new Map(keys?.map((key, place) => [String(key), values?.[place]]))
  const list = entries.get(listKey) as KeptList | undefined
  entries.delete(listKey)
  return list && { list, rooms: entries as Map<RoomId, KeptRoom> }
}
