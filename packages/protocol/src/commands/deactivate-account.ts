import { Type } from 'typebox'
import { defineCommand } from '../command.ts'
import { Profile } from '../entities/account.ts'
import { Id } from '../ids.ts'

export const deactivateAccount = defineCommand({
  name: 'account.deactivate',
  http: { method: 'PUT', path: '/v1/accounts/:account/deactivation' },
  access: 'admin',
  scope: 'admin',
  rule: 'Owners for everybody, admins for members, guests and bots.',
  summary: 'Deactivates an account: its sessions end, it keeps its name.',
  input: Type.Object({ account: Id }, { additionalProperties: false }),
  output: Profile,
  errors: ['account.not-found', 'account.last-owner', 'access.denied', 'conflict'],
  since: '0.1',
})
