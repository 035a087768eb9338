import { Type } from 'typebox'
import { defineCommand } from '../command.ts'
import { Profile } from '../entities/account.ts'
import { Id } from '../ids.ts'

export const reactivateAccount = defineCommand({
  name: 'account.reactivate',
  http: { method: 'DELETE', path: '/v1/accounts/:account/deactivation' },
  access: 'admin',
  scope: 'admin',
  rule: 'As account.deactivate.',
  summary: 'Lets a deactivated account in again.',
  input: Type.Object({ account: Id }, { additionalProperties: false }),
  output: Profile,
  errors: ['account.not-found', 'access.denied', 'conflict'],
  since: '0.1',
})
