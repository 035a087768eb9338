import { Type } from 'typebox'
import { defineCommand } from '../command.ts'
import { DisplayName, Email, Password, Username } from '../entities/account.ts'
import { Device, LinkToken, SignedIn } from '../shapes.ts'

export const registerAccount = defineCommand({
  name: 'account.register',
  http: { method: 'POST', path: '/v1/accounts', status: 201 },
  access: 'anyone',
  scope: 'none',
  rule: 'Anyone where sign-up is open; who holds a sign-up link where it is by invitation.',
  summary: 'Makes an account and signs it in; it joins #general.',
  input: Type.Object(
    {
      username: Username,
      displayName: Type.Optional(DisplayName),
      email: Type.Optional(Email),
      password: Password,
      invite: Type.Optional(LinkToken),
      device: Type.Optional(Device),
    },
    { additionalProperties: false },
  ),
  output: SignedIn,
  errors: [
    'signup.closed',
    'signup.invite-needed',
    'link.invalid',
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
