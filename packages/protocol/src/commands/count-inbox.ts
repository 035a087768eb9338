import { Type } from 'typebox'
import { defineCommand } from '../command.ts'
import { Id } from '../ids.ts'
import { Ids } from '../shapes.ts'

export const countInbox = defineCommand({
  name: 'inbox.counts',
  http: { method: 'GET', path: '/v1/inbox/counts' },
  access: 'account',
  scope: 'messages.read',
  rule: 'Oneself.',
  summary: 'Counts unread messages and mentions of rooms I am in, each up to 100 (shown as 99+).',
  input: Type.Object({ rooms: Ids }, { additionalProperties: false }),
  output: Type.Object({
    items: Type.Array(Type.Object({ room: Id, unread: Type.Integer(), mentions: Type.Integer() })),
  }),
  errors: [],
  since: '0.1',
})
