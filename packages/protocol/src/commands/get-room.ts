import { Type } from 'typebox'
import { defineCommand } from '../command.ts'
import { Membership, Room } from '../entities/room.ts'
import { RoomRef } from '../ids.ts'

export const getRoom = defineCommand({
  name: 'room.get',
  http: { method: 'GET', path: '/v1/rooms/:room' },
  access: 'account',
  scope: 'rooms.read',
  rule: 'Members; public and unlisted rooms also who is not in them.',
  summary: 'Gives a room with my role in it.',
  input: Type.Object({ room: RoomRef }, { additionalProperties: false }),
  output: Type.Object({
    room: Room,
    membership: Type.Optional(Membership),
    members: Type.Integer({ description: 'how many' }),
  }),
  errors: ['room.not-found'],
  since: '0.1',
})
