import { Type } from 'typebox'
import { defineCommand } from '../command.ts'
import { Session } from '../entities/account.ts'

export const listSessions = defineCommand({
  name: 'session.list',
  http: { method: 'GET', path: '/v1/sessions' },
  access: 'account',
  scope: 'none',
  rule: 'Oneself.',
  summary: 'Lists my sign-ins.',
  input: Type.Object({}, { additionalProperties: false }),
  output: Type.Object({ items: Type.Array(Session) }),
  errors: [],
  since: '0.1',
})
