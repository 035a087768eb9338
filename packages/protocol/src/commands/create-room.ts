import { Type } from 'typebox'
import { defineCommand } from '../command.ts'
import { Posting, RoomName, Topic } from '../entities/room.ts'
import { ClientId, Handle, Id } from '../ids.ts'
import { NewRoomAnswer } from '../shapes.ts'

export const createRoom = defineCommand({
  name: 'room.create',
  http: { method: 'POST', path: '/v1/rooms', status: 201 },
  access: 'person',
  scope: 'rooms.write',
  rule: 'People and bots.',
  summary: 'Makes a room; who makes it owns it.',
  input: Type.Object(
    {
      type: Type.Union([Type.Literal('public'), Type.Literal('unlisted'), Type.Literal('private')]),
      name: RoomName,
      handle: Type.Optional(Handle),
      topic: Type.Optional(Topic),
      posting: Type.Optional(Posting),
      members: Type.Optional(Type.Array(Id, { maxItems: 50, uniqueItems: true })),
      clientId: Type.Optional(ClientId),
    },
    { additionalProperties: false },
  ),
  output: NewRoomAnswer,
  errors: [
    'room.handle-taken',
    'account.not-found',
    'display-name.invalid',
    'room.full',
    'idempotency.conflict',
    'conflict',
  ],
  since: '0.1',
})
