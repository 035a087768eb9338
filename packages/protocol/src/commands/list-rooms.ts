import { Type } from 'typebox'
import { defineCommand } from '../command.ts'
import { Profile } from '../entities/account.ts'
import { Head } from '../entities/feed.ts'
import { Inbox, Membership, Room } from '../entities/room.ts'
import { Cursor } from '../ids.ts'
import { paging } from '../shapes.ts'

export const listRooms = defineCommand({
  name: 'room.list',
  http: { method: 'GET', path: '/v1/rooms' },
  access: 'account',
  scope: 'rooms.read',
  rule: 'Oneself.',
  summary: 'Lists the rooms I am in, with what I keep about each and where its feed stands.',
  input: Type.Object({ ...paging }, { additionalProperties: false }),
  output: Type.Object({
    items: Type.Array(Type.Object({ room: Room, membership: Membership, inbox: Inbox, head: Head })),
    next: Type.Optional(Cursor),
    profiles: Type.Array(Profile, { description: 'of the people in direct rooms' }),
  }),
  errors: [],
  since: '0.1',
})
