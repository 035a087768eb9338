import { Type } from 'typebox'
import { defineCommand } from '../command.ts'

export const renewToken = defineCommand({
  name: 'session.renew',
  access: 'account',
  scope: 'none',
  rule: 'Oneself, on the socket.',
  summary: 'Gives the connection a newer access token of the same session, in place.',
  input: Type.Object(
    { token: Type.String({ minLength: 1, maxLength: 4096 }) },
    { additionalProperties: false },
  ),
  output: Type.Object({ expiresIn: Type.Integer({ description: 'seconds' }) }),
  errors: ['auth.invalid-token', 'auth.expired-token'],
  since: '0.1',
})
