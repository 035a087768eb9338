import { Type } from 'typebox'
import { defineCommand } from '../command.ts'

export const setPresence = defineCommand({
  name: 'presence.set',
  access: 'account',
  scope: 'rooms.write',
  rule: 'Oneself, on the socket.',
  summary: 'Says whether I am here or away on this device.',
  input: Type.Object(
    { state: Type.Union([Type.Literal('online'), Type.Literal('away')]) },
    { additionalProperties: false },
  ),
  output: Type.Object({}),
  errors: [],
  since: '0.1',
})
