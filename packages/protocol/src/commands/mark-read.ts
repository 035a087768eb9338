import { Type } from 'typebox'
import { defineCommand } from '../command.ts'
import { Inbox } from '../entities/room.ts'
import { RoomRef, Version } from '../ids.ts'

export const markRead = defineCommand({
  name: 'inbox.markRead',
  http: { method: 'PUT', path: '/v1/rooms/:room/read' },
  access: 'account',
  scope: 'messages.write',
  rule: 'Members.',
  summary: 'Moves my read position in a room; it never goes back unless `unread` says so.',
  input: Type.Object(
    {
      room: RoomRef,
      seq: Version,
      unread: Type.Optional(Type.Boolean({ description: 'mark unread from here: may go back' })),
    },
    { additionalProperties: false },
  ),
  output: Type.Object({ inbox: Inbox }),
  errors: ['room.not-found', 'conflict'],
  since: '0.1',
})
