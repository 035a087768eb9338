import { Type } from 'typebox'
import { defineCommand } from '../command.ts'
import { Profile } from '../entities/account.ts'
import { Mention } from '../entities/room.ts'
import { pageOf, paging } from '../shapes.ts'

export const listMentions = defineCommand({
  name: 'mention.list',
  http: { method: 'GET', path: '/v1/mentions' },
  access: 'account',
  scope: 'messages.read',
  rule: 'Oneself.',
  summary: 'Lists messages of my rooms that name me, newest first. A page may be shorter than asked for.',
  input: Type.Object({ ...paging }, { additionalProperties: false }),
  output: pageOf(Mention, { profiles: Type.Array(Profile) }),
  errors: [],
  since: '0.1',
})
