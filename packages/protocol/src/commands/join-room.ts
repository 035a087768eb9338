import { Type } from 'typebox'
import { defineCommand } from '../command.ts'
import { ClientId, RoomRef } from '../ids.ts'
import { JoinAnswer } from '../shapes.ts'

export const joinRoom = defineCommand({
  name: 'room.join',
  http: { method: 'POST', path: '/v1/rooms/:room/join' },
  access: 'account',
  scope: 'rooms.write',
  rule: 'Anyone signed in, where the room is public or they know the id of an unlisted one.',
  summary: 'Joins a room.',
  input: Type.Object({ room: RoomRef, clientId: Type.Optional(ClientId) }, { additionalProperties: false }),
  output: JoinAnswer,
  errors: [
    'room.not-found',
    'room.archived',
    'room.full',
    'member.banned',
    'idempotency.conflict',
    'conflict',
  ],
  since: '0.1',
})
