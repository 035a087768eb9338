import { Type } from 'typebox'
import { defineCommand } from '../command.ts'
import { Username } from '../entities/account.ts'

export const checkUsername = defineCommand({
  name: 'username.check',
  http: { method: 'GET', path: '/v1/usernames/:username' },
  access: 'anyone',
  scope: 'none',
  rule: 'Anyone.',
  summary: 'Says whether a username is free, and suggests others where it is not.',
  input: Type.Object({ username: Username }, { additionalProperties: false }),
  output: Type.Object({
    available: Type.Boolean(),
    reason: Type.Optional(Type.String()),
    suggestions: Type.Array(Username),
  }),
  errors: [],
  since: '0.1',
})
