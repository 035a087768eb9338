import type { Document, Json, JsonObject } from '@hubbub/protocol'
import type { AccountCaller } from '../../core/caller.ts'
import { collectionFeed } from '../../core/feeds/feed-ids.ts'
import type { LiveRange, WireEvent } from '../../core/ports/hub.ts'
import { type Change, changesOf } from '../../core/feeds/changes-of.ts'
import { createBound } from '../bounds.ts'
import type { Door, DoorSocket } from '../door.ts'
import { isObject } from '../reading.ts'
import { collection, eventOf } from './translate.ts'

const signal = 'broadcast'
export const eventsFeed = collectionFeed(collection)

/** Sends a BROADCAST to everybody, on every node: it is a signal of the collection's channel. */
export function createBroadcasting(door: Pick<Door, 'ask' | 'createLimiter' | 'settings'>) {
  const { broadcastsPerSocket, broadcastsInAll } = door.settings
  const perSocket = createBound(door, { name: 'socket', quota: broadcastsPerSocket, windowSeconds: 1 })
  const inAll = createBound(door, { name: 'all', quota: broadcastsInAll, windowSeconds: 1 })

  return async (socket: DoorSocket, caller: AccountCaller, payload: JsonObject): Promise<JsonObject> => {
    // One loud socket uses up its own allowance, not everybody's.
    perSocket(socket.id)
    inAll('')
    await door.ask('signal.send', caller, { channel: eventsFeed, name: signal, data: payload })
    return payload
  }
}

/** What a signal of the channel says to clients; undefined for those that are not meant for them. */
export function broadcastIn({ name, json }: WireEvent): JsonObject | undefined {
  if (name !== 'signal') return undefined
  const told = JSON.parse(json) as { name: string; data?: Json }
  if (told.name !== signal) return undefined
  return typeof told.data === 'string' ? { message: told.data } : isObject(told.data) ? told.data : undefined
}

const words = {
  new: { type: 'CREATE', message: 'An event was created' },
  edited: { type: 'UPDATE', message: 'An event was updated' },
  removed: { type: 'DELETE', message: 'An event was deleted' },
} as const

/**
 * Documents that others wrote natively are told as broadcasts. What clients of this contract made is not: the original
 * answers it to who asked, and to nobody else.
 */
export function nativeNewsIn(range: LiveRange, contract: string): JsonObject[] {
  return changesOf(range, 'document')
    .filter(({ row }) => row.columns.madeBy !== contract)
    .map(newsOf)
}

function newsOf({ is, row }: Change<'document'>): JsonObject {
  const { type, message } = words[is]
  if (is === 'removed') return { message, type, data: { id: row.id, _id: row.id } }
  const data = eventOf(JSON.parse(row.text) as Document)
  return { message: typeof data['message'] === 'string' ? data['message'] : message, type, data }
}
