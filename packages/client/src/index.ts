export { ApiError, type LocalCode } from './api-error.ts'
export { Client, type ClientEvents, type ClientOptions, createClient } from './client.ts'
export { newClientId } from './client-id.ts'
export type { ClientClock } from './clock.ts'
export type {
  Collection,
  CollectionEvents,
  LiveDocument,
  QueryOptions,
  QueryPage,
  WriteOptions,
} from './collection.ts'
export type { AskOptions, Status } from './connection.ts'
export type { ListenOptions, Off } from './emitter.ts'
export type { HeardRange, ResetReason } from './feeds.ts'
export type { ChatMessage } from './messages.ts'
export type { Outbox, OutboxEntry, OutboxEvents } from './outbox.ts'
export type { People, Person } from './people.ts'
export type { PersonPresence, PresenceWatch } from './presence.ts'
export type { HistoryOptions, HistoryPage, MembersPage, Room, SendOptions } from './room.ts'
export type { RoomEvents } from './room-news.ts'
export { browserStorage, type ClientStorage, memoryStorage } from './storage.ts'
export type { SignedIn, TokenSource } from './tokens.ts'
