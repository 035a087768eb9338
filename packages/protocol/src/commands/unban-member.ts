import { Type } from 'typebox'
import { defineCommand } from '../command.ts'
import { Id, RoomRef } from '../ids.ts'

export const unbanMember = defineCommand({
  name: 'member.unban',
  http: { method: 'DELETE', path: '/v1/rooms/:room/bans/:account' },
  access: 'account',
  scope: 'rooms.write',
  rule: 'Owners and moderators.',
  summary: 'Lifts a ban.',
  input: Type.Object({ room: RoomRef, account: Id }, { additionalProperties: false }),
  output: Type.Object({}),
  errors: ['room.not-found', 'member.not-found', 'access.denied', 'conflict'],
  since: '0.1',
})
