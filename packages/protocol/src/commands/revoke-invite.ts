import { Type } from 'typebox'
import { defineCommand } from '../command.ts'
import { Id } from '../ids.ts'

export const revokeInvite = defineCommand({
  name: 'invite.revoke',
  http: { method: 'DELETE', path: '/v1/invites/:invite' },
  access: 'admin',
  scope: 'admin',
  rule: 'Owners and admins.',
  summary: 'Takes a sign-up link back.',
  input: Type.Object({ invite: Id }, { additionalProperties: false }),
  output: Type.Object({}),
  errors: ['link.invalid'],
  since: '0.1',
})
