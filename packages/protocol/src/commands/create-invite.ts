import { Type } from 'typebox'
import { defineCommand } from '../command.ts'
import { OneTimeLink } from '../entities/account.ts'

export const createInvite = defineCommand({
  name: 'account.invite',
  http: { method: 'POST', path: '/v1/invites', status: 201 },
  access: 'admin',
  scope: 'admin',
  rule: 'Owners and admins.',
  summary: 'Makes a one-time sign-up link, good for 7 days.',
  input: Type.Object({}, { additionalProperties: false }),
  output: OneTimeLink,
  errors: [],
  since: '0.1',
})
