import { Type } from 'typebox'
import { defineCommand } from '../command.ts'
import { Collection } from '../entities/document.ts'
import { CollectionName } from '../ids.ts'

export const getCollection = defineCommand({
  name: 'collection.get',
  http: { method: 'GET', path: '/v1/collections/:collection' },
  access: 'account',
  scope: 'documents.read',
  rule: 'Who may read something of it.',
  summary: 'Gives a collection and its rules.',
  input: Type.Object({ collection: CollectionName }, { additionalProperties: false }),
  output: Type.Object({
    collection: Collection,
    followable: Type.Boolean({
      description: 'its rules let me read all of it, so it can be followed as a feed',
    }),
  }),
  errors: ['collection.not-found'],
  since: '0.1',
})
