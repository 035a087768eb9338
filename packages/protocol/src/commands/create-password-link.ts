import { Type } from 'typebox'
import { defineCommand } from '../command.ts'
import { OneTimeLink } from '../entities/account.ts'
import { Id } from '../ids.ts'

export const createPasswordLink = defineCommand({
  name: 'password.createLink',
  http: { method: 'POST', path: '/v1/accounts/:account/password-links', status: 201 },
  access: 'admin',
  scope: 'admin',
  rule: 'Owners for everybody, admins for members.',
  summary:
    'Makes a one-time link to set a new password, good for 30 minutes; all sessions of the account end when it is used.',
  input: Type.Object({ account: Id }, { additionalProperties: false }),
  output: OneTimeLink,
  errors: ['account.not-found', 'access.denied'],
  since: '0.1',
})
