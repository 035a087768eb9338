import { Type } from 'typebox'
import { defineCommand } from '../command.ts'
import { Id, RoomRef } from '../ids.ts'

export const removeMember = defineCommand({
  name: 'member.remove',
  http: { method: 'DELETE', path: '/v1/rooms/:room/members/:account' },
  access: 'account',
  scope: 'rooms.write',
  rule: 'Owners everybody but other owners, moderators members; oneself as in room.leave.',
  summary: 'Takes an account out of a room; its connections hear nothing more of it at once.',
  input: Type.Object({ room: RoomRef, account: Id }, { additionalProperties: false }),
  output: Type.Object({}),
  errors: [
    'room.not-found',
    'room.direct',
    'room.last-owner',
    'member.not-found',
    'access.denied',
    'conflict',
  ],
  since: '0.1',
})
