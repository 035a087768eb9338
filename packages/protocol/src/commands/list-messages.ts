import { Type } from 'typebox'
import { defineCommand } from '../command.ts'
import { Profile } from '../entities/account.ts'
import { Head } from '../entities/feed.ts'
import { Message } from '../entities/message.ts'
import { RoomRef, Version } from '../ids.ts'
import { Limit } from '../shapes.ts'

export const listMessages = defineCommand({
  name: 'message.list',
  http: { method: 'GET', path: '/v1/rooms/:room/messages' },
  access: 'account',
  scope: 'messages.read',
  rule: 'Members.',
  summary:
    'Reads history, oldest first: before, after or around a message number; the newest where none is given. Tombstones keep their place.',
  input: Type.Object(
    {
      room: RoomRef,
      before: Type.Optional(Version),
      after: Type.Optional(Version),
      around: Type.Optional(Version),
      limit: Type.Optional(Limit),
    },
    { additionalProperties: false },
  ),
  output: Type.Object({
    items: Type.Array(Message),
    profiles: Type.Array(Profile, { description: 'of the authors' }),
    head: Head,
    before: Type.Optional(Type.Integer({ description: 'there is more before this number' })),
    after: Type.Optional(Type.Integer({ description: 'there is more after this number' })),
  }),
  errors: ['room.not-found', 'request.invalid'],
  since: '0.1',
})
