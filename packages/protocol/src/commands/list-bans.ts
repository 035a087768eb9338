import { Type } from 'typebox'
import { defineCommand } from '../command.ts'
import { Profile } from '../entities/account.ts'
import { Ban } from '../entities/room.ts'
import { RoomRef } from '../ids.ts'
import { pageOf, paging } from '../shapes.ts'

export const listBans = defineCommand({
  name: 'ban.list',
  http: { method: 'GET', path: '/v1/rooms/:room/bans' },
  access: 'account',
  scope: 'rooms.read',
  rule: 'Owners and moderators.',
  summary: 'Lists who is banned from a room.',
  input: Type.Object({ room: RoomRef, ...paging }, { additionalProperties: false }),
  output: pageOf(Ban, { profiles: Type.Array(Profile) }),
  errors: ['room.not-found', 'access.denied'],
  since: '0.1',
})
