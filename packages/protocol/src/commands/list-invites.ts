import { Type } from 'typebox'
import { defineCommand } from '../command.ts'
import { Invite } from '../entities/account.ts'
import { pageOf, paging } from '../shapes.ts'

export const listInvites = defineCommand({
  name: 'invite.list',
  http: { method: 'GET', path: '/v1/invites' },
  access: 'admin',
  scope: 'admin',
  rule: 'Owners and admins.',
  summary: 'Lists sign-up links that are not used up.',
  input: Type.Object({ ...paging }, { additionalProperties: false }),
  output: pageOf(Invite),
  errors: [],
  since: '0.1',
})
