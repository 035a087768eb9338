import { Type } from 'typebox'
import { defineCommand } from '../command.ts'
import { Room } from '../entities/room.ts'
import { pageOf, paging } from '../shapes.ts'

export const browseRooms = defineCommand({
  name: 'room.browse',
  http: { method: 'GET', path: '/v1/public-rooms' },
  access: 'account',
  scope: 'rooms.read',
  rule: 'Anyone signed in.',
  summary: 'Lists public rooms.',
  input: Type.Object(
    { search: Type.Optional(Type.String({ maxLength: 80 })), ...paging },
    { additionalProperties: false },
  ),
  output: pageOf(Type.Object({ room: Room, members: Type.Integer(), joined: Type.Boolean() })),
  errors: [],
  since: '0.1',
})
