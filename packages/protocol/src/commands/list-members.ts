import { Type } from 'typebox'
import { defineCommand } from '../command.ts'
import { Profile } from '../entities/account.ts'
import { Member } from '../entities/room.ts'
import { RoomRef } from '../ids.ts'
import { pageOf, paging } from '../shapes.ts'

export const listMembers = defineCommand({
  name: 'member.list',
  http: { method: 'GET', path: '/v1/rooms/:room/members' },
  access: 'account',
  scope: 'rooms.read',
  rule: 'Members.',
  summary: 'Lists who is in a room.',
  input: Type.Object({ room: RoomRef, ...paging }, { additionalProperties: false }),
  output: pageOf(Member, { profiles: Type.Array(Profile) }),
  errors: ['room.not-found'],
  since: '0.1',
})
