import { Type } from 'typebox'
import { defineCommand } from '../command.ts'
import { RoomRef } from '../ids.ts'

export const leaveRoom = defineCommand({
  name: 'room.leave',
  http: { method: 'POST', path: '/v1/rooms/:room/leave' },
  access: 'account',
  scope: 'rooms.write',
  rule: 'Members; the last owner hands over first.',
  summary: 'Leaves a room.',
  input: Type.Object({ room: RoomRef }, { additionalProperties: false }),
  output: Type.Object({}),
  errors: ['room.not-found', 'room.last-owner', 'room.direct', 'conflict'],
  since: '0.1',
})
