import { Type } from 'typebox'
import { defineCommand } from '../command.ts'
import { ApiKey } from '../entities/account.ts'
import { Id } from '../ids.ts'
import { ScopeName } from '../shapes.ts'

export const createKey = defineCommand({
  name: 'key.create',
  http: { method: 'POST', path: '/v1/bots/:bot/keys', status: 201 },
  access: 'admin',
  scope: 'none',
  rule: 'Owners and admins, never with more than they may themselves.',
  summary: 'Makes an API key of a bot. The secret is shown once.',
  input: Type.Object(
    {
      bot: Id,
      name: Type.String({ minLength: 1, maxLength: 80 }),
      scopes: Type.Array(ScopeName, { minItems: 1, maxItems: 9, uniqueItems: true }),
    },
    { additionalProperties: false },
  ),
  output: Type.Object({ key: ApiKey, secret: Type.String({ description: 'shown once' }) }),
  errors: ['account.not-found', 'access.denied', 'quota.exceeded'],
  since: '0.1',
})
