import { Type } from 'typebox'
import { defineCommand } from '../command.ts'
import { ClientId, Id } from '../ids.ts'
import { limits } from '../limits.ts'
import { NewRoomAnswer } from '../shapes.ts'

export const openDirect = defineCommand({
  name: 'room.openDirect',
  http: { method: 'POST', path: '/v1/direct-rooms' },
  access: 'account',
  scope: 'rooms.write',
  rule: 'Oneself and people one may see; guests only with who shares a room with them.',
  summary: 'Finds or makes the direct room of these people and me.',
  input: Type.Object(
    {
      accounts: Type.Array(Id, { minItems: 1, maxItems: limits.directMembers - 1, uniqueItems: true }),
      clientId: Type.Optional(ClientId),
    },
    { additionalProperties: false },
  ),
  output: NewRoomAnswer,
  errors: ['account.not-found', 'room.full', 'idempotency.conflict', 'conflict'],
  since: '0.1',
})
