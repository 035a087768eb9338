import { Type } from 'typebox'
import { defineCommand } from '../command.ts'
import { RoomRef } from '../ids.ts'
import { RoomAnswer } from '../shapes.ts'

export const unarchiveRoom = defineCommand({
  name: 'room.unarchive',
  http: { method: 'DELETE', path: '/v1/rooms/:room/archive' },
  access: 'account',
  scope: 'rooms.write',
  rule: 'As room.archive.',
  summary: 'Opens an archived room again.',
  input: Type.Object({ room: RoomRef }, { additionalProperties: false }),
  output: RoomAnswer,
  errors: ['room.not-found', 'access.denied', 'conflict'],
  since: '0.1',
})
