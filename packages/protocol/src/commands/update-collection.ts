import { Type } from 'typebox'
import { defineCommand } from '../command.ts'
import { Collection, Rules } from '../entities/document.ts'
import { CollectionName } from '../ids.ts'

export const updateCollection = defineCommand({
  name: 'collection.update',
  http: { method: 'PUT', path: '/v1/collections/:collection/rules' },
  access: 'admin',
  scope: 'admin',
  rule: 'Owners and admins.',
  summary: 'Changes the rules of a collection.',
  input: Type.Object({ collection: CollectionName, rules: Rules }, { additionalProperties: false }),
  output: Collection,
  errors: ['collection.not-found', 'room.not-found', 'conflict'],
  since: '0.1',
})
