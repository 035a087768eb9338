import { Type } from 'typebox'
import { defineCommand } from '../command.ts'
import { Epoch } from '../entities/feed.ts'

export const getServer = defineCommand({
  name: 'server.get',
  http: { method: 'GET', path: '/v1/server' },
  access: 'anyone',
  scope: 'none',
  rule: 'Anyone.',
  summary: 'Tells what a sign-in page needs: name, version, sign-up mode, whether it is set up.',
  input: Type.Object({}, { additionalProperties: false }),
  output: Type.Object({
    name: Type.String(),
    version: Type.String(),
    signup: Type.Union([Type.Literal('open'), Type.Literal('invite'), Type.Literal('closed')]),
    guests: Type.Boolean(),
    setUp: Type.Boolean({ description: 'false until there is an owner' }),
    epoch: Epoch,
  }),
  errors: [],
  since: '0.1',
})
