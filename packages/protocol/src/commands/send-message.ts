import { Type } from 'typebox'
import { defineCommand } from '../command.ts'
import { MessageText } from '../entities/message.ts'
import { ClientId, Id, RoomRef } from '../ids.ts'
import { limits } from '../limits.ts'
import { MessageAnswer } from '../shapes.ts'

export const sendMessage = defineCommand({
  name: 'message.send',
  http: { method: 'POST', path: '/v1/rooms/:room/messages', status: 201 },
  access: 'account',
  scope: 'messages.write',
  rule: 'Members who may post: not muted, and moderators where only they post.',
  summary:
    'Sends a message. The answer comes after it is stored for good; a repeat with the same clientId stores nothing again.',
  input: Type.Object(
    {
      room: RoomRef,
      text: MessageText,
      mentions: Type.Optional(Type.Array(Id, { maxItems: limits.mentionsPerMessage, uniqueItems: true })),
      all: Type.Optional(Type.Boolean({ description: 'names everybody (@all)' })),
      clientId: Type.Optional(ClientId),
    },
    { additionalProperties: false },
  ),
  output: MessageAnswer,
  errors: [
    'room.not-found',
    'room.archived',
    'room.read-only',
    'member.muted',
    'message.empty',
    'idempotency.conflict',
    'conflict',
  ],
  since: '0.1',
})
