import { Type } from 'typebox'
import { defineCommand } from '../command.ts'
import { Profile } from '../entities/account.ts'
import { pageOf, paging } from '../shapes.ts'

export const listProfiles = defineCommand({
  name: 'profile.list',
  http: { method: 'GET', path: '/v1/directory' },
  access: 'person',
  scope: 'accounts.read',
  rule: 'People and bots, not guests.',
  summary: 'Searches the directory.',
  input: Type.Object(
    { search: Type.Optional(Type.String({ maxLength: 80 })), ...paging },
    { additionalProperties: false },
  ),
  output: pageOf(Profile),
  errors: [],
  since: '0.1',
})
