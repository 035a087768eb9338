import { Type } from 'typebox'
import { defineCommand } from '../command.ts'
import { Collection, Rules } from '../entities/document.ts'
import { ClientId, CollectionName } from '../ids.ts'

export const createCollection = defineCommand({
  name: 'collection.create',
  http: { method: 'POST', path: '/v1/collections', status: 201 },
  access: 'admin',
  scope: 'admin',
  rule: 'Owners and admins.',
  summary: 'Makes a collection with its rules.',
  input: Type.Object(
    { collection: CollectionName, rules: Rules, clientId: Type.Optional(ClientId) },
    { additionalProperties: false },
  ),
  output: Collection,
  errors: ['collection.taken', 'room.not-found', 'idempotency.conflict'],
  since: '0.1',
})
