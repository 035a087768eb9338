import { Type } from 'typebox'
import { defineCommand } from '../command.ts'
import { Password } from '../entities/account.ts'

export const changePassword = defineCommand({
  name: 'password.change',
  http: { method: 'PUT', path: '/v1/me/password' },
  access: 'person',
  scope: 'none',
  rule: 'Oneself, with the present password.',
  summary: 'Changes my password and ends my other sessions.',
  input: Type.Object({ current: Password, password: Password }, { additionalProperties: false }),
  output: Type.Object({}),
  errors: ['auth.wrong-credentials', 'password.weak', 'busy', 'conflict'],
  since: '0.1',
})
