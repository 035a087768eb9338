import { Type } from 'typebox'
import { defineCommand } from '../command.ts'
import { ApiKey } from '../entities/account.ts'
import { Id } from '../ids.ts'

export const listKeys = defineCommand({
  name: 'key.list',
  http: { method: 'GET', path: '/v1/bots/:bot/keys' },
  access: 'admin',
  scope: 'admin',
  rule: 'Owners and admins.',
  summary: 'Lists the API keys of a bot, without their secrets.',
  input: Type.Object({ bot: Id }, { additionalProperties: false }),
  output: Type.Object({ items: Type.Array(ApiKey) }),
  errors: ['account.not-found'],
  since: '0.1',
})
