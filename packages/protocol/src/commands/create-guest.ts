import { Type } from 'typebox'
import { defineCommand } from '../command.ts'
import { DisplayName } from '../entities/account.ts'
import { Device, SignedIn } from '../shapes.ts'

export const createGuest = defineCommand({
  name: 'guest.create',
  http: { method: 'POST', path: '/v1/guests', status: 201 },
  access: 'anyone',
  scope: 'none',
  rule: 'Anyone where guests are allowed.',
  summary:
    'Enters as a guest: a name held by a token. When the last of its sessions is over the guest is gone for good; what it said stays, without a name.',
  input: Type.Object(
    { displayName: DisplayName, device: Type.Optional(Device) },
    { additionalProperties: false },
  ),
  output: SignedIn,
  errors: ['guest.not-allowed', 'display-name.invalid', 'busy'],
  since: '0.1',
})
