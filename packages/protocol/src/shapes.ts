import { type TProperties, type TSchema, Type } from 'typebox'
import { type Scope, scopes } from './command.ts'
import { Account, Profile, Tokens } from './entities/account.ts'
import { Document, DocumentTombstone, HiddenDocument } from './entities/document.ts'
import { Head } from './entities/feed.ts'
import { HiddenMessage, Message } from './entities/message.ts'
import { HiddenRoom, Inbox, Membership, Room } from './entities/room.ts'
import { Cursor, Id } from './ids.ts'
import { limits } from './limits.ts'

/** Shapes that several commands share. */

export const Limit = Type.Integer({
  minimum: 1,
  maximum: limits.pageMax,
  description: `rows at most; ${limits.pageDefault} by default`,
})

/** Fields of every command that lists in pages. */
export const paging = { limit: Type.Optional(Limit), after: Type.Optional(Cursor) }

/** A page of a list. `next` goes back in as `after`; it is missing on the last page. */
export function pageOf<Item extends TSchema, const More extends TProperties = Record<never, never>>(
  item: Item,
  more: More = {} as More,
) {
  return Type.Object({ items: Type.Array(item), next: Type.Optional(Cursor), ...more })
}

export const Ids = Type.Array(Id, { minItems: 1, maxItems: limits.idsPerCall, uniqueItems: true })

/** The secret part of a one-time link or a refresh token. */
export const LinkToken = Type.String({ minLength: 20, maxLength: 200, pattern: '^[A-Za-z0-9._-]+$' })

/** What the client says it is, shown in the list of sessions. */
export const Device = Type.String({ maxLength: 200 })

export const ScopeName = Type.Unsafe<Scope>(Type.Union(scopes.map((scope) => Type.Literal(scope))))

export const SignedIn = Type.Object({ account: Account, profile: Profile, tokens: Tokens })

export const RoomAnswer = Type.Object({ room: Room, membership: Type.Optional(Membership), head: Head })

/** Of commands that may be repeated: who left the room since, or whom it was closed to, gets its id only. */
export const NewRoomAnswer = Type.Object({
  room: Type.Union([Room, HiddenRoom]),
  membership: Type.Optional(Membership),
  head: Head,
})

export const JoinAnswer = Type.Object({
  room: Type.Union([Room, HiddenRoom]),
  membership: Type.Optional(Membership),
  inbox: Type.Optional(Inbox),
  head: Head,
})

export const DocumentAnswer = Type.Object({
  document: Type.Union([Document, DocumentTombstone, HiddenDocument]),
  head: Head,
})

export const MessageAnswer = Type.Object({ message: Type.Union([Message, HiddenMessage]), head: Head })
