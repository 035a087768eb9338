import { Type } from 'typebox'
import { defineCommand } from '../command.ts'

export const revokeSessions = defineCommand({
  name: 'session.revokeAll',
  http: { method: 'DELETE', path: '/v1/sessions' },
  access: 'account',
  scope: 'none',
  rule: 'Oneself.',
  summary: 'Ends all my sign-ins, or all but this one.',
  input: Type.Object({ keepThis: Type.Optional(Type.Boolean()) }, { additionalProperties: false }),
  output: Type.Object({ ended: Type.Integer() }),
  errors: [],
  since: '0.1',
})
