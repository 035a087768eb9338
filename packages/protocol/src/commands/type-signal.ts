import { Type } from 'typebox'
import { defineCommand } from '../command.ts'
import { RoomRef } from '../ids.ts'

export const typeSignal = defineCommand({
  name: 'typing.start',
  access: 'account',
  scope: 'messages.write',
  rule: 'Members who may post, on the socket.',
  summary: 'Tells the room that I am writing; holds for a few seconds, repeat it while it lasts.',
  input: Type.Object({ room: RoomRef }, { additionalProperties: false }),
  output: Type.Object({
    for: Type.Integer({ description: 'milliseconds it holds; repeat after two thirds' }),
  }),
  errors: ['room.not-found', 'room.archived', 'room.read-only', 'member.muted'],
  since: '0.1',
})
