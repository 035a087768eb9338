import type { FeedId } from '@hubbub/protocol'
import type { Kind } from './kinds.ts'

export const directoryFeed: FeedId = 'directory'
/** Rows of the whole instance that nobody follows. */
export const serverFeed: FeedId = 'server'

export const roomFeed = (room: string): FeedId => `room:${room}`
export const staffFeed = (room: string): FeedId => `staff:${room}`
export const userFeed = (account: string): FeedId => `user:${account}`
export const collectionFeed = (name: string): FeedId => `collection:${name}`

export type FeedType = 'room' | 'staff' | 'user' | 'collection' | 'directory' | 'server'

/** The kinds of rows a feed of each type brings. */
export const kindsOfFeed: Record<FeedType, readonly Kind[]> = {
  room: ['room', 'member', 'message'],
  staff: ['ban'],
  user: ['account', 'session', 'key', 'membership', 'inbox', 'mention'],
  collection: ['collection', 'document'],
  directory: ['profile'],
  server: ['link', 'fact', 'claim'],
}

/** Takes a feed id apart: its type, and what it is the feed of. */
export function partsOfFeed(feed: FeedId): { type: FeedType; of: string } {
  const colon = feed.indexOf(':')
  if (colon === -1) return { type: feed as FeedType, of: '' }
  return { type: feed.slice(0, colon) as FeedType, of: feed.slice(colon + 1) }
}
