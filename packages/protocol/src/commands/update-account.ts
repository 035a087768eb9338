import { Type } from 'typebox'
import { defineCommand } from '../command.ts'
import { Account, Email, Password } from '../entities/account.ts'

export const updateAccount = defineCommand({
  name: 'account.update',
  http: { method: 'PATCH', path: '/v1/me' },
  access: 'person',
  scope: 'none',
  rule: 'Oneself, with the password.',
  summary: 'Changes my e-mail address; an empty one takes it away.',
  input: Type.Object(
    { email: Type.Union([Email, Type.Literal('')]), password: Password },
    { additionalProperties: false },
  ),
  output: Account,
  errors: ['auth.wrong-credentials', 'email.invalid', 'email.taken', 'busy', 'conflict'],
  since: '0.1',
})
