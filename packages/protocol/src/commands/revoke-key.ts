import { Type } from 'typebox'
import { defineCommand } from '../command.ts'
import { Id } from '../ids.ts'

export const revokeKey = defineCommand({
  name: 'key.revoke',
  http: { method: 'DELETE', path: '/v1/bots/:bot/keys/:key' },
  access: 'admin',
  scope: 'admin',
  rule: 'Owners and admins.',
  summary: 'Takes an API key back; its connections close at once.',
  input: Type.Object({ bot: Id, key: Id }, { additionalProperties: false }),
  output: Type.Object({}),
  errors: ['key.not-found'],
  since: '0.1',
})
