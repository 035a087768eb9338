import { Type } from 'typebox'
import { defineCommand } from '../command.ts'
import { Account } from '../entities/account.ts'

export const getAccount = defineCommand({
  name: 'account.get',
  http: { method: 'GET', path: '/v1/me' },
  access: 'account',
  scope: 'accounts.read',
  rule: 'Oneself.',
  summary: 'Gives my own account.',
  input: Type.Object({}, { additionalProperties: false }),
  output: Account,
  errors: [],
  since: '0.1',
})
