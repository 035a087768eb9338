import { Type } from 'typebox'
import { defineCommand } from '../command.ts'
import { DisplayName, Profile, Username } from '../entities/account.ts'

export const updateProfile = defineCommand({
  name: 'profile.update',
  http: { method: 'PATCH', path: '/v1/me/profile' },
  access: 'account',
  scope: 'accounts.write',
  rule: 'Oneself.',
  summary: 'Changes my username, display name or avatar.',
  input: Type.Object(
    {
      username: Type.Optional(Username),
      displayName: Type.Optional(DisplayName),
      avatar: Type.Optional(Type.String({ maxLength: 500, pattern: '^(?:https?://|/c/|$)' })),
    },
    { additionalProperties: false },
  ),
  output: Profile,
  errors: ['username.invalid', 'username.taken', 'display-name.invalid', 'access.denied', 'conflict'],
  since: '0.1',
})
