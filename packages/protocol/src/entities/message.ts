import { type Static, Type } from 'typebox'
import { ClientId, Id, Time, Version } from '../ids.ts'
import { rowOf, tombstoneOf } from './row.ts'

export const MessageText = Type.String({ minLength: 1, description: 'Markdown, 16 KB of UTF-8 at most' })

/** A message as it stands. `seq` is its number in its room: dense, never reused. Feed: `room:<id>`. */
export const StandingMessage = rowOf(
  'message',
  {
    seq: Version,
    id: Id,
    room: Id,
    author: Id,
    text: Type.String(),
    mentions: Type.Optional(Type.Array(Id)),
    all: Type.Optional(Type.Literal(true, { description: 'names everybody in the room' })),
    clientId: Type.Optional(ClientId),
    createdAt: Time,
    editedAt: Type.Optional(Time),
  },
  'a message',
)
export type StandingMessage = Static<typeof StandingMessage>

/** A deleted message keeps its place, its times and its author, and loses its text. */
export const MessageTombstone = tombstoneOf('message', {
  seq: Version,
  id: Id,
  room: Id,
  author: Id,
  clientId: Type.Optional(ClientId),
  createdAt: Time,
  removedAt: Time,
})
export type MessageTombstone = Static<typeof MessageTombstone>

export const Message = Type.Union([StandingMessage, MessageTombstone])
export type Message = Static<typeof Message>

/** What a repeat tells of a message to who may no longer see it: that it was stored, and where. */
export const HiddenMessage = Type.Object({
  kind: Type.Literal('message'),
  hidden: Type.Literal(true),
  id: Id,
  room: Id,
  seq: Version,
})
export type HiddenMessage = Static<typeof HiddenMessage>
