import { Type } from 'typebox'
import { defineCommand } from '../command.ts'
import { Profile } from '../entities/account.ts'
import { Message } from '../entities/message.ts'
import { Id, RoomRef } from '../ids.ts'

export const getMessage = defineCommand({
  name: 'message.get',
  http: { method: 'GET', path: '/v1/rooms/:room/messages/:message' },
  access: 'account',
  scope: 'messages.read',
  rule: 'Members.',
  summary: 'Gives one message.',
  input: Type.Object({ room: RoomRef, message: Id }, { additionalProperties: false }),
  output: Type.Object({ message: Message, profiles: Type.Array(Profile) }),
  errors: ['room.not-found', 'message.not-found'],
  since: '0.1',
})
