import type { HiddenMessage, Message, MessageId, RoomId, StandingMessage } from '@hubbub/protocol'
import type { People, Person } from './people.ts'

/** A message as the SDK hands it over: with its author's profile instead of an id. */
export interface ChatMessage {
  id: MessageId
  /** Its number in the room: dense, never reused. Sort by it. */
  seq: number
  room: RoomId
  author: Person
  /** Markdown. Empty when it was deleted. */
  text: string
  /** Ids of the accounts it names. */
  mentions: string[]
  /** True: names everybody in the room. */
  all: boolean
  /** The id under which this client, or another, sent it. */
  clientId: string | undefined
  createdAt: Date
  editedAt: Date | undefined
  deleted: boolean
}

/** Where you may not see the room any more there is only its place. */
export function chatMessage(message: Message | HiddenMessage, people: People): ChatMessage {
  const { id, seq, room } = message
  const known: Partial<StandingMessage> = 'hidden' in message ? {} : message
  const { author = '', text = '', mentions = [], all = false, clientId, createdAt = 0, editedAt } = known
  return {
    id,
    seq,
    room,
    author: people.get(author),
    text,
    mentions,
    all,
    clientId,
    createdAt: new Date(createdAt),
    editedAt: editedAt === undefined ? undefined : new Date(editedAt),
    deleted: 'removed' in message,
  }
}
