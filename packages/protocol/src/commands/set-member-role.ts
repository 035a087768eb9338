import { Type } from 'typebox'
import { defineCommand } from '../command.ts'
import { Head } from '../entities/feed.ts'
import { Member, RoomRole } from '../entities/room.ts'
import { Id, RoomRef } from '../ids.ts'

export const setMemberRole = defineCommand({
  name: 'member.setRole',
  http: { method: 'PUT', path: '/v1/rooms/:room/members/:account/role' },
  access: 'account',
  scope: 'rooms.write',
  rule: 'Owners of the room, everybody but other owners; admins in public rooms.',
  summary: 'Makes a member owner, moderator or member.',
  input: Type.Object({ room: RoomRef, account: Id, role: RoomRole }, { additionalProperties: false }),
  output: Type.Object({ member: Member, head: Head }),
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
