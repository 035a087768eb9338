import { Type } from 'typebox'
import { defineCommand } from '../command.ts'
import { Password } from '../entities/account.ts'

export const deleteAccount = defineCommand({
  name: 'account.delete',
  http: { method: 'POST', path: '/v1/me/deletion' },
  access: 'person',
  scope: 'none',
  rule: 'Oneself, with the password.',
  summary: 'Deletes my account. Messages stay, without a name.',
  input: Type.Object({ password: Password }, { additionalProperties: false }),
  output: Type.Object({}),
  errors: ['auth.wrong-credentials', 'account.last-owner', 'busy', 'conflict'],
  since: '0.1',
})
