import { Type } from 'typebox'
import { defineCommand } from '../command.ts'
import { DisplayName, Username } from '../entities/account.ts'
import { Time } from '../ids.ts'
import { LinkToken } from '../shapes.ts'

export const checkLink = defineCommand({
  name: 'link.check',
  http: { method: 'POST', path: '/v1/links/check' },
  access: 'anyone',
  scope: 'none',
  rule: 'Who holds the link.',
  summary: 'Says what a one-time link is for, while it is good.',
  input: Type.Object({ token: LinkToken }, { additionalProperties: false }),
  output: Type.Object({
    purpose: Type.Union([Type.Literal('setup'), Type.Literal('signup'), Type.Literal('password')]),
    expiresAt: Time,
    username: Type.Optional(Username),
    invitedBy: Type.Optional(DisplayName),
  }),
  errors: ['link.invalid'],
  since: '0.1',
})
