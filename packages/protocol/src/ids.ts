import { Type } from 'typebox'

/** Ids of accounts, rooms, messages, documents and files: 24 lower-case hex digits (44 bits of time, 52 random). */
export const Id = Type.String({ pattern: '^[0-9a-f]{24}$', description: '24 lower-case hex digits' })
export type Id = string
export type AccountId = string
export type RoomId = string
export type MessageId = string

/** A room's own unique name in addresses: lower-case letters, digits and inner hyphens, never 24 hex digits. */
export const Handle = Type.String({
  pattern: '^(?![0-9a-f]{24}$)[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$',
  description: 'lower-case letters, digits and inner hyphens, 1 to 40',
})

/** Where a command takes a room it takes its id or its handle. */
export const RoomRef = Type.String({
  pattern: '^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$',
  description: 'a room id or a room handle',
})

/** The name of a collection of documents. */
export const CollectionName = Type.String({
  pattern: '^[a-z][a-z0-9_-]{0,39}$',
  description: 'a letter, then lower-case letters, digits, _ and -, 40 at most',
})

/**
 * A client-made id that makes a write safe to repeat (docs/reference/rest.md, safe to repeat). On REST it may also come as the
 * `Idempotency-Key` header. UUIDs are a good choice; 8 to 64 visible ASCII characters.
 */
export const ClientId = Type.String({
  pattern: '^[\\x21-\\x7e]{8,64}$',
  description: '8 to 64 visible ASCII characters',
})

/** An instant: RFC 3339 in UTC with milliseconds. */
export const Time = Type.String({
  pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$',
  description: 'RFC 3339, UTC, milliseconds',
})

/**
 * Something that can be followed: `room:<id>`, `staff:<room id>`, `user:<account id>`, `collection:<name>`
 * or `directory`.
 */
export const FeedId = Type.String({
  pattern: '^(?:(?:room|staff|user):[0-9a-f]{24}|collection:[a-z][a-z0-9_-]{0,39}|directory)$',
  description: 'room:<id>, staff:<room id>, user:<account id>, collection:<name> or directory',
})
export type FeedId = string

/** A feed's version or a message's number in its room. */
export const Version = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER })

/** Opaque place to go on from in a list; comes from `next` of the page before. */
export const Cursor = Type.String({ minLength: 1, maxLength: 1024 })
