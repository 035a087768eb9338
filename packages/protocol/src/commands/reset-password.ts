import { Type } from 'typebox'
import { defineCommand } from '../command.ts'
import { Password } from '../entities/account.ts'
import { Id } from '../ids.ts'
import { LinkToken } from '../shapes.ts'

export const resetPassword = defineCommand({
  name: 'password.reset',
  http: { method: 'POST', path: '/v1/password-resets' },
  access: 'anyone',
  scope: 'none',
  rule: 'Who holds the password link.',
  summary: 'Sets a new password by a one-time link and ends all sessions.',
  input: Type.Object({ token: LinkToken, password: Password }, { additionalProperties: false }),
  output: Type.Object({ account: Id }),
  errors: ['link.invalid', 'password.weak', 'busy', 'conflict'],
  since: '0.1',
})
