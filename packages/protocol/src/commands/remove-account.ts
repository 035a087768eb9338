import { Type } from 'typebox'
import { defineCommand } from '../command.ts'
import { Id } from '../ids.ts'

export const removeAccount = defineCommand({
  name: 'account.remove',
  http: { method: 'DELETE', path: '/v1/accounts/:account' },
  access: 'admin',
  scope: 'admin',
  rule: 'Owners for everybody, admins for members, guests and bots.',
  summary: 'Deletes an account. Its messages stay, without a name.',
  input: Type.Object({ account: Id }, { additionalProperties: false }),
  output: Type.Object({}),
  errors: ['account.not-found', 'account.last-owner', 'access.denied', 'conflict'],
  since: '0.1',
})
