import { Type } from 'typebox'
import { defineCommand } from '../command.ts'
import { Profile } from '../entities/account.ts'
import { Id } from '../ids.ts'

export const setRole = defineCommand({
  name: 'account.setRole',
  http: { method: 'PUT', path: '/v1/accounts/:account/role' },
  access: 'admin',
  scope: 'admin',
  rule: 'Owners.',
  summary: 'Makes a person owner, admin or member.',
  input: Type.Object(
    { account: Id, role: Type.Union([Type.Literal('owner'), Type.Literal('admin'), Type.Literal('member')]) },
    { additionalProperties: false },
  ),
  output: Profile,
  errors: ['account.not-found', 'account.last-owner', 'access.denied', 'conflict'],
  since: '0.1',
})
