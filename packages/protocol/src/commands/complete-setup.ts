import { Type } from 'typebox'
import { defineCommand } from '../command.ts'
import { DisplayName, Email, Password, Username } from '../entities/account.ts'
import { Device, LinkToken, SignedIn } from '../shapes.ts'

export const completeSetup = defineCommand({
  name: 'setup.complete',
  http: { method: 'POST', path: '/v1/setup', status: 201 },
  access: 'anyone',
  scope: 'none',
  rule: 'Who holds the set-up link.',
  summary: 'Makes the first owner. Works once.',
  input: Type.Object(
    {
      token: LinkToken,
      username: Username,
      displayName: Type.Optional(DisplayName),
      email: Type.Optional(Email),
      password: Password,
      device: Type.Optional(Device),
    },
    { additionalProperties: false },
  ),
  output: SignedIn,
  errors: [
    'link.invalid',
    'setup.done',
    'username.invalid',
    'username.taken',
    'email.invalid',
    'email.taken',
    'display-name.invalid',
    'password.weak',
    'busy',
  ],
  since: '0.1',
})
