import { Type } from 'typebox'
import { defineCommand } from '../command.ts'
import { Ban } from '../entities/room.ts'
import { Id, RoomRef } from '../ids.ts'

export const banMember = defineCommand({
  name: 'member.ban',
  http: { method: 'PUT', path: '/v1/rooms/:room/bans/:account' },
  access: 'account',
  scope: 'rooms.write',
  rule: 'Owners and moderators, those below them.',
  summary: 'Takes an account out of a room and keeps it out.',
  input: Type.Object(
    { room: RoomRef, account: Id, reason: Type.Optional(Type.String({ maxLength: 500 })) },
    { additionalProperties: false },
  ),
  output: Type.Object({ ban: Ban }),
  errors: ['room.not-found', 'room.direct', 'account.not-found', 'access.denied', 'conflict'],
  since: '0.1',
})
