import type { Message, MessageId, RoomId } from '@hubbub/protocol'
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
  mentions: string[]
  /** True: names everybody in the room. */
  all: boolean
  /** The id under which this client, or another, sent it. */
  clientId: string | undefined
  createdAt: Date
  editedAt: Date | undefined
  deleted: boolean
}

export function chatMessage(message: Message, people: People): ChatMessage {
  const { id, seq, room, clientId } = message
  const base = {
    id,
    seq,
    room,
    clientId,
    author: people.get(message.author),
    createdAt: new Date(message.createdAt),
  }
  if ('removed' in message)
    return { ...base, text: '', mentions: [], all: false, editedAt: undefined, deleted: true }
  return {
    ...base,
    text: message.text,
    mentions: message.mentions ?? [],
    all: message.all === true,
    editedAt: message.editedAt === undefined ? undefined : new Date(message.editedAt),
    deleted: false,
  }
}
