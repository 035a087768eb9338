import { Type } from 'typebox'
import { defineCommand } from '../command.ts'
import { Password } from '../entities/account.ts'
import { Device, SignedIn } from '../shapes.ts'

export const createSession = defineCommand({
  name: 'session.create',
  http: { method: 'POST', path: '/v1/sessions', status: 201 },
  access: 'anyone',
  scope: 'none',
  rule: 'Anyone with the password.',
  summary: 'Signs in by username or e-mail address.',
  input: Type.Object(
    {
      identifier: Type.String({ minLength: 1, maxLength: 254 }),
      password: Password,
      device: Type.Optional(Device),
    },
    { additionalProperties: false },
  ),
  output: SignedIn,
  errors: ['auth.wrong-credentials', 'account.disabled', 'busy'],
  since: '0.1',
})
