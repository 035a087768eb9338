import { Type } from 'typebox'
import { defineCommand } from '../command.ts'
import { ClientId, Id, RoomRef } from '../ids.ts'
import { MessageAnswer } from '../shapes.ts'

export const deleteMessage = defineCommand({
  name: 'message.delete',
  http: { method: 'DELETE', path: '/v1/rooms/:room/messages/:message' },
  access: 'account',
  scope: 'messages.write',
  rule: 'Its author; moderators and owners of the room.',
  summary: 'Deletes a message; its place stays as a tombstone.',
  input: Type.Object(
    { room: RoomRef, message: Id, clientId: Type.Optional(ClientId) },
    { additionalProperties: false },
  ),
  output: MessageAnswer,
  errors: ['room.not-found', 'message.not-found', 'access.denied', 'idempotency.conflict', 'conflict'],
  since: '0.1',
})
