import { Type } from 'typebox'
import { defineCommand } from '../command.ts'
import { CollectionName } from '../ids.ts'

export const deleteCollection = defineCommand({
  name: 'collection.delete',
  http: { method: 'DELETE', path: '/v1/collections/:collection' },
  access: 'admin',
  scope: 'admin',
  rule: 'Owners and admins.',
  summary: 'Deletes a collection with all its documents.',
  input: Type.Object({ collection: CollectionName }, { additionalProperties: false }),
  output: Type.Object({}),
  errors: ['collection.not-found', 'conflict'],
  since: '0.1',
})
