import { Type } from 'typebox'
import { defineCommand } from '../command.ts'
import { Head } from '../entities/feed.ts'
import { HiddenMember, Member, MemberTombstone } from '../entities/room.ts'
import { ClientId, Id, RoomRef } from '../ids.ts'

export const addMember = defineCommand({
  name: 'member.add',
  http: { method: 'POST', path: '/v1/rooms/:room/members', status: 201 },
  access: 'account',
  scope: 'rooms.write',
  rule: 'Owners and moderators of the room.',
  summary: 'Brings an account into a room.',
  input: Type.Object(
    { room: RoomRef, account: Id, clientId: Type.Optional(ClientId) },
    { additionalProperties: false },
  ),
  output: Type.Object({ member: Type.Union([Member, MemberTombstone, HiddenMember]), head: Head }),
  errors: [
    'room.not-found',
    'room.archived',
    'room.direct',
    'room.full',
    'account.not-found',
    'member.banned',
    'access.denied',
    'idempotency.conflict',
    'conflict',
  ],
  since: '0.1',
})
