import { Type } from 'typebox'
import { defineCommand } from '../command.ts'
import { RoomRef } from '../ids.ts'

export const leaveRoom = defineCommand({
  name: 'room.leave',
  http: { method: 'POST', path: '/v1/rooms/:room/leave' },
  access: 'account',
  scope: 'rooms.write',
  rule: 'Members; the last owner hands over first, unless nobody else is there.',
  summary: 'Leaves a room. Who leaves last archives a public room and deletes an unlisted or private one.',
  input: Type.Object({ room: RoomRef }, { additionalProperties: false }),
  output: Type.Object({}),
  errors: ['room.not-found', 'room.last-owner', 'room.direct', 'conflict'],
  since: '0.1',
})
