import { Type } from 'typebox'
import { defineCommand } from '../command.ts'
import { MessageText } from '../entities/message.ts'
import { ClientId, Id, RoomRef } from '../ids.ts'
import { limits } from '../limits.ts'
import { MessageAnswer } from '../shapes.ts'

export const editMessage = defineCommand({
  name: 'message.edit',
  http: { method: 'PATCH', path: '/v1/rooms/:room/messages/:message' },
  access: 'account',
  scope: 'messages.write',
  rule: 'Its author, while they may post.',
  summary: 'Changes the text of a message.',
  input: Type.Object(
    {
      room: RoomRef,
      message: Id,
      text: MessageText,
      mentions: Type.Optional(
        Type.Array(Id, {
          maxItems: limits.mentionsPerMessage,
          uniqueItems: true,
          description: 'everybody it names now; left out, they stay as they are',
        }),
      ),
      all: Type.Optional(
        Type.Boolean({ description: 'names everybody (@all) now; left out, it stays as it is' }),
      ),
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
    'message.not-found',
    'message.empty',
    'access.denied',
    'idempotency.conflict',
    'conflict',
  ],
  since: '0.1',
})
