import { Type } from 'typebox'
import { defineCommand } from '../command.ts'
import { Tokens } from '../entities/account.ts'
import { LinkToken } from '../shapes.ts'

export const refreshSession = defineCommand({
  name: 'session.refresh',
  http: { method: 'POST', path: '/v1/sessions/refresh' },
  access: 'anyone',
  scope: 'none',
  rule: 'Who holds the refresh token.',
  summary:
    'Exchanges a refresh token for new tokens. Repeated within 30 s it gives the same successor; later reuse closes the session.',
  input: Type.Object({ refreshToken: LinkToken }, { additionalProperties: false }),
  output: Tokens,
  errors: ['auth.invalid-token', 'auth.expired-token', 'auth.refresh-reused', 'account.disabled'],
  since: '0.1',
})
