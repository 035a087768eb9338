import { Type } from 'typebox'
import { defineCommand } from '../command.ts'
import { Profile } from '../entities/account.ts'
import { Ids } from '../shapes.ts'

export const getProfiles = defineCommand({
  name: 'profile.get',
  http: { method: 'GET', path: '/v1/profiles' },
  access: 'account',
  scope: 'accounts.read',
  rule: 'Who shares a room with them; people (not guests) see everybody.',
  summary: 'Gives profiles by id; unknown and hidden ones are left out.',
  input: Type.Object({ ids: Ids }, { additionalProperties: false }),
  output: Type.Object({ items: Type.Array(Profile) }),
  errors: [],
  since: '0.1',
})
