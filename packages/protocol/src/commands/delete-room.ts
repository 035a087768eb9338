import { Type } from 'typebox'
import { defineCommand } from '../command.ts'
import { RoomRef } from '../ids.ts'

export const deleteRoom = defineCommand({
  name: 'room.delete',
  http: { method: 'DELETE', path: '/v1/rooms/:room' },
  access: 'account',
  scope: 'rooms.write',
  rule: 'Owners of the room; admins public rooms.',
  summary: 'Deletes a room with all that was said in it. There is no way back.',
  input: Type.Object({ room: RoomRef }, { additionalProperties: false }),
  output: Type.Object({}),
  errors: ['room.not-found', 'access.denied', 'conflict'],
  since: '0.1',
})
