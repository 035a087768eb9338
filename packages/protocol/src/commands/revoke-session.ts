import { Type } from 'typebox'
import { defineCommand } from '../command.ts'
import { Id } from '../ids.ts'

export const revokeSession = defineCommand({
  name: 'session.revoke',
  http: { method: 'DELETE', path: '/v1/sessions/:session' },
  access: 'account',
  scope: 'none',
  rule: 'Oneself.',
  summary: 'Ends one of my sign-ins; its connections close at once.',
  input: Type.Object({ session: Id }, { additionalProperties: false }),
  output: Type.Object({}),
  errors: ['session.not-found'],
  since: '0.1',
})
