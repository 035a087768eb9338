import { Type } from 'typebox'
import { defineCommand } from '../command.ts'
import { Head } from '../entities/feed.ts'
import { Id } from '../ids.ts'

export const listHeads = defineCommand({
  name: 'feed.heads',
  http: { method: 'GET', path: '/v1/feeds/heads' },
  access: 'account',
  scope: 'rooms.read',
  rule: 'Oneself.',
  summary: 'Where all feeds stand that I follow by myself: my own and my rooms.',
  input: Type.Object({}, { additionalProperties: false }),
  output: Type.Object({ account: Id, heads: Type.Array(Head) }),
  errors: [],
  since: '0.1',
})
