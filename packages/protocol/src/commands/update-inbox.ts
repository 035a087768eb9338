import { Type } from 'typebox'
import { defineCommand } from '../command.ts'
import { Inbox, NotificationLevel } from '../entities/room.ts'
import { RoomRef } from '../ids.ts'
import { limits } from '../limits.ts'

export const updateInbox = defineCommand({
  name: 'inbox.update',
  http: { method: 'PATCH', path: '/v1/rooms/:room/inbox' },
  access: 'account',
  scope: 'messages.write',
  rule: 'Members.',
  summary: 'Sets my notification level, star or draft of a room, on all my devices.',
  input: Type.Object(
    {
      room: RoomRef,
      level: Type.Optional(NotificationLevel),
      starred: Type.Optional(Type.Boolean()),
      draft: Type.Optional(Type.String({ maxLength: limits.draftBytes })),
    },
    { additionalProperties: false },
  ),
  output: Type.Object({ inbox: Inbox }),
  errors: ['room.not-found', 'conflict'],
  since: '0.1',
})
