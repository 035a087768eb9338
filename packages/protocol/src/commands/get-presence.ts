import { Type } from 'typebox'
import { defineCommand } from '../command.ts'
import { Presence } from '../entities/feed.ts'
import { Ids } from '../shapes.ts'

export const getPresence = defineCommand({
  name: 'presence.get',
  http: { method: 'GET', path: '/v1/presence' },
  access: 'account',
  scope: 'rooms.read',
  rule: 'Who shares a room with them; people see everybody.',
  summary: 'Says how these people are now.',
  input: Type.Object({ ids: Ids }, { additionalProperties: false }),
  output: Type.Object({ items: Type.Array(Presence) }),
  errors: [],
  since: '0.1',
})
