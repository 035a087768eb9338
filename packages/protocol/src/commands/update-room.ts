import { Type } from 'typebox'
import { defineCommand } from '../command.ts'
import { Posting, RoomName, Topic } from '../entities/room.ts'
import { Handle, RoomRef } from '../ids.ts'
import { RoomAnswer } from '../shapes.ts'

export const updateRoom = defineCommand({
  name: 'room.update',
  http: { method: 'PATCH', path: '/v1/rooms/:room' },
  access: 'account',
  scope: 'rooms.write',
  rule: 'Owners of the room; moderators the topic; admins public rooms.',
  summary: 'Changes name, handle, topic, kind or posting rule of a room.',
  input: Type.Object(
    {
      room: RoomRef,
      name: Type.Optional(RoomName),
      handle: Type.Optional(Type.Union([Handle, Type.Literal('')])),
      topic: Type.Optional(Topic),
      type: Type.Optional(
        Type.Union([Type.Literal('public'), Type.Literal('unlisted'), Type.Literal('private')]),
      ),
      posting: Type.Optional(Posting),
    },
    { additionalProperties: false },
  ),
  output: RoomAnswer,
  errors: [
    'room.not-found',
    'room.handle-taken',
    'room.direct',
    'display-name.invalid',
    'access.denied',
    'conflict',
  ],
  since: '0.1',
})
