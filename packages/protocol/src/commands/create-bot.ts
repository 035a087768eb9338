import { Type } from 'typebox'
import { defineCommand } from '../command.ts'
import { DisplayName, Profile, Username } from '../entities/account.ts'

export const createBot = defineCommand({
  name: 'bot.create',
  http: { method: 'POST', path: '/v1/bots', status: 201 },
  access: 'admin',
  scope: 'admin',
  rule: 'Owners and admins.',
  summary: 'Makes a bot: an account that acts by API keys.',
  input: Type.Object(
    { username: Username, displayName: Type.Optional(DisplayName) },
    { additionalProperties: false },
  ),
  output: Profile,
  errors: ['username.invalid', 'username.taken', 'display-name.invalid'],
  since: '0.1',
})
