import { Type } from 'typebox'
import { defineCommand } from '../command.ts'
import { RoomRef } from '../ids.ts'
import { RoomAnswer } from '../shapes.ts'

export const archiveRoom = defineCommand({
  name: 'room.archive',
  http: { method: 'PUT', path: '/v1/rooms/:room/archive' },
  access: 'account',
  scope: 'rooms.write',
  rule: 'Owners of the room; admins public rooms.',
  summary: 'Archives a room: it can be read, nobody posts.',
  input: Type.Object({ room: RoomRef }, { additionalProperties: false }),
  output: RoomAnswer,
  errors: ['room.not-found', 'access.denied', 'conflict'],
  since: '0.1',
})
