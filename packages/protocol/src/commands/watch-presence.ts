import { Type } from 'typebox'
import { defineCommand } from '../command.ts'
import { Presence } from '../entities/feed.ts'
import { Id } from '../ids.ts'
import { limits } from '../limits.ts'

export const watchPresence = defineCommand({
  name: 'presence.watch',
  access: 'account',
  scope: 'rooms.read',
  rule: 'Who shares a room with them; people see everybody; on the socket.',
  summary: 'Watches exactly these people from now on; answers how they are.',
  input: Type.Object(
    { accounts: Type.Array(Id, { maxItems: limits.watchedAccounts, uniqueItems: true }) },
    { additionalProperties: false },
  ),
  output: Type.Object({ items: Type.Array(Presence) }),
  errors: [],
  since: '0.1',
})
